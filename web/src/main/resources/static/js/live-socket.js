/**
 * The live socket: says hello, subscribes, comes back after a cut with the last position of each topic, so that nothing is missed
 * and nothing is told twice.
 */
import {Refusal, token} from '/js/api.js';
import {t} from '/js/text.js';

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 10_000;

/** @typedef {{topic: string, position: number, type: string, at: string, data: any}} Update */

export class LiveSocket {
  /**
   * @param {{onUpdate: (update: Update) => void, onReset: (topic: string) => void}} listener
   * @param {() => Promise<string>} [ticket] brings what to say hello with, for who has no account
   */
  constructor(listener, ticket) {
    this.listener = listener;
    this.ticket = ticket;
    /** @type {Map<string, ?number>} */
    this.topics = new Map();
    /** @type {Map<string, {resolve: (ack: any) => void, reject: (problem: Error) => void}>} */
    this.waiting = new Map();
    this.retryMillis = FIRST_RETRY_MILLIS;
    this.nextId = 0;
    this.connect();
  }

  /** @param {string} topic */
  subscribe(topic) {
    if (this.topics.has(topic)) {
      return;
    }
    this.topics.set(topic, null);
    if (this.welcomed) {
      this.send({type: 'subscribe', topic});
    }
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
    this.socket.addEventListener('close', () => this.retry());
  }

  /** By whom the socket is opened: who is signed in, else who has a ticket, else anybody. */
  async hello() {
    const bearer = await token();
    if (bearer) {
      return {type: 'hello', token: bearer};
    }
    return this.ticket ? {type: 'hello', ticket: await this.ticket()} : {type: 'hello'};
  }

  retry() {
    this.welcomed = false;
    for (const {reject} of this.waiting.values()) {
      reject(new Error(t('chat.cut')));
    }
    this.waiting.clear();
    setTimeout(() => this.connect(), this.retryMillis);
    this.retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * this.retryMillis);
  }

  receive(frame) {
    if (Array.isArray(frame)) {
      for (const update of frame) {
        this.topics.set(update.topic, update.position);
        this.listener.onUpdate(update);
      }
      return;
    }
    const waiting = this.waiting.get(frame.id);
    this.waiting.delete(frame.id);
    switch (frame.type) {
      case 'welcome':
        this.welcomed = true;
        this.retryMillis = FIRST_RETRY_MILLIS;
        for (const [topic, after] of this.topics) {
          this.send(after === null ? {type: 'subscribe', topic} : {type: 'subscribe', topic, after});
        }
        break;
      case 'subscribed':
        this.topics.set(frame.topic, Math.max(frame.position, this.topics.get(frame.topic) ?? -1));
        break;
      case 'reset':
        this.listener.onReset(frame.topic);
        break;
      case 'ack':
        waiting?.resolve(frame);
        break;
      case 'error':
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
