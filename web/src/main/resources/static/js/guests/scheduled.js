/** One's own lives that are scheduled: to be shared, started, or called off. */
import {html, LitElement, nothing} from 'lit';
import {get, post} from '/js/api.js';
import {t} from '/js/text.js';
import {when} from '/js/time.js';

/** @typedef {import('/js/api.js').Session} Session */

const MOST = 20;

/** {@code shut} while a live runs. Tells by the event {@code start}, whose detail is the session, that one is to begin. */
export class Scheduled extends LitElement {
  static properties = {
    shut: {attribute: false}, sessions: {state: true}, told: {state: true}, problem: {state: true}, fresh: {state: true}, leaving: {state: true}, address: {state: true},
  };

  constructor() {
    super();
    this.shut = true;
    /** @type {Session[]} */
    this.sessions = [];
    this.told = '';
    this.problem = '';
    this.address = '';
    /** The id of the one that was scheduled just now. @type {?string} */
    this.fresh = null;
    /** Which one is about to be called off. @type {?Session} */
    this.leaving = null;
  }

  createRenderRoot() {
    return this;
  }

  async load() {
    await this.attempt(async () => { this.sessions = (await get(`/api/sessions/scheduled?limit=${MOST}`)).items; });
  }

  /** Shows one that was made just now, and leads there. @param {Session} made */
  async add(made) {
    this.sessions = [...this.sessions, made].sort((one, other) => Date.parse(one.scheduledFor ?? '') - Date.parse(other.scheduledFor ?? ''));
    this.fresh = made.id;
    this.told = t('scheduled.made', {when: when(made.scheduledFor ?? '')});
    this.address = '';
    await this.updateComplete;
    const copy = /** @type {?HTMLElement} */ (this.querySelector(`[data-scheduled="${made.id}"] .copy`));
    this.scrollIntoView({block: 'start'});
    copy?.focus({preventScroll: true});
  }

  render() {
    return this.shut || this.sessions.length === 0 && !this.told && !this.problem ? nothing : html`
      <section class="card scheduled" aria-labelledby="scheduled-title">
        <h2 id="scheduled-title">${t('scheduled.title')}</h2>
        <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
        <p class="told" role="status">${this.told}</p>
        ${this.address ? html`<input class="address" readonly dir="ltr" aria-label=${t('inviting.link')} .value=${this.address} @focus=${(/** @type {any} */ event) => event.target.select()}>` : nothing}
        <ul>${this.sessions.map((session) => this.line(session))}</ul>
      </section>
      <dialog aria-labelledby="call-off-title" @close=${this.callOffIfConfirmed}>
        <form method="dialog" class="stack">
          <h2 id="call-off-title">${t('scheduled.cancelQuestion', {title: this.leaving?.title ?? ''})}</h2>
          <p>${t('scheduled.cancelText')}</p>
          <div class="row"><button class="danger" value="cancel">${t('scheduled.cancel')}</button><button value="keep" autofocus>${t('scheduled.keep')}</button></div>
        </form>
      </dialog>`;
  }

  /** @param {Session} session */
  line(session) {
    return html`
      <li data-scheduled=${session.id} class=${this.fresh === session.id ? 'fresh' : ''}>
        <div class="named">
          <h3><bdi>${session.title}</bdi></h3>
          <p class="soft small facts"><time datetime=${session.scheduledFor ?? ''}>${when(session.scheduledFor ?? '')}</time><span>${t(session.visibility === 'PRIVATE' ? 'golive.private' : 'golive.public')}</span></p>
        </div>
        <div class="row">
          <button class="primary" aria-label=${t('scheduled.startOf', {title: session.title})} @click=${() => this.dispatchEvent(new CustomEvent('start', {detail: session}))}>${t('scheduled.start')}</button>
          <button class="copy" aria-label=${t('scheduled.copyOf', {title: session.title})} @click=${() => this.copy(session)}>${t('studio.copyLink')}</button>
          <button aria-label=${t('scheduled.cancelOf', {title: session.title})} @click=${() => this.ask(session)}>${t('scheduled.cancel')}</button>
        </div>
      </li>`;
  }

  /** Who has the address may watch: of a private live it has a code in it. @param {Session} session */
  async copy(session) {
    await this.attempt(async () => {
      const path = session.visibility === 'PRIVATE' ? (await post(`/api/sessions/${session.id}/links`, {role: 'VIEWER'})).url : `/watch/${session.id}`;
      const address = location.origin + path;
      const copied = await navigator.clipboard.writeText(address).then(() => true, () => false);
      this.address = copied ? '' : address;
      this.told = t(copied ? 'scheduled.copied' : 'inviting.linkMade');
    });
  }

  /** @param {Session} session */
  async ask(session) {
    this.leaving = session;
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  /** @param {Event} event */
  async callOffIfConfirmed(event) {
    const session = this.leaving;
    if (session && /** @type {HTMLDialogElement} */ (event.target).returnValue === 'cancel') {
      await this.attempt(async () => {
        await post(`/api/sessions/${session.id}/cancel`);
        this.sessions = this.sessions.filter(({id}) => id !== session.id);
        this.told = t('scheduled.cancelled', {title: session.title});
      });
    }
    /** @type {HTMLDialogElement} */ (event.target).returnValue = '';
  }

  /** @param {() => Promise<unknown>} deed */
  async attempt(deed) {
    try {
      this.problem = '';
      await deed();
    } catch (problem) {
      this.problem = /** @type {Error} */ (problem).message;
    }
  }
}

customElements.define('griot-scheduled', Scheduled);
