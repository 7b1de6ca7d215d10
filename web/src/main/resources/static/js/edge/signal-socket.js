/**
 * The socket that carries signalling. It keeps itself open: when it is lost, or says nothing for too long, another one goes on where it
 * was, with the key of the welcome before.
 */
const FIRST_RETRY_MILLIS = 250;
const LAST_RETRY_MILLIS = 5_000;
const PING_MILLIS = 5_000;
const SILENCE_MILLIS = 12_000;
/** How long an answer may take when media is disturbed, and the network may be another one. */
const CHECK_MILLIS = 2_000;

/** Refusals after which a hello with the same ticket is refused again, and one with a fresh ticket may not be. */
const TICKET_IS_STALE = ['INVALID_TICKET', 'FORBIDDEN'];
/** Refusals after which no hello will do. */
const OVER = ['BANNED', 'SESSION_NOT_FOUND'];

/** Goodbyes of a node that does not serve this any more, where another does, or it does when it is back. */
const COME_BACK = ['STOPPING', 'ELSEWHERE'];

export class SignalSocket {
  /**
   * @param {{join: () => Promise<import('./types.js').Joined>, receive: boolean,
   *   onWelcome: (welcome: any) => void, onFrame: (frame: any) => void, onLost: () => void,
   *   onRefused: (code: string) => void, onClosed: (code: string, detail: ?string) => void}} options
   *   {@code onRefused} is told why it does not open for now; it tries again
   */
  constructor(options) {
    this.options = options;
    /** @type {?import('./types.js').Joined} */
    this.joined = null;
    /** @type {?WebSocket} */
    this.socket = null;
    /** @type {?string} */
    this.resume = null;
    this.welcomed = false;
    this.closed = false;
    this.retryMillis = FIRST_RETRY_MILLIS;
    /** Counts the attempts to connect: only the latest one goes on. */
    this.turn = 0;
    /** @type {Promise<import('./types.js').Joined> | undefined} */
    this.joining = undefined;
    this.onNetwork = () => this.reconnect();
    addEventListener('online', this.onNetwork);
    network()?.addEventListener('change', this.onNetwork);
    this.pulse = setInterval(() => this.beat(), PING_MILLIS);
  }

  /** Joins where there is no good ticket, connects, and says hello. */
  async connect() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    try {
      this.joined ??= await this.join();
    } catch (problem) {
      if (turn === this.turn) {
        this.refused(/** @type {any} */ (problem).code || 'OFFLINE', /** @type {Error} */ (problem).message);
      }
      return;
    }
    // While it was joined the network may have changed, and a later turn goes on with what came of it.
    if (this.closed || turn !== this.turn) {
      return;
    }
    const url = new URL(this.joined.edge.signalUrl, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.socket = socket;
    this.heardAt = performance.now();
    socket.addEventListener('open', () => {
      const hello = {type: 'hello', ticket: this.joined?.ticket, receive: this.options.receive};
      socket.send(JSON.stringify(this.resume ? {...hello, resume: this.resume} : hello));
    });
    socket.addEventListener('message', (event) => this.hear(socket, JSON.parse(event.data)));
    socket.addEventListener('close', () => this.lost(socket));
  }

  /** Joins once, however many wait for it. @returns {Promise<import('./types.js').Joined>} */
  join() {
    this.joining ??= this.options.join().finally(() => { this.joining = undefined; });
    return this.joining;
  }

  hear(socket, frame) {
    if (socket !== this.socket) {
      return;
    }
    this.heardAt = performance.now();
    if (frame.type === 'welcome') {
      this.welcomed = true;
      this.resume = frame.resume;
      this.retryMillis = FIRST_RETRY_MILLIS;
      this.options.onWelcome(frame);
    } else if (frame.type === 'bye' && COME_BACK.includes(frame.code)) {
      this.lost(socket);
      this.joined = null;
      this.resume = null;
    } else if (frame.type === 'bye') {
      this.close();
      this.options.onClosed(frame.code, null);
    } else if (frame.type === 'error' && frame.about === 'hello') {
      this.refused(frame.code, frame.detail, frame.retryAfterSeconds);
    } else {
      this.options.onFrame(frame);
    }
  }

  /** @param {string} code @param {string} detail @param {number} [retryAfterSeconds] */
  refused(code, detail, retryAfterSeconds) {
    if (OVER.includes(code)) {
      this.close();
      this.options.onClosed(code, detail);
      return;
    }
    if (TICKET_IS_STALE.includes(code)) {
      this.joined = null;
    }
    this.resume = null;
    this.options.onRefused(code);
    this.again(retryAfterSeconds ? 1000 * retryAfterSeconds : this.retryMillis);
  }

  lost(socket) {
    if (socket === this.socket && !this.closed) {
      const known = this.welcomed;
      this.welcomed = false;
      this.socket = null;
      this.again(this.retryMillis);
      if (known) {
        this.options.onLost();
      }
    }
  }

  again(millis) {
    this.retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * this.retryMillis);
    this.drop();
    clearTimeout(this.timer);
    if (!this.closed) {
      // Not everybody comes back at once.
      this.timer = setTimeout(() => this.connect(), millis * (1 + Math.random() / 2));
    }
  }

  /** Goes on over another socket at once: the network is another one, or this one is silent. */
  reconnect() {
    if (!this.closed) {
      const known = this.welcomed;
      this.drop();
      this.retryMillis = FIRST_RETRY_MILLIS;
      if (known) {
        this.options.onLost();
      }
      this.connect();
    }
  }

  drop() {
    const socket = this.socket;
    this.socket = null;
    this.welcomed = false;
    socket?.close();
  }

  beat() {
    if (this.welcomed && performance.now() - (this.heardAt || 0) > SILENCE_MILLIS) {
      this.reconnect();
    } else {
      this.send({type: 'ping'});
    }
  }

  /** Looks whether anybody is there still, and goes on over another socket if nobody is. */
  check() {
    const asked = performance.now();
    this.send({type: 'ping'});
    clearTimeout(this.checking);
    this.checking = setTimeout(() => {
      if (this.welcomed && (this.heardAt || 0) < asked) {
        this.reconnect();
      }
    }, CHECK_MILLIS);
  }

  /** Sends a frame, if there is a socket: what matters is sent again when there is another. @param {any} frame */
  send(frame) {
    if (this.welcomed && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  /** Says goodbye and ends it for good. */
  close() {
    if (!this.closed) {
      this.send({type: 'leave'});
      this.closed = true;
      clearTimeout(this.timer);
      clearInterval(this.pulse);
      clearTimeout(this.checking);
      removeEventListener('online', this.onNetwork);
      network()?.removeEventListener('change', this.onNetwork);
      this.drop();
    }
  }
}

/** What the browser says of the network, where it says anything. @returns {?EventTarget} */
function network() {
  return /** @type {any} */ (navigator).connection ?? null;
}
