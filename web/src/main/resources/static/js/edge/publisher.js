/**
 * The connection on which we publish. We offer; while an answer is awaited nothing else is offered, and what changes meanwhile makes one
 * offer afterwards. Swapping a camera or a microphone for another needs no offer at all.
 */
import {PatientPath} from './receiver.js';

/** @typedef {import('./types.js').Source} Source */
/** Every browser plays VP8, and which H.264 it plays is another matter; but H.264 alone can be kept as it comes, and played anywhere. @typedef {'VP8' | 'H264'} VideoCodec */

/** From the smallest to the largest, as the edge wants them. Browsers leave out what the uplink does not carry, the largest first. */
const CAMERA_LAYERS = [
  {rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000},
  {rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000},
  {rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 2_500_000},
];
const SCREEN_LAYERS = [{maxBitrate: 2_500_000}];

export class Publisher {
  /**
   * @param {{send: (frame: any) => void, iceServers: () => RTCIceServer[], onProblem: (problem: Error) => void,
   *   onDisturbed: () => void, onState: (connection: RTCPeerConnection) => void}} options
   */
  constructor(options) {
    this.options = options;
    /** @type {Map<Source, MediaStreamTrack>} */
    this.tracks = new Map();
    /** @type {Map<Source, RTCRtpTransceiver>} */
    this.transceivers = new Map();
    /** @type {?RTCPeerConnection} */
    this.connection = null;
    /** @type {?any} */
    this.pending = null;
    this.lastId = 0;
    this.dirty = false;
    this.working = false;
    this.mayOffer = false;
    /** @type {VideoCodec} */
    this.codec = 'VP8';
  }

  /** Says in which codec pictures are sent where it can be had; what is sent in another is agreed anew. @param {VideoCodec} codec */
  async prefer(codec) {
    if (codec !== this.codec) {
      this.codec = codec;
      const pictures = [...this.transceivers.values()].filter(({sender}) => sender.track?.kind === 'video');
      pictures.forEach((transceiver) => putFirst(codec, transceiver));
      if (pictures.length) {
        await this.offer();
      }
    }
  }

  /**
   * Publishes a track as a source, in the place of one before, or takes the source away (null). Sources that differ from what is agreed
   * are offered as soon as they may be. @param {Source} source @param {?MediaStreamTrack} track
   */
  async set(source, track) {
    const transceiver = this.transceivers.get(source);
    const before = this.tracks.get(source);
    if (track) {
      this.tracks.set(source, track);
    } else {
      this.tracks.delete(source);
    }
    if (transceiver && Boolean(track) === Boolean(before)) {
      await transceiver.sender.replaceTrack(track);
    } else {
      await this.offer();
    }
  }

  /** Says whether offers are welcome now: there is a socket, and we have a seat. @param {boolean} may */
  allow(may) {
    this.mayOffer = may;
    if (!may) {
      this.dirty = true;
    } else if (this.dirty) {
      this.offer();
    }
  }

  /** Offers what is to be published, now or when the answer that is awaited has come. */
  async offer() {
    this.dirty = true;
    if (!this.mayOffer || this.pending || this.working || (!this.connection && this.tracks.size === 0)) {
      return;
    }
    this.working = true;
    try {
      this.dirty = false;
      const connection = this.connection ?? this.begin();
      await this.arrange(connection);
      await connection.setLocalDescription(await connection.createOffer());
      if (connection === this.connection) {
        this.pending = {type: 'offer', id: ++this.lastId, sdp: connection.localDescription?.sdp, tracks: this.sections()};
        this.options.send(this.pending);
      }
    } catch (problem) {
      this.options.onProblem(/** @type {Error} */ (problem));
    } finally {
      this.working = false;
    }
  }

  begin() {
    const connection = new RTCPeerConnection({iceServers: this.options.iceServers(), bundlePolicy: 'max-bundle'});
    this.connection = connection;
    this.transceivers.clear();
    connection.addEventListener('connectionstatechange', () => this.options.onState(connection));
    this.path = new PatientPath(connection, () => { this.options.onDisturbed(); this.restart(); });
    return connection;
  }

