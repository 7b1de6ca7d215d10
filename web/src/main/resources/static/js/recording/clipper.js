/** Makes a clip: two marks on the seek bar, or where one is when a button is pressed; a title; and it is there. */
import {html, render} from 'lit-html';
import {post} from '/js/api.js';
import {clock, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** What a clip is at first, at least, and at most unless the server wants it shorter; in seconds. */
const USUAL = 30;
const SHORTEST = 1;
const LONGEST = 600;

export class Clipper {
  /** @param {HTMLElement} place @param {import('/js/recording/seek-bar.js').SeekBar} bar @param {string} path of the recording @param {HTMLElement} whole what has the keys */
  constructor(place, bar, path, whole) {
    this.place = place;
    this.bar = bar;
    this.path = path;
    /** What the marks are to be heard between. @type {?number} */
    this.until = null;
    whole.addEventListener('keydown', (event) => this.onKey(event));
    /** Whether a clip is being made. */
    this.busy = false;
    bar.video.addEventListener('timeupdate', () => this.stopAtEnd());
    bar.video.addEventListener('pause', () => { this.until = null; });
    bar.video.addEventListener('seeking', () => this.noteSeek());
  }

  get open() {
    return this.bar.marks !== null;
  }

  /** Opens it around where one is. */
  begin() {
    const {now, duration} = this.bar;
    const from = Math.max(0, Math.min(now - 5, duration - USUAL));
    this.bar.marks = {from, to: Math.min(duration, from + USUAL)};
    this.bar.onMarks = (which, seconds) => this.mark(which, seconds);
    this.bar.show();
    this.show();
    /** @type {HTMLElement} */ (this.place.querySelector('h2')).focus();
  }

  close() {
    this.bar.marks = null;
    this.until = null;
    this.bar.show();
    render('', this.place);
    document.getElementById('clip')?.focus();
  }

  /** @param {'from' | 'to'} which @param {number} seconds */
  mark(which, seconds) {
    this.bar.marks = moved(/** @type {Marks} */ (this.bar.marks), which, seconds, this.bar.duration);
    this.bar.show();
    this.show();
  }

  /** Square brackets mark where one is. @param {KeyboardEvent} event */
  onKey(event) {
    const within = /** @type {HTMLElement} */ (event.target);
    if (this.open && !event.metaKey && !within.matches('select, textarea, input:not([type=range])') && (event.key === '[' || event.key === ']')) {
      event.preventDefault();
      this.mark(event.key === '[' ? 'from' : 'to', this.bar.now);
    }
  }

  tryIt() {
    const {from, to} = /** @type {Marks} */ (this.bar.marks);
    this.until = to;
    this.bar.seek(from);
    this.bar.video.play().catch(() => undefined);
  }

  /** Who goes elsewhere hears no trial any more. */
  noteSeek() {
    if (this.until !== null && this.bar.marks && Math.abs(this.bar.now - this.bar.marks.from) > 1) {
      this.until = null;
    }
  }

  stopAtEnd() {
    if (this.until !== null && this.bar.now >= this.until) {
      this.until = null;
      this.bar.video.pause();
    }
  }

  /** @param {SubmitEvent} event */
  async make(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    this.busy = true;
    const {from, to} = /** @type {Marks} */ (this.bar.marks);
    const title = /** @type {any} */ (event.target).elements.title.value;
    try {
      const clip = await post(`${this.path}/clips`, {from: `PT${from.toFixed(3)}S`, to: `PT${to.toFixed(3)}S`, title});
      location.assign(clip.url);
    } catch (problem) {
      this.busy = false;
      showProblem(/** @type {Error} */ (problem));
    }
  }

  show() {
    const {from, to} = /** @type {Marks} */ (this.bar.marks);
    render(html`
      <form class="card stack setup clipper" @submit=${(/** @type {SubmitEvent} */ event) => this.make(event)}>
        <h2 tabindex="-1">${t('clip.new')}</h2>
        <p class="soft small">${t('clip.hint')}</p>
        <div class="row">
          <button type="button" id="clip-from" @click=${() => this.mark('from', this.bar.now)}>${t('clip.beginHere')}</button>
          <button type="button" id="clip-to" @click=${() => this.mark('to', this.bar.now)}>${t('clip.endHere')}</button>
          <button type="button" id="clip-try" @click=${() => this.tryIt()}>${t('clip.tryIt')}</button>
          <output class="times" id="clip-stretch" aria-live="off">${stretch(from, to)}</output>
        </div>
        <label>${t('clip.name')} <input name="title" required maxlength="120" autocomplete="off"></label>
        <div class="row">
          <button class="primary" id="make-clip">${t('clip.make')}</button>
          <button type="button" @click=${() => this.close()}>${t('replay.cancel')}</button>
        </div>
      </form>`, this.place);
  }
}

/** @typedef {{from: number, to: number}} Marks seconds of the recording */

/** @param {number} from @param {number} to */
const stretch = (from, to) => t('clip.stretch', {from: clock(from * 1000), to: clock(to * 1000), length: clock(Math.round((to - from) * 1000))});

/** Moves one mark; the other gives way where they would be too near or too far. @param {Marks} marks @param {'from' | 'to'} which @param {number} seconds @param {number} duration @returns {Marks} */
export function moved(marks, which, seconds, duration) {
  if (which === 'from') {
    const from = Math.max(0, Math.min(seconds, duration - SHORTEST));
    return {from, to: Math.min(duration, Math.max(from + SHORTEST, Math.min(marks.to, from + LONGEST)))};
  }
  const to = Math.min(duration, Math.max(seconds, SHORTEST));
  return {from: Math.max(0, Math.min(to - SHORTEST, Math.max(marks.from, to - LONGEST))), to};
}
