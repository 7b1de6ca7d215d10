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

/** Hears no more. @param {Listener} listener */
export const unlisten = (listener) => listeners.delete(listener);
