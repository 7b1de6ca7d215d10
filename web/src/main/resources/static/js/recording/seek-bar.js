/** Where one is in a recording, and the way to anywhere else: a bar with chapters, how much was said when, and the keys that players have. */
import {html, nothing, render} from 'lit-html';
import {clock} from '/js/page.js';
import {language, t} from '/js/text.js';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const STEP = 5;
const LEAP = 10;

export class SeekBar {
  /** @param {HTMLElement} place @param {HTMLVideoElement} video @param {HTMLElement} whole what fills the screen when that is wished */
  constructor(place, video, whole) {
    this.place = place;
    this.video = video;
    this.whole = whole;
    /** What is known of the length before the player is. In seconds. */
    this.length = 0;
    /** How much was said, by equal parts of the length. @type {number[]} */
    this.density = [];
    /** @type {{seconds: number, title: string}[]} */
    this.chapters = [];
    /** Small pictures of all of it. @type {import('./thumbnails.js').Thumbnail[]} */
    this.thumbnails = [];
    /** Where a pointer or a finger is, in seconds; null for nowhere. @type {?number} */
    this.pointed = null;
    /** What is played of it, in seconds of the player; all for null. @type {?{from: number, to: number}} */
    this.stretch = null;
    /** Two marks that can be moved, in seconds; none for null. @type {?{from: number, to: number}} */
    this.marks = null;
    /** What else the row has. @type {() => unknown} */
    this.more = () => nothing;
    /** Told when a mark is moved. @type {(which: 'from' | 'to', seconds: number) => void} */
    this.onMarks = () => {};
    for (const told of ['timeupdate', 'play', 'pause', 'durationchange', 'volumechange', 'ratechange', 'seeking']) {
      video.addEventListener(told, () => this.show());
    }
    video.addEventListener('timeupdate', () => this.stopAtEnd());
    whole.addEventListener('keydown', (event) => this.onKey(event));
    video.addEventListener('click', () => this.flip());
    this.show();
  }

  /** Plays a stretch alone. @param {number} from @param {number} to seconds of the player */
  within(from, to) {
    this.stretch = {from, to};
    this.show();
  }

  /** Where one is, in seconds of what is played. */
  get now() {
    const now = this.video.currentTime - (this.stretch?.from ?? 0);
    return Math.max(0, Math.min(now, this.duration || now));
  }

  get duration() {
    if (this.stretch) {
      return this.stretch.to - this.stretch.from;
    }
    const {duration} = this.video;
    return Number.isFinite(duration) && duration > 0 ? duration : this.length;
  }

  /** @param {number} seconds */
  seek(seconds) {
    clearTimeout(this.stopping);
    this.video.currentTime = (this.stretch?.from ?? 0) + Math.max(0, Math.min(seconds, this.duration || seconds));
  }

  flip() {
    if (this.video.paused) {
      if (this.stretch && this.now >= this.duration - 0.05) {
        this.seek(0);
      }
      this.video.play().catch(() => undefined);
    } else {
      this.video.pause();
    }
  }

  /** What is behind a stretch is not played: one is told four times a second where one is. */
  stopAtEnd() {
    clearTimeout(this.stopping);
    const left = this.stretch ? this.stretch.to - this.video.currentTime : Infinity;
    if (left <= 0) {
      this.video.pause();
    } else if (left < 0.5 && !this.video.paused) {
      this.stopping = setTimeout(() => this.stopAtEnd(), 1000 * left / this.video.playbackRate + 10);
    }
  }

