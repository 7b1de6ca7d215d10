/** What was said, in step with a recording: at each moment what had been said by then, wherever one jumps to. */
import {html, nothing, render} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {get} from '/js/api.js';
import {clock} from '/js/page.js';
import {millis} from '/js/recording/offset.js';
import {t} from '/js/text.js';

/** @typedef {{at: number, type: string, data: any}} Entry what happened, and after how many milliseconds of the recording */

/** Lines that are shown at once. */
const SHOWN = 100;
/** What is read at once, in milliseconds, and how long before it is needed. */
const STRETCH = 120_000;
const AHEAD = 30_000;
const PAGE = 200;
/** A jump by more than that floats nothing over the picture. */
const LEAP = 1_500;
/** A picture tells its time about as often, in milliseconds: what comes before the next time has a timer of its own. */
const TOLD_EVERY = 400;

export class ReplayChat {
  /**
   * @param {HTMLElement} place @param {string} path of the recording's chat
   * @param {{seek: (seconds: number) => void, float: (emoji: string, count: number) => void}} listener
   */
  constructor(place, path, listener) {
    this.place = place;
    this.path = path;
    this.listener = listener;
    /** By their time. @type {Entry[]} */
    this.entries = [];
    /** The stretches that are read, or being read. @type {Map<number, Promise<void>>} */
    this.read = new Map();
    this.now = 0;
    this.shown = '';
    render(html`
      <h2>${t('chat.title')}</h2>
      <ul class="pins" hidden></ul>
      <div class="lines-frame"><div class="lines" role="log" tabindex="0" aria-label=${t('chat.messages')} aria-live="off"><ol></ol><p class="nothing">${t('replay.nothingSaid')}</p></div></div>`, place);
    this.lines = /** @type {HTMLElement} */ (place.querySelector('.lines'));
    this.list = /** @type {HTMLElement} */ (place.querySelector('ol'));
    this.pins = /** @type {HTMLElement} */ (place.querySelector('.pins'));
  }

  /** Is in step with a picture from now on, wherever it goes. @param {HTMLVideoElement} video */
  follow(video) {
    let timer = 0;
    const step = () => {
      clearTimeout(timer);
      this.at(video.currentTime * 1000);
      const next = this.entries[this.upTo(this.now)];
      const wait = next ? (next.at - this.now) / video.playbackRate : Infinity;
      if (!video.paused && wait < TOLD_EVERY) {
        timer = setTimeout(step, Math.max(wait, 20));
      }
    };
    for (const told of ['timeupdate', 'seeking', 'seeked', 'ratechange']) {
      video.addEventListener(told, step);
    }
  }

  /** Shows what there was at a moment. @param {number} now milliseconds of the recording */
  async at(now) {
    const before = this.now;
    this.now = now;
    this.stretch(Math.floor(now / STRETCH));
    this.stretch(Math.floor((now + AHEAD) / STRETCH));
    if (now >= STRETCH) {
      this.stretch(Math.floor(now / STRETCH) - 1);
    }
    this.show(before);
  }

  /** Reads a stretch, once. @param {number} number */
  stretch(number) {
    if (!this.read.has(number)) {
      this.read.set(number, this.load(number * STRETCH, (number + 1) * STRETCH).then(() => this.show(this.now), () => { this.read.delete(number); }));
    }
    return this.read.get(number);
  }

  /** @param {number} from @param {number} to */
  async load(from, to) {
    /** @type {Entry[]} */
    const read = [];
    let cursor = '';
    do {
      const page = await get(`${this.path}?from=PT${from / 1000}S&to=PT${to / 1000}S&limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      read.push(...page.items.map((/** @type {any} */ item) => ({at: millis(item.offset), type: item.type, data: item.data})));
      cursor = page.next;
    } while (cursor);
    // What was read of it before is in what was read now.
    this.entries = [...this.entries.filter(({at}) => at < from || at >= to), ...read];
    this.entries.sort((one, other) => one.at - other.at);
  }

  /** Forgets what was read of the stretch that one is in, and of those after it: a recording that runs goes on there. */
  refresh() {
    const from = Math.floor(this.now / STRETCH);
    [...this.read.keys()].filter((number) => number >= from).forEach((number) => this.read.delete(number));
  }

  /** Returns how many entries there are up to a moment. @param {number} moment */
  upTo(moment) {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle].at <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** @param {number} before where one was */
  show(before) {
    const end = this.upTo(this.now);
    const past = this.entries.slice(0, end);
    const said = past.filter(({type}) => type === 'messageSent').slice(-SHOWN);
    if (this.now > before && this.now - before < LEAP) {
      past.slice(this.upTo(before)).filter(({type}) => type === 'reactionsCounted').forEach(({data}) => this.float(data));
    }
    const shown = `${said.length}:${said.at(-1)?.data.id ?? ''}:${said[0]?.data.id ?? ''}`;
    this.showPins(past);
    if (shown !== this.shown) {
      this.shown = shown;
      const follows = this.lines.scrollHeight - this.lines.scrollTop - this.lines.clientHeight < 80;
      render(repeat(said, ({data}) => data.id, line(this.listener.seek)), this.list);
      if (follows) {
        this.lines.scrollTop = this.lines.scrollHeight;
      }
    }
  }

  /** @param {{reactions: Record<string, number>}} data */
  float({reactions}) {
    Object.entries(reactions).forEach(([emoji, count]) => this.listener.float(emoji, count));
  }

  /** @param {Entry[]} past */
  showPins(past) {
    /** @type {Set<string>} */
    const pinned = new Set();
    for (const {type, data} of past) {
      if (type === 'messagePinned') {
        pinned.add(data.id);
      } else if (type === 'messageUnpinned') {
        pinned.delete(data.id);
      }
    }
    const told = past.filter(({type, data}) => type === 'messageSent' && pinned.has(data.id) && !data.deleted);
    this.pins.hidden = !told.length;
    render(told.map(({data}) => html`<li><span class="quote" dir="auto">${data.content}</span></li>`), this.pins);
  }
}

/** @param {(seconds: number) => void} seek */
const line = (seek) => (/** @type {Entry} */ {at, data}) => html`
  <li data-id=${data.id}>
    <button class="moment small" aria-label=${t('replay.jumpTo', {time: clock(at)})} @click=${() => seek(at / 1000)}>${clock(at)}</button>
    <span class=${`name ${data.role === 'HOST' ? 'host' : data.role === 'MODERATOR' ? 'moderator' : ''}`}><bdi>${data.author.displayName}</bdi></span>
    <span class=${data.deleted ? 'words soft' : 'words'} dir="auto">${data.deleted ? t('chat.removed') : data.content}</span>
    ${Object.keys(data.reactions ?? {}).length ? html`<div class="chips">${Object.entries(data.reactions).map(([emoji, count]) => html`<span class="chip">${emoji} ${count}</span>`)}</div>` : nothing}
  </li>`;
