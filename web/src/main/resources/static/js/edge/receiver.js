/**
 * The connection on which we receive. The server offers, one section for each publication; we answer, and know by the section's mid
 * what comes in it. How it stands with the way there, and what is looked at of it, is here too.
 */
/** @typedef {import('./types.js').Received} Received */

const PATIENCE_MILLIS = 2_000;
const AGAIN_MILLIS = 5_000;
/** How long a way may take to come about before it is taken for none. */
const CONNECTING_MILLIS = 10_000;

const GATHER_MILLIS = 150;

/** @typedef {'auto' | 'high' | 'medium' | 'low' | 'sound'} Quality */

/** How large pictures are wished for at most, in pixels. */
const MOST = {medium: {width: 640, height: 360}, low: {width: 320, height: 180}};
/** Who wants the highest quality sees more than the place shows. */
const SHARPER = 3;

export class Receiver {
  /**
   * @param {{send: (frame: any) => void, iceServers: () => RTCIceServer[], onDisturbed: () => void,
   *   onTracks: (tracks: (Received & {track: MediaStreamTrack})[]) => void, onProblem: (problem: Error) => void,
   *   onFailing: (times: number) => void}} options
   *   {@code onFailing} is told how often in a row no way came about; it is tried again
   */
  constructor(options) {
    this.options = options;
    /** @type {?RTCPeerConnection} */
    this.connection = null;
    /** @type {?any} */
    this.lastAnswer = null;
    this.failures = 0;
    /** Offers are answered one after another. @type {Promise<void>} */
    this.turn = Promise.resolve();
  }

  /** @param {{id: number, fresh: boolean, sdp: string, tracks: Received[]}} offer */
  offered(offer) {
    this.turn = this.turn.then(() => this.answer(offer)).catch((problem) => {
      this.options.onProblem(problem);
      this.reset();
      this.failed();
    });
    return this.turn;
  }

  /** @param {{id: number, fresh: boolean, sdp: string, tracks: Received[]}} offer */
  async answer(offer) {
    if (offer.id === this.lastAnswer?.id) {
      this.options.send(this.lastAnswer);
      return;
    }
    const connection = offer.fresh || !this.connection ? this.begin() : this.connection;
    await connection.setRemoteDescription({type: 'offer', sdp: offer.sdp});
    await connection.setLocalDescription(await connection.createAnswer());
    if (connection === this.connection) {
      this.lastAnswer = {type: 'answer', id: offer.id, sdp: connection.localDescription?.sdp};
      this.options.send(this.lastAnswer);
      this.options.onTracks(this.bind(connection, offer.tracks));
    }
  }

  begin() {
    this.forget();
    const connection = new RTCPeerConnection({iceServers: this.options.iceServers(), bundlePolicy: 'max-bundle'});
    this.connection = connection;
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'connected') {
        this.failures = 0;
      }
    });
    this.path = new PatientPath(connection, () => {
      this.options.onDisturbed();
      this.options.send({type: 'restart'});
      this.failed();
    }, CONNECTING_MILLIS);
    return connection;
  }

  failed() {
    this.options.onFailing(++this.failures);
  }

  /** @param {RTCPeerConnection} connection @param {Received[]} tracks */
  bind(connection, tracks) {
    const byMid = new Map(connection.getTransceivers().map((transceiver) => [transceiver.mid, transceiver]));
    return tracks.flatMap((received) => {
      const transceiver = byMid.get(received.mid);
      return transceiver && transceiver.currentDirection !== 'inactive' && transceiver.currentDirection !== 'stopped'
        ? [{...received, track: transceiver.receiver.track}]
        : [];
    });
  }

  /** Goes on after a lost socket. @param {boolean} held whether the server holds the connection still */
  resumed(held) {
    if (!held) {
      this.reset();
    } else if (this.connection && this.connection.connectionState !== 'connected') {
      this.options.send({type: 'restart'});
    }
  }

  /** Begins anew on another connection. */
  reset() {
    this.forget();
    this.options.onTracks([]);
    this.options.send({type: 'receive', on: true});
  }

  forget() {
    this.path?.stop();
    this.connection?.close();
    this.connection = null;
    this.lastAnswer = null;
  }
}

/**
 * Watches the way that a connection takes: one that is disturbed may come back by itself, and is given another after a while; one that
 * has failed at once. It tries again for as long as the connection is not closed.
 */