  /** @param {number} steps */
  hurry(steps) {
    const at = SPEEDS.indexOf(this.video.playbackRate);
    this.video.playbackRate = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, (at < 0 ? 2 : at) + steps))];
  }

  fill() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      this.whole.requestFullscreen?.().catch(() => undefined);
    }
  }

  /** The keys of other players: K and space, J and L, arrows, M, F, the angle brackets, figures. @param {KeyboardEvent} event */
  onKey(event) {
    const within = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || within.matches('select, textarea, input:not([type=range]), .mark')) {
      return;
    }
    const onButton = within.matches('button, a, summary');
    /** @type {Record<string, () => void>} */
    const keys = {
      k: () => this.flip(), j: () => this.seek(this.now - LEAP), l: () => this.seek(this.now + LEAP),
      ArrowLeft: () => this.seek(this.now - STEP), ArrowRight: () => this.seek(this.now + STEP),
      m: () => { this.video.muted = !this.video.muted; }, f: () => this.fill(), '<': () => this.hurry(-1), '>': () => this.hurry(1),
      Home: () => this.seek(0), End: () => this.seek(this.duration),
      ...onButton ? {} : {' ': () => this.flip()},
    };
    const tenth = /^[0-9]$/.test(event.key) ? () => this.seek(this.duration * Number(event.key) / 10) : undefined;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? tenth;
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /** @param {?PointerEvent} event */
  point(event) {
    if (event) {
      const {left, width} = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
      this.pointed = this.duration * Math.max(0, Math.min(1, (event.clientX - left) / (width || 1)));
    } else {
      this.pointed = null;
    }
    this.show();
  }

  show() {
    const {video, duration, now} = this;
    const words = t('replay.position', {now: clock(now * 1000), all: clock(duration * 1000)});
    render(html`
      <div class="seek">
        ${this.crowd()}
        ${this.glance()}
        ${this.chapters.map(({seconds}) => html`<span class="notch" .style=${`left: ${100 * seconds / (duration || 1)}%`} aria-hidden="true"></span>`)}
        <input id="seek" type="range" min="0" max=${Math.max(1, duration)} step="0.1" .value=${String(now)} dir="ltr"
          aria-label=${t('replay.seek')} aria-valuetext=${words}
          @pointermove=${(/** @type {any} */ event) => this.point(event)} @pointerleave=${() => this.point(null)} @pointercancel=${() => this.point(null)}
          @pointerup=${(/** @type {any} */ event) => this.point(event.pointerType === 'mouse' ? event : null)} @input=${(/** @type {any} */ event) => this.seek(Number(event.target.value))}>
        ${this.marksShown()}
      </div>
      <div class="row">
        <button id="play" aria-label=${t(video.paused ? 'replay.play' : 'replay.pause')} @click=${() => this.flip()}>${video.paused ? '▶' : '❚❚'}</button>
        <span class="small times" id="time">${words}</span>
        <button id="mute" aria-pressed=${video.muted} @click=${() => { video.muted = !video.muted; }}>${t(video.muted ? 'picture.soundOn' : 'picture.soundOff')}</button>
        <label class="speed"><span class="hidden-text">${t('replay.speed')}</span>
          <select id="speed" @change=${(/** @type {any} */ event) => { video.playbackRate = Number(event.target.value); }}>
            ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === video.playbackRate}>${t('replay.times', {speed: speed.toLocaleString(language)})}</option>`)}
          </select></label>
        ${this.more()}
        ${document.fullscreenEnabled ? html`<button id="fullscreen" @click=${() => this.fill()}>${t('picture.whole')}</button>` : nothing}
      </div>`, this.place);
  }

  /** What is to be seen where one points. */
  glance() {
    const at = this.pointed;
    const found = at === null ? undefined : this.thumbnails.find(({from, to}) => from <= at && at < to);
    if (at === null || !found) {
      return nothing;
    }
    const {sheet, x, y, width, height} = found;
    const share = at / (this.duration || 1);
    return html`<span class="glance" aria-hidden="true" .style=${`left: clamp(0px, calc(${100 * share}% - ${width / 2}px), calc(100% - ${width}px)); width: ${width}px`}>
      <span .style=${`display: block; width: ${width}px; height: ${height}px; background: url("${sheet}") -${x}px -${y}px`}></span>
      <span class="small">${clock(at * 1000)}</span></span>`;
  }

  /** Two more thumbs on the bar, with what is between them. */
  marksShown() {
    const {marks, duration} = this;
    if (!marks) {
      return nothing;
    }
    const percent = (/** @type {number} */ seconds) => 100 * seconds / (duration || 1);
    return html`
      <span class="marked" .style=${`left: ${percent(marks.from)}%; width: ${percent(marks.to - marks.from)}%`} aria-hidden="true"></span>
      ${this.mark('from', t('clip.from'))}${this.mark('to', t('clip.to'))}`;
  }

  /** @param {'from' | 'to'} which @param {string} name */
  mark(which, name) {
    const marks = /** @type {{from: number, to: number}} */ (this.marks);
    return html`<input class="mark" id=${`mark-${which}`} type="range" min="0" max=${Math.max(1, this.duration)} step="0.5" .value=${String(marks[which])} dir="ltr"
      aria-label=${name} aria-valuetext=${clock(marks[which] * 1000)} @input=${(/** @type {any} */ event) => this.onMarks(which, Number(event.target.value))}>`;
  }

  /** A hill where much was said. */
  crowd() {
    const most = Math.max(...this.density, 0);
    if (!most) {
      return nothing;
    }
    const points = this.density.map((count, at) => `${at},${10 - 10 * count / most}`).join(' ');
    return html`<svg class="crowd" viewBox=${`0 0 ${this.density.length - 1} 10`} preserveAspectRatio="none" aria-hidden="true"><polygon points=${`0,10 ${points} ${this.density.length - 1},10`}></polygon></svg>`;
  }
}