  /** Makes the transceivers what the sources are. @param {RTCPeerConnection} connection */
  async arrange(connection) {
    for (const [source, transceiver] of this.transceivers) {
      const track = this.tracks.get(source) ?? null;
      if (transceiver.sender.track !== track) {
        await transceiver.sender.replaceTrack(track);
      }
      transceiver.direction = track ? 'sendonly' : 'inactive';
    }
    for (const [source, track] of this.tracks) {
      if (!this.transceivers.has(source)) {
        const transceiver = connection.addTransceiver(track, {direction: 'sendonly', sendEncodings: encodingsOf(source, track)});
        if (track.kind === 'video') {
          putFirst(this.codec, transceiver);
        }
        this.transceivers.set(source, transceiver);
      }
    }
  }

  /** Returns where the media of each section that sends comes from. */
  sections() {
    return [...this.transceivers]
      .filter(([, transceiver]) => transceiver.direction === 'sendonly' && transceiver.mid !== null)
      .map(([source, transceiver]) => ({mid: transceiver.mid, source}));
  }

  /** @param {{id: number, sdp: string}} answer */
  async answered(answer) {
    const connection = this.connection;
    if (!connection || answer.id !== this.pending?.id) {
      return;
    }
    try {
      await connection.setRemoteDescription({type: 'answer', sdp: answer.sdp});
    } catch (problem) {
      this.options.onProblem(/** @type {Error} */ (problem));
    }
    this.pending = null;
    if (this.dirty) {
      await this.offer();
    }
  }

  /** Our offer was refused; what was agreed on before still is. @param {Error} problem @param {number} id */
  async refused(problem, id) {
    if (id === this.pending?.id) {
      this.pending = null;
      if (this.connection?.signalingState === 'have-local-offer') {
        await this.connection.setLocalDescription({type: 'rollback'}).catch(() => undefined);
      }
      this.options.onProblem(problem);
    }
  }

  /** Goes on after a lost socket. @param {boolean} held whether the server holds the connection still @param {boolean} may */
  resumed(held, may) {
    if (!held && this.connection) {
      this.forget();
    }
    if (held && this.pending && may) {
      this.mayOffer = true;
      this.options.send(this.pending);
    } else {
      this.allow(may);
    }
    if (held && this.connection && this.connection.connectionState !== 'connected') {
      this.restart();
    }
  }

  /** Finds another way to the edge. */
  restart() {
    this.connection?.restartIce();
    if (this.connection) {
      this.offer();
    }
  }

  /** The connection is gone; what we publish is offered again on another, if it may be. */
  lost() {
    this.forget();
    if (this.tracks.size > 0) {
      this.offer();
    }
  }

  forget() {
    this.path?.stop();
    this.connection?.close();
    this.connection = null;
    this.pending = null;
    this.transceivers.clear();
    this.dirty = this.tracks.size > 0;
  }

  close() {
    this.tracks.clear();
    this.forget();
  }
}

/** @param {Source} source @param {MediaStreamTrack} track @returns {RTCRtpEncodingParameters[]} */
function encodingsOf(source, track) {
  if (track.kind === 'audio') {
    return [{}];
  }
  return (source === 'CAMERA' ? CAMERA_LAYERS : SCREEN_LAYERS).map((layer) => ({...layer}));
}

/** @type {Record<VideoCodec, (codec: RTCRtpCodec) => boolean>} */
const IS = {
  VP8: ({mimeType}) => /vp8/i.test(mimeType),
  // Constrained baseline, of which the rest of the world has decoders.
  H264: ({mimeType, sdpFmtpLine = ''}) => /h264/i.test(mimeType) && /profile-level-id=42e0/i.test(sdpFmtpLine) && /packetization-mode=1/.test(sdpFmtpLine),
};

/** @param {VideoCodec} codec @param {RTCRtpTransceiver} transceiver */
function putFirst(codec, transceiver) {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs || [];
  const wanted = [IS[codec], IS.VP8];
  const rank = (/** @type {RTCRtpCodec} */ one) => (wanted.findIndex((is) => is(one)) + wanted.length + 1) % (wanted.length + 1);
  transceiver.setCodecPreferences?.([...codecs].sort((one, other) => rank(one) - rank(other)));
}
