/**
 * The live socket: says hello, subscribes, comes back after a cut with the last position of each topic, so that nothing is missed
 * and nothing is told twice.
 */
import {Refusal, distrustToken, token, tokenGoodFor} from '/js/api.js';
import {t} from '/js/text.js';

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 10_000;
/** A token that is good for less than it takes to renew it is not renewed without end. */
const SOONEST_RENEWAL_MILLIS = 1_000;
/** With what the server closes a socket whose token or ticket is good no longer. */
const SIGNED_OUT = 4401;

/** A time between that and half as much again, in milliseconds: not everybody comes back at once. @param {number} millis */
const someOf = (millis) => millis * (1 + Math.random() / 2);

/** @typedef {{topic: string, position: number, type: string, at: string, data: any}} Update */
/** @typedef {{after: ?number, readable: Promise<void>, begin: () => void, readEarly: boolean}} Subscription */

export class LiveSocket {
  /**
   * @param {{onUpdate: (update: Update) => void, onReset: (topic: string) => void, onOpen?: (open: boolean) => void}} listener
   * @param {() => Promise<string>} [ticket] brings what to say hello with, for who has no account
   */
  constructor(listener, ticket) {
    this.listener = listener;
    this.ticket = ticket;
    /** @type {Map<string, Subscription>} */
    this.topics = new Map();
    /** @type {Map<string, {resolve: (ack: any) => void, reject: (problem: Error) => void}>} */
    this.waiting = new Map();
    this.retryMillis = FIRST_RETRY_MILLIS;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.renewal = undefined;
    /** Whether it said hello with an access token. */
    this.byToken = false;
    this.nextId = 0;
    this.connect();
  }

  /**
   * Subscribes. Resolves when what was before is to be read by HTTP, since all that comes after it is told. Where the socket does not
   * open, or the topic is refused, that is at once; and the topic is reset when it can be heard after all.
   *
   * @param {string} topic
   */
  subscribe(topic) {
    const there = this.topics.get(topic);
    if (there) {
      return there.readable;
    }
    let begin = () => {};
    /** @type {Promise<void>} */
    const readable = new Promise((resolve) => { begin = resolve; });
    this.topics.set(topic, {after: null, readable, begin, readEarly: false});
    if (this.welcomed) {
      this.send({type: 'subscribe', id: topic, topic});
    }
    return readable;
  }

  /** Posts a message; resolves when it is stored. @param {string} topic @param {string} content @param {string} [replyTo] the message that it answers */
  post(topic, content, replyTo) {
    return new Promise((resolve, reject) => {
      if (!this.welcomed) {
        reject(new Error(t('chat.reconnecting')));
        return;
      }
      const id = `c${++this.nextId}`;
      this.waiting.set(id, {resolve, reject});
      this.send({type: 'send', id, topic, content, ...(replyTo ? {replyTo} : {})});
    });
  }

  async connect() {
    this.welcomed = false;
    let hello;
    try {
      hello = await this.hello();
    } catch {
      this.retry();
      return;
    }
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.socket = new WebSocket(`${scheme}://${location.host}/ws`);
    this.socket.addEventListener('open', () => this.send(hello));
    this.socket.addEventListener('message', (event) => this.receive(JSON.parse(event.data)));
    this.socket.addEventListener('close', ({code}) => {
      if (code === SIGNED_OUT) {
        distrustToken();
      }
      this.retry();
    });
  }

  /** A socket by an access token lives as long as that; before its end a fresh one goes on with it. */
  renewInTime() {
    clearTimeout(this.renewal);
    this.renewal = setTimeout(async () => {
      // Where no fresh one is to be had the server ends the socket in time, and it comes back as always.
      const fresh = await token().catch(() => null);
      if (fresh && this.welcomed) {
        this.send({type: 'hello', token: fresh});
      }
    }, Math.max(SOONEST_RENEWAL_MILLIS, tokenGoodFor()));
  }

