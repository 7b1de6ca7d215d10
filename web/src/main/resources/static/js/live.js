/** The page's one live socket, shared by all who want to hear of something. */
import {LiveSocket} from '/js/live-socket.js';

/** @typedef {{onUpdate?: (update: import('/js/live-socket.js').Update) => void, onReset?: (topic: string) => void}} Listener */

/** @type {Set<Listener>} */
const listeners = new Set();
/** @type {?LiveSocket} */
let socket = null;

/**
 * Returns the socket, on which the listener hears of every topic that anybody subscribed to. Whoever comes first says how it opens.
 *
 * @param {Listener} listener
 * @param {() => Promise<string>} [ticket] for who has no account and may follow a session by a ticket: brings one, each time anew
 */
export function listen(listener, ticket) {
  listeners.add(listener);
  socket ??= new LiveSocket({
    onUpdate: (update) => listeners.forEach((one) => one.onUpdate?.(update)),
    onReset: (topic) => listeners.forEach((one) => one.onReset?.(topic)),
  }, ticket);
  return socket;
}

/** Keeps what is told while something is read: so an answer that is older never undoes what is newer. */
export class Held {
  /** @param {(update: import('/js/live-socket.js').Update) => void} hear told what is kept afterwards, and all else at once */
  constructor(hear) {
    this.hear = hear;
    this.reading = 0;
    /** @type {import('/js/live-socket.js').Update[]} */
    this.kept = [];
  }

  /** @param {import('/js/live-socket.js').Update} update */
  tell(update) {
    if (this.reading) {
      this.kept.push(update);
    } else {
      this.hear(update);
    }
  }

  /** @param {() => Promise<unknown>} read */
  async during(read) {
    this.reading++;
    try {
      await read();
    } finally {
      this.reading--;
      if (!this.reading) {
        this.kept.splice(0).forEach(this.hear);
      }
    }
  }
}

/** Hears no more. @param {Listener} listener */
export const unlisten = (listener) => listeners.delete(listener);
