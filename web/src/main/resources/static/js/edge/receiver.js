/**
 * The connection on which we receive. The server offers, one section for each publication; we answer, and know by the section's mid
 * what comes in it.
 */
/** @typedef {import('./types.js').Received} Received */

const PATIENCE_MILLIS = 2_000;
const AGAIN_MILLIS = 5_000;

export class Receiver {
  /**
   * @param {{send: (frame: any) => void, iceServers: () => RTCIceServer[], onDisturbed: () => void,
   *   onTracks: (tracks: (Received & {track: MediaStreamTrack})[]) => void, onProblem: (problem: Error) => void}} options
   */
  constructor(options) {
    this.options = options;
    /** @type {?RTCPeerConnection} */
    this.connection = null;
    /** @type {?any} */
    this.lastAnswer = null;
    /** Offers are answered one after another. @type {Promise<void>} */
    this.turn = Promise.resolve();
  }

  /** @param {{id: number, fresh: boolean, sdp: string, tracks: Received[]}} offer */
  offered(offer) {
    this.turn = this.turn.then(() => this.answer(offer)).catch((problem) => {
      this.options.onProblem(problem);
      this.reset();
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
    this.path = new PatientPath(connection, () => { this.options.onDisturbed(); this.options.send({type: 'restart'}); });
    return connection;
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
  /** @param {RTCPeerConnection} connection @param {() => void} restart */
  constructor(connection, restart) {
    this.connection = connection;
    this.restart = restart;
    this.onState = () => this.look();
    connection.addEventListener('connectionstatechange', this.onState);
  }

  look() {
    clearTimeout(this.timer);
    const state = this.connection.connectionState;
    if (state === 'disconnected') {
      this.timer = setTimeout(() => this.again(), PATIENCE_MILLIS);
    } else if (state === 'failed') {
      this.again();
    }
  }

  again() {
    if (['disconnected', 'failed'].includes(this.connection.connectionState)) {
      this.restart();
      this.timer = setTimeout(() => this.again(), AGAIN_MILLIS);
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.connection.removeEventListener('connectionstatechange', this.onState);
  }
}
