/** Who is seen and heard says whether they agree to be recorded. Until they do, nothing of them is kept. */
import {html, nothing, render} from 'lit-html';
import {get, post} from '/js/api.js';
import {ask} from '/js/ask.js';
import {showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** Asks who is about to come on stage of what is recorded. @returns {Promise<boolean>} */
export const asksToAgree = () => ask({
  heading: t('consent.question'), text: t('consent.before'), yes: t('consent.agree'), no: t('consent.notNow'), value: 'agree', danger: false,
});

/**
 * Does what brings oneself on stage, and asks first where the live is recorded.
 *
 * @template T @param {string} session @param {() => Promise<T>} act @returns {Promise<T>}
 */
export async function agreeing(session, act) {
  try {
    return await act();
  } catch (problem) {
    if (/** @type {any} */ (problem).code !== 'CONSENT_NEEDED' || !await asksToAgree()) {
      throw problem;
    }
    await post(`/api/sessions/${encodeURIComponent(session)}/recording/consent`, {consent: true});
    return act();
  }
}

/** The question to who is on stage already, and what they answered. */
export class Consent {
  /** @param {HTMLElement} place @param {string} session */
  constructor(place, session) {
    this.place = place;
    this.path = `/api/sessions/${encodeURIComponent(session)}/recording/consent`;
    /** @type {?boolean} */
    this.answer = null;
    this.known = false;
    this.needed = false;
    this.changing = false;
  }

  /** @param {boolean} needed whether one is on stage of what is recorded, as somebody else than its host */
  update(needed) {
    if (needed && !this.needed) {
      this.load();
    }
    this.needed = needed;
    this.show();
  }

  async load() {
    try {
      this.answer = (await get(this.path)).consent;
      this.known = true;
      this.show();
    } catch (problem) {
      showProblem(/** @type {Error} */ (problem));
    }
  }

  /** @param {boolean} consent */
  async say(consent) {
    try {
      await post(this.path, {consent});
      this.answer = consent;
      this.changing = false;
      showProblem(null);
    } catch (problem) {
      showProblem(/** @type {Error} */ (problem));
    }
    this.show();
  }

  show() {
    const asks = this.needed && this.known && (this.answer === null || this.changing);
    render(!this.needed || !this.known ? nothing : asks ? this.question() : html`
      <p class="consent small soft">${t(this.answer ? 'consent.agreed' : 'consent.declined')}
        <button class="quiet" @click=${() => { this.changing = true; this.show(); }}>${t('consent.change')}</button></p>`, this.place);
  }

  question() {
    return html`
      <section class="consent card" role="alert" aria-label=${t('consent.question')}>
        <div><strong>${t('consent.question')}</strong><p class="soft">${t('consent.text')}</p></div>
        <div class="row">
          <button class="primary" id="agree" @click=${() => this.say(true)}>${t('consent.agree')}</button>
          <button id="decline" @click=${() => this.say(false)}>${t('consent.decline')}</button>
        </div>
      </section>`;
  }
}
