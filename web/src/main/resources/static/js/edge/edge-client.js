/**
 * A client of the edge: publishes what it is given, receives what others publish, says how large it is shown, and comes back by itself
 * after a lost socket, on another network, or when its role has changed. Usable without the rest of this page.
 *
 * Events: {@code state} (detail: ClientState), {@code closed} (detail: {code, detail}), {@code publications} (detail: Publication[]),
 * {@code tracks} (detail: (Received & {track})[]), {@code flows} (detail: Flow[]), {@code rights} (detail: Rights),
 * {@code refused} (detail: the code of why it is not let in for now; it tries again), {@code failing} (detail: how often in a row no way to receive came about; it tries again), {@code publishing} (detail: RTCPeerConnection, whenever its state changes), {@code problem} (detail: Error).
 */
import {Receiver, Viewport} from './receiver.js';
import {SignalSocket} from './signal-socket.js';

/** @typedef {import('./types.js').Source} Source */
/** @typedef {import('./types.js').Rights} Rights */

/** A fresh ticket that says no more than the one before is not followed by another at once. */
const BETWEEN_TICKETS_MILLIS = 2_000;

/** @type {Rights} */
const NO_RIGHTS = {onStage: false, mayPublish: [], on: []};

export class EdgeClient extends EventTarget {
  /** @param {{join: () => Promise<import('./types.js').Joined>, receive?: boolean}} options {@code join} is called again for each fresh ticket */
  constructor(options) {
    super();
    this.options = options;
    /** @type {import('./types.js').Publication[]} */
    this.publications = [];
    /** Loads what publishes, once somebody publishes. @type {?Promise<import('./publisher.js').Publisher>} */
    this.loading = null;
    this.rights = NO_RIGHTS;
    /** @type {?string} */
    this.participant = null;
    this.renewedAt = -BETWEEN_TICKETS_MILLIS;
    this.released = false;
    const send = (frame) => this.signal.send(frame);
    const onDisturbed = () => this.signal.check();
    const iceServers = () => this.signal.joined?.edge.iceServers || [];
    const onProblem = (problem) => this.tell('problem', problem);
    /** @type {import('./publisher.js').VideoCodec} */
    this.codec = 'VP8';
    /** Who only watches never publishes, and need not load what does. @type {?import('./publisher.js').Publisher} */
    this.publisher = null;
    this.publisherOptions = {
      send,
      iceServers,
      onProblem,
      onDisturbed,
      onState: (/** @type {RTCPeerConnection} */ connection) => this.tell('publishing', connection),
    };
    this.receiver = new Receiver({
      send,
      iceServers,
      onProblem,
      onDisturbed,
      onTracks: (tracks) => this.tell('tracks', tracks),
      onFailing: (times) => this.tell('failing', times),
    });
    this.viewport = new Viewport((wishes) => send({type: 'preferences', tracks: wishes}));
    this.signal = new SignalSocket({
      join: options.join,
      receive: options.receive ?? true,
      onWelcome: (welcome) => this.welcome(welcome),
      onFrame: (frame) => this.hear(frame),
      onLost: () => this.lost(),
      onRefused: (code) => this.tell('refused', code),
      onClosed: (code, detail) => this.ended(code, detail),
    });
  }

  /** Begins. */
  start() {
    this.tell('state', 'connecting');
    this.signal.connect();
    return this;
  }

  /**
   * Publishes a track as a source, in the place of one before without anybody noticing, or takes the source away (null). What may not be
   * published yet is published when it may be. @param {Source} source @param {?MediaStreamTrack} track
   */
  async publish(source, track) {
    if (track || this.loading) {
      const publisher = await this.publishing();
      await publisher.set(source, track);
    }
  }

  /** Says in which codec pictures are sent from now on where that can be had. @param {import('./publisher.js').VideoCodec} codec */
  prefer(codec) {
    this.codec = codec;
    this.publisher?.prefer(codec);
  }

  /** Loads what publishes, once. */
  publishing() {
    this.loading ??= import('./publisher.js').then(({Publisher}) => {
      this.publisher = new Publisher(this.publisherOptions);
      this.publisher.codec = this.codec;
      this.publisher.mayOffer = this.signal.welcomed && this.mayPublish();
      return this.publisher;
    });
    return this.loading;
  }

  /** Joins again and goes on with the fresh ticket, soon. */
  renew() {
    clearTimeout(this.renewal);
    const wait = Math.max(0, this.renewedAt + BETWEEN_TICKETS_MILLIS - performance.now());
    this.renewal = setTimeout(() => this.renewNow(), wait);
  }

  async renewNow() {
    this.renewedAt = performance.now();
    try {
      const joined = await this.options.join();
      this.signal.joined = joined;
      this.signal.send({type: 'ticket', ticket: joined.ticket});
    } catch (problem) {
      this.tell('problem', problem);
    }
  }

  /** Leaves. */
  close() {
    this.signal.close();
    this.release();
  }

  welcome(welcome) {
    this.participant = welcome.participant;
    const held = (connection) => welcome.resumed && welcome.connections.includes(connection);
    this.take(welcome.rights);
    this.publisher?.resumed(held('PUBLISH'), this.mayPublish());
    if (welcome.resumed) {
      this.receiver.resumed(held('RECEIVE') || this.options.receive === false);
    } else {
      this.receiver.forget();
      this.tell('tracks', []);
    }
    this.viewport.again();
    this.tell('state', 'open');
  }

  lost() {
    if (this.publisher) {
      this.publisher.mayOffer = false;
    }
    this.tell('state', 'lost');
  }

  hear(frame) {
    switch (frame.type) {
      case 'publications':
        this.publications = frame.publications;
        this.tell('publications', frame.publications);
        break;
      case 'rights':
        this.take(frame.rights);
        this.publisher?.allow(this.mayPublish());
        break;
      case 'answer':
        this.publisher?.answered(frame);
        break;
      case 'offer':
        this.receiver.offered(frame);
        break;
      case 'flows':
        this.tell('flows', frame.flows);
        break;
      case 'closed':
        this.lostConnection(frame.connection);
        break;
      case 'error':
        this.failed(frame);
        break;
    }
  }

  lostConnection(connection) {
    if (connection === 'PUBLISH') {
      this.publisher?.lost();
    } else {
      this.receiver.reset();
    }
  }

  failed(frame) {
    const problem = Object.assign(new Error(frame.detail), {code: frame.code});
    if (frame.about === 'offer') {
      this.publisher?.refused(problem, frame.id);
    } else {
      this.tell('problem', problem);
    }
  }

  /** Who has come on stage, or has left it, needs a ticket that says so. @param {Rights} rights */
  take(rights) {
    const before = this.rights;
    this.rights = rights;
    this.tell('rights', rights);
    const ticketIsOld = rights.onStage && rights.mayPublish.length === 0;
    if (ticketIsOld || (before.onStage && !rights.onStage)) {
      this.renew();
    }
  }

  mayPublish() {
    return this.rights.onStage && this.rights.mayPublish.length > 0;
  }

  ended(code, detail) {
    this.release();
    this.tell('closed', {code, detail});
  }

  /** Who hears of it may close once more. */
  release() {
    if (this.released) {
      return;
    }
    this.released = true;
    clearTimeout(this.renewal);
    this.publisher?.close();
    this.receiver.forget();
    this.viewport.close();
    this.tell('tracks', []);
    this.tell('state', 'closed');
  }

  /** @param {string} type @param {any} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }
}