export class PatientPath {
  /** @param {RTCPeerConnection} connection @param {() => void} restart @param {number} [connectingMillis] how long it may take to come about; for ever unless said */
  constructor(connection, restart, connectingMillis = 0) {
    this.connection = connection;
    this.restart = restart;
    this.connectingMillis = connectingMillis;
    this.onState = () => this.look();
    connection.addEventListener('connectionstatechange', this.onState);
    this.look();
  }

  /** Returns whether there is to be a way some time that there is not yet. Without anything to try one stays new. */
  isComing() {
    return this.connectingMillis > 0 && ['new', 'connecting'].includes(this.connection.connectionState);
  }

  look() {
    clearTimeout(this.timer);
    const state = this.connection.connectionState;
    if (state === 'disconnected') {
      this.timer = setTimeout(() => this.again(), PATIENCE_MILLIS);
    } else if (state === 'failed') {
      this.again();
    } else if (this.isComing()) {
      this.timer = setTimeout(() => this.again(), this.connectingMillis);
    }
  }

  again() {
    if (['disconnected', 'failed'].includes(this.connection.connectionState) || this.isComing()) {
      this.timer = setTimeout(() => this.again(), AGAIN_MILLIS);
      this.restart();
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.connection.removeEventListener('connectionstatechange', this.onState);
  }
}

/**
 * Tells the edge what is looked at: how large each picture is shown, and whether it is at all. A picture that is scrolled away, or in a
 * window that nobody sees, is not sent; a small one is sent small.
 */
export class Viewport {
  /** @param {(wishes: import('./types.js').Wish[]) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Quality} */
    this.quality = 'auto';
    /** @type {Map<Element, {publication: string, width: number, height: number, visible: boolean, told: string}>} */
    this.places = new Map();
    this.sizes = new ResizeObserver((entries) => entries.forEach((entry) => {
      const place = this.places.get(entry.target);
      if (place) {
        place.width = Math.round(entry.contentRect.width * devicePixelRatio);
        place.height = Math.round(entry.contentRect.height * devicePixelRatio);
      }
      this.soon();
    }));
    this.sights = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const place = this.places.get(entry.target);
      if (place) {
        place.visible = entry.isIntersecting;
      }
      this.soon();
    }));
    this.onPage = () => this.soon();
    document.addEventListener('visibilitychange', this.onPage);
  }

  /** Shows a publication's picture in an element, alone. @param {Element} element @param {string} publication */
  show(element, publication) {
    if (this.places.get(element)?.publication === publication) {
      return;
    }
    this.places.set(element, {publication, width: 0, height: 0, visible: true, told: ''});
    this.sizes.observe(element);
    this.sights.observe(element);
  }

  /** Shows nothing in an element any more. @param {Element} element */
  hide(element) {
    if (this.places.delete(element)) {
      this.sizes.unobserve(element);
      this.sights.unobserve(element);
    }
  }

  /** Wishes for pictures as sharp as their places show, or for sharper or smaller ones, or for none. @param {Quality} quality */
  prefer(quality) {
    this.quality = quality;
    this.soon();
  }

  /** Tells everything again: whoever is told now knows nothing. */
  again() {
    for (const place of this.places.values()) {
      place.told = '';
    }
    this.soon();
  }

  soon() {
    this.timer ??= setTimeout(() => { this.timer = undefined; this.now(); }, GATHER_MILLIS);
  }

  now() {
    const seen = document.visibilityState === 'visible';
    const wishes = [];
    for (const place of this.places.values()) {
      const wish = {publication: place.publication, ...this.sized(place), visible: seen && place.visible && this.quality !== 'sound', layer: null};
      const text = JSON.stringify(wish);
      if (text !== place.told) {
        place.told = text;
        wishes.push(wish);
      }
    }
    if (wishes.length > 0) {
      this.tell(wishes);
    }
  }

  /** @param {{width: number, height: number}} place */
  sized({width, height}) {
    if (this.quality === 'high') {
      return {width: SHARPER * width, height: SHARPER * height};
    }
    const most = this.quality === 'medium' || this.quality === 'low' ? MOST[this.quality] : {width, height};
    return {width: Math.min(width, most.width), height: Math.min(height, most.height)};
  }

  close() {
    clearTimeout(this.timer);
    this.sizes.disconnect();
    this.sights.disconnect();
    document.removeEventListener('visibilitychange', this.onPage);
    this.places.clear();
  }
}
