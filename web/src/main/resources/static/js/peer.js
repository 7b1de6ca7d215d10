/**
 * One WebRTC connection over WHIP (RFC 9725) or WHEP: it offers, posts the offer, applies the answer, and ends with DELETE. The edge is
 * ICE-lite and learns our address from our checks, so candidates need not be sent.
 */
const PATIENCE_MILLIS = 4000;

export class Peer {
  /**
   * @param {{url: string, ticket: string, iceServers: RTCIceServer[], prepare: (connection: RTCPeerConnection) => void,
   *   onConnected: () => void, onLost: () => void}} options
   */
  constructor(options) {
    this.options = options;
    this.connection = new RTCPeerConnection({iceServers: options.iceServers, bundlePolicy: 'max-bundle'});
    this.connection.addEventListener('connectionstatechange', () => this.onState());
    /** @type {?string} */
    this.resource = null;
    this.closed = false;
  }

  async start() {
    this.options.prepare(this.connection);
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const answer = await fetch(this.options.url, {
      method: 'POST',
      headers: {'Content-Type': 'application/sdp', Authorization: `Bearer ${this.options.ticket}`},
      body: this.connection.localDescription?.sdp,
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      throw new Error(problem.detail || 'The media server does not answer.');
    }
    this.resource = new URL(answer.headers.get('Location') || '', new URL(this.options.url, location.href)).href;
    const sdp = await answer.text();
    if (!this.closed) {
      await this.connection.setRemoteDescription({type: 'answer', sdp});
    }
  }

  onState() {
    const state = this.connection.connectionState;
    clearTimeout(this.patience);
    if (this.closed) {
      return;
    }
    if (state === 'connected') {
      this.options.onConnected();
    } else if (state === 'failed' || state === 'closed') {
      this.lose();
    } else if (state === 'disconnected') {
      this.patience = setTimeout(() => this.lose(), PATIENCE_MILLIS);
    }
  }

  lose() {
    if (!this.closed) {
      this.close();
      this.options.onLost();
    }
  }

  /** Ends the connection, and tells the server even while the page is being left. @param {boolean} [tell] whether there is anybody to tell */
  close(tell = true) {
    if (this.closed) {
      return;
    }
    this.closed = true;
    clearTimeout(this.patience);
    this.connection.close();
    if (this.resource && tell) {
      fetch(this.resource, {method: 'DELETE', headers: {Authorization: `Bearer ${this.options.ticket}`}, keepalive: true}).catch(() => undefined);
    }
  }
}

/** Keeps a peer connected: makes one, and another when it is lost, more and more patiently. */
export class KeptPeer {
  /** @param {() => Promise<Peer>} make @param {(problem: Error) => void} onProblem */
  constructor(make, onProblem) {
    this.make = make;
    this.onProblem = onProblem;
    this.delay = 500;
    this.stopped = true;
    /** @type {?Peer} */
    this.peer = null;
  }

  start() {
    if (this.stopped) {
      this.stopped = false;
      this.delay = 500;
      this.attempt();
    }
  }

  /** Ends it for good. @param {boolean} [tell] false when the server has let us go already */
  stop(tell = true) {
    this.stopped = true;
    clearTimeout(this.timer);
    this.peer?.close(tell);
    this.peer = null;
  }

  /** To be called when the peer is connected. */
  succeeded() {
    this.delay = 500;
  }

  /** To be called when the peer is lost. */
  again() {
    this.peer = null;
    if (!this.stopped) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.attempt(), this.delay);
      this.delay = Math.min(8000, 2 * this.delay);
    }
  }

  async attempt() {
    /** @type {?Peer} */
    let peer = null;
    try {
      peer = await this.make();
      if (this.stopped) {
        peer.close();
        return;
      }
      this.peer = peer;
      await peer.start();
    } catch (problem) {
      peer?.close();
      this.onProblem(problem);
      this.again();
    }
  }
}
