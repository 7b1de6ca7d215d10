/** The clips that were made of a recording, the latest first. */
import {html, nothing, render} from 'lit-html';
import {get} from '/js/api.js';
import {clock, showProblem} from '/js/page.js';
import {millis} from '/js/recording/offset.js';
import {t} from '/js/text.js';

export class ClipList {
  /** @param {HTMLElement} place @param {string} path of the recording */
  constructor(place, path) {
    this.place = place;
    this.path = `${path}/clips`;
    /** @type {any[]} */
    this.clips = [];
    /** @type {?string} */
    this.next = null;
    this.busy = false;
  }

  /** Reads the first, or those that follow. */
  async load() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      const page = await get(`${this.path}?limit=12${this.next ? `&cursor=${encodeURIComponent(this.next)}` : ''}`);
      this.clips.push(...page.items);
      this.next = page.next;
      this.show();
    } catch (problem) {
      showProblem(/** @type {Error} */ (problem));
    }
    this.busy = false;
  }

  show() {
    render(!this.clips.length ? nothing : html`
      <section class="clips"><h2>${t('clip.list')}</h2>
        <ul>${this.clips.map(({url, title, by, from, duration}) => html`
          <li><a class="card" href=${url}>
            <span class="clip-name" dir="auto">${title || t('history.titleGone')}</span>
            <span class="soft small"><bdi>${by.displayName}</bdi> · ${t('clip.place', {from: clock(millis(from)), length: clock(millis(duration))})}</span></a></li>`)}</ul>
        ${this.next ? html`<button id="more-clips" @click=${() => this.load()}>${t('clip.more')}</button>` : nothing}
      </section>`, this.place);
  }
}