  /** By whom the socket is opened: who is signed in, else who has a ticket, else anybody. */
  async hello() {
    const bearer = await token();
    this.byToken = Boolean(bearer);
    if (bearer) {
      return {type: 'hello', token: bearer};
    }
    return this.ticket ? {type: 'hello', ticket: await this.ticket()} : {type: 'hello'};
  }

  retry() {
    this.welcomed = false;
    clearTimeout(this.renewal);
    this.listener.onOpen?.(false);
    for (const {reject} of this.waiting.values()) {
      reject(new Error(t('chat.cut')));
    }
    this.waiting.clear();
    this.topics.forEach((_, topic) => this.readWithout(topic));
    setTimeout(() => this.connect(), someOf(this.retryMillis));
    this.retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * this.retryMillis);
  }

  /** Who cannot hear of a topic for now reads it nevertheless. @param {string} topic */
  readWithout(topic) {
    const subscription = this.topics.get(topic);
    if (subscription?.after === null) {
      subscription.readEarly = true;
      subscription.begin();
    }
  }

  /** What is refused for a while is asked for once more after it. @param {string} topic @param {number} [afterSeconds] */
  subscribeAgain(topic, afterSeconds) {
    const asking = this.socket;
    if (afterSeconds && this.topics.has(topic)) {
      setTimeout(() => {
        const subscription = this.topics.get(topic);
        if (subscription && this.welcomed && this.socket === asking) {
          this.send({type: 'subscribe', id: topic, topic, ...(subscription.after === null ? {} : {after: subscription.after})});
        }
      }, afterSeconds * someOf(1_000));
    }
  }

  /** @param {string} topic @param {number} position */
  subscribed(topic, position) {
    const subscription = /** @type {Subscription} */ (this.topics.get(topic));
    subscription.after = Math.max(position, subscription.after ?? -1);
    subscription.begin();
    if (subscription.readEarly) {
      subscription.readEarly = false;
      this.listener.onReset(topic);
    }
  }

  receive(frame) {
    if (Array.isArray(frame)) {
      for (const update of frame) {
        /** @type {Subscription} */ (this.topics.get(update.topic)).after = update.position;
        this.listener.onUpdate(update);
      }
      return;
    }
    const waiting = this.waiting.get(frame.id);
    this.waiting.delete(frame.id);
    switch (frame.type) {
      case 'renewed':
        this.renewInTime();
        break;
      case 'welcome':
        this.welcomed = true;
        if (this.byToken) {
          this.renewInTime();
        }
        this.listener.onOpen?.(true);
        this.retryMillis = FIRST_RETRY_MILLIS;
        for (const [topic, {after}] of this.topics) {
          this.send({type: 'subscribe', id: topic, topic, ...(after === null ? {} : {after})});
        }
        break;
      case 'subscribed':
        this.subscribed(frame.topic, frame.position);
        break;
      case 'reset':
        this.listener.onReset(frame.topic);
        break;
      case 'ack':
        waiting?.resolve(frame);
        break;
      case 'error':
        if (!this.welcomed) {
          // What was said hello with is good no longer: the next hello brings something fresh.
          distrustToken();
          this.socket?.close();
          break;
        }
        this.readWithout(frame.id);
        this.subscribeAgain(frame.id, frame.retryAfterSeconds);
        waiting?.reject(new Refusal(0, frame));
        break;
    }
  }

  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
  }
}

/** @typedef {{onUpdate?: (update: Update) => void, onReset?: (topic: string) => void, onOpen?: (open: boolean) => void}} Listener {@code onOpen} is told when the socket opens and when it is cut */

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
    onOpen: (open) => listeners.forEach((one) => one.onOpen?.(open)),
  }, ticket);
  return socket;
}

/** Keeps what is told while something is read: so an answer that is older never undoes what is newer. */
export class Held {
  /** @param {(update: Update) => void} hear told what is kept afterwards, and all else at once */
  constructor(hear) {
    this.hear = hear;
    this.reading = 0;
    /** @type {Update[]} */
    this.kept = [];
  }

  /** @param {Update} update */
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
