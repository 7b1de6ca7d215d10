/**
 * What was said, as far as this page knows it, and which part of it is shown: the newest while the reader follows, and a window around
 * where they are while they read back. However much is said, what is shown is bounded, and so is what is remembered.
 */
import {get} from '/js/api.js';

/** @typedef {import('/js/api.js').User} User */
/** @typedef {{id: string, author: User, role: string, content: string, replyTo: ?string, pinned: boolean, deleted: boolean, reactions: Record<string, number>, sentAt: string, lookAlike: boolean}} Message */

/** Lines that are shown while the reader follows. */
const SHOWN = 100;
/** Lines by which the window moves, and grows, while they read back. */
const STEP = 50;
const KEPT_FOLLOWING = 500;
const KEPT_READING = 5_000;

export class Messages {
  /** @param {string} sessionId @param {() => void} onChange */
  constructor(sessionId, onChange) {
    this.path = `/api/sessions/${encodeURIComponent(sessionId)}/messages`;
    this.onChange = onChange;
    /** In the order in which they were said. @type {string[]} */
    this.ids = [];
    /** @type {Map<string, Message>} */
    this.byId = new Map();
    /** Told, and not among the lines before the next frame. @type {string[]} */
    this.gathered = [];
    this.start = 0;
    this.end = 0;
    this.following = true;
    /** While somebody is about to press something in the lines they stand still. */
    this.held = false;
    this.unread = 0;
    this.more = false;
    /** @type {?Promise<void>} */
    this.reading = null;
  }

  /** Reads the newest anew; what was told meanwhile stays. */
  async load() {
    const page = await get(`${this.path}?limit=${STEP}`);
    const read = page.items.reverse();
    const last = read.at(-1)?.id ?? '';
    const newer = [...this.ids, ...this.gathered].filter((id) => id > last).map((id) => this.known(id));
    this.byId.clear();
    this.gathered = [];
    this.ids = [];
    for (const message of [...read, ...newer]) {
      this.byId.set(message.id, message);
      this.ids.push(message.id);
    }
    this.more = page.next !== null;
    this.follow();
  }

  /** @param {Message} message */
  add(message) {
    if (!this.byId.has(message.id)) {
      this.byId.set(message.id, message);
      this.gathered.push(message.id);
      this.onChange();
    }
  }

  /** @param {string} id @param {(message: Message) => Partial<Message>} change */
  change(id, change) {
    const message = this.byId.get(id);
    if (message) {
      this.byId.set(id, {...message, ...change(message)});
      this.onChange();
    }
  }

  /** @param {string} id @returns {Message} */
  known(id) {
    return /** @type {Message} */ (this.byId.get(id));
  }

  /** Takes in what was gathered since the last frame; returns what is to be shown. @returns {Message[]} */
  settle() {
    const slides = this.following && !this.held;
    this.ids.push(...this.gathered);
    this.unread = slides ? 0 : this.unread + this.gathered.length;
    this.gathered = [];
    if (slides) {
      this.end = this.ids.length;
      this.start = Math.max(Math.min(this.start, this.end), this.end - SHOWN);
    }
    this.forget(slides ? KEPT_FOLLOWING : KEPT_READING);
    return this.ids.slice(this.start, this.end).map((id) => this.known(id));
  }

  /** @param {number} kept */
  forget(kept) {
    // A part at a time: an array is shortened at its beginning by moving the rest.
    if (this.ids.length > kept + STEP) {
      const gone = this.ids.splice(0, this.ids.length - kept);
      gone.forEach((id) => this.byId.delete(id));
      this.start = Math.max(0, this.start - gone.length);
      this.end = Math.max(this.start, this.end - gone.length);
      this.more = true;
    }
  }

  /** The reader is at the end and stays there. */
  follow() {
    this.following = true;
    this.held = false;
    this.end = this.ids.length;
    this.start = Math.max(0, this.end - SHOWN);
    this.onChange();
  }

  /** The reader looks back. */
  leave() {
    if (this.following) {
      this.following = false;
      this.onChange();
    }
  }

  get atNewest() {
    return this.end === this.ids.length;
  }

  /** Shows what was said before; reads it first where it is not known. @returns {Promise<void>} */
  showOlder() {
    if (this.start > 0) {
      this.start = Math.max(0, this.start - STEP);
      this.end = this.following ? this.end : Math.min(this.end, this.start + SHOWN + STEP);
      this.onChange();
      return Promise.resolve();
    }
    this.reading ??= this.readOlder().finally(() => { this.reading = null; });
    return this.reading;
  }

  async readOlder() {
    if (!this.more || !this.ids.length) {
      return;
    }
    const page = await get(`${this.path}?limit=${STEP}&cursor=${encodeURIComponent(this.ids[0])}`);
    const read = page.items.reverse().filter((/** @type {Message} */ message) => !this.byId.has(message.id));
    read.forEach((/** @type {Message} */ message) => this.byId.set(message.id, message));
    this.ids.unshift(...read.map((/** @type {Message} */ message) => message.id));
    this.start += read.length;
    this.end += read.length;
    this.more = page.next !== null && read.length > 0;
    if (read.length) {
      await this.showOlder();
    }
  }

  showNewer() {
    this.end = Math.min(this.ids.length, this.end + STEP);
    this.start = Math.max(this.start, this.end - SHOWN - STEP);
    this.onChange();
  }

  /** Moves the window to a message, which is read if need be; returns whether there is one. @param {string} id */
  async showAround(id) {
    while (!this.ids.includes(id) && this.more && id < (this.ids[0] ?? '')) {
      await this.readOlder();
    }
    const place = this.ids.indexOf(id);
    if (place < 0) {
      return false;
    }
    if (place < this.start || place >= this.end) {
      this.following = false;
      this.start = Math.max(0, place - STEP);
      this.end = Math.min(this.ids.length, place + STEP);
    }
    this.onChange();
    return true;
  }
}
