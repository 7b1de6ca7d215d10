/** Reactions to the picture: one's own by a press, everybody's as they float up over it. Who wants no motion sees how many. */
import {html, nothing, render} from 'lit-html';
import {get, post} from '/js/api.js';
import {element, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** The emojis that are at hand everywhere. */
export const EMOJIS = ['❤️', '👏', '😂', '🔥', '😮', '🎉'];

/** At once over the picture, and of one moment: more would hide it. */
const MOST_AT_ONCE = 40;
const MOST_OF_A_MOMENT = 12;
const A_MOMENT_MILLIS = 500;

export class Applause {
  /** @param {HTMLElement} picture @param {HTMLElement} place where the buttons go @param {string} sessionId @param {?import('/js/api.js').User} user */
  constructor(picture, place, sessionId, user) {
    this.path = `/api/sessions/${encodeURIComponent(sessionId)}/reactions`;
    this.place = place;
    this.user = user;
    /** @type {Record<string, number>} */
    this.counts = {};
    this.air = element('div', 'air');
    this.air.setAttribute('aria-hidden', 'true');
    picture.append(this.air);
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.show();
  }

  /** Reads how many there were until now. */
  async load() {
    this.counts = (await get(this.path).catch(() => ({reactions: this.counts}))).reactions;
    this.show();
  }

  /** @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    if (type === 'reactionsCounted') {
      const counts = Object.entries(/** @type {Record<string, number>} */ (data.reactions));
      const all = counts.reduce((sum, [, count]) => sum + count, 0);
      for (const [emoji, count] of counts) {
        this.counts = {...this.counts, [emoji]: (this.counts[emoji] ?? 0) + count};
        this.float(emoji, Math.ceil(count * Math.min(1, MOST_OF_A_MOMENT / all)));
      }
      this.show();
    }
  }

  show() {
    render(html`<div class="applause" role="group" aria-label=${t('applause.title')}>${EMOJIS.map((emoji) => this.button(emoji))}</div>`, this.place);
  }

  /** @param {string} emoji */
  button(emoji) {
    const count = this.counts[emoji] ?? 0;
    const seen = html`<span aria-hidden="true">${emoji}</span>${count ? html` <span class="count">${count}</span>` : nothing}`;
    return this.user
      ? html`<button aria-label=${t('applause.give', {emoji})} @click=${() => this.give(emoji)}>${seen}</button>`
      : count ? html`<span class="chip">${seen}</span>` : nothing;
  }

  /** @param {string} emoji */
  async give(emoji) {
    try {
      await post(this.path, {emoji});
      showProblem(null);
    } catch (problem) {
      showProblem(problem);
    }
  }

  /** @param {string} emoji @param {number} count */
  float(emoji, count) {
    for (let one = 0; !this.still.matches && !document.hidden && one < count && this.air.childElementCount < MOST_AT_ONCE; one++) {
      const glyph = element('span', '', emoji);
      glyph.style.insetInlineEnd = `${2 + Math.random() * 26}%`;
      glyph.style.animationDelay = `${Math.random() * A_MOMENT_MILLIS}ms`;
      glyph.addEventListener('animationend', () => glyph.remove());
      this.air.append(glyph);
    }
  }
}
