/**
 * The stage as it is seen: a tile for each person, and one for each screen that is shown. Tiles come with what is published and go with
 * it; what is not shown is not sent.
 */
import {element, initials} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/edge/types.js').Publication} Publication */
/** @typedef {import('/js/edge/types.js').Received & {track: MediaStreamTrack}} ReceivedTrack */
/** @typedef {{root: HTMLElement, video: HTMLVideoElement, stream: MediaStream, participant: string, screen: boolean}} Tile */

export class Stage {
  /**
   * @param {HTMLElement} root where the tiles are @param {import('/js/edge/edge-client.js').EdgeClient} client
   * @param {{nameOf: (participant: string) => string, onChange?: () => void, controlsOf?: (participant: string) => HTMLElement[], frame?: HTMLElement}} options
   *   {@code frame} is laid out by how many tiles there are
   */
  constructor(root, client, options) {
    this.root = root;
    this.client = client;
    this.options = options;
    /** @type {Map<string, Tile>} */
    this.tiles = new Map();
    /** @type {Publication[]} */
    this.publications = [];
    /** @type {ReceivedTrack[]} */
    this.tracks = [];
    this.muted = false;
    /** Who speaks now. @type {string[]} */
    this.speaking = [];
    /** Whose media has stopped for now, though it is published still. @type {?string} */
    this.away = null;
    client.addEventListener('publications', (event) => { this.publications = /** @type {CustomEvent} */ (event).detail; this.show(); });
    client.addEventListener('tracks', (event) => { this.tracks = /** @type {CustomEvent} */ (event).detail; this.show(); });
    client.addEventListener('flows', (event) => this.flow(/** @type {CustomEvent} */ (event).detail));
  }

  /** Shows what there is now. */
  show() {
    const there = new Map(this.publications.map((publication) => [publication.publication, publication]));
    const shown = this.tracks.filter((received) => there.has(received.publication));
    const wanted = new Set(shown.map(keyOf));
    for (const [key, tile] of this.tiles) {
      if (!wanted.has(key)) {
        this.remove(key, tile);
      }
    }
    for (const key of wanted) {
      const received = shown.filter((one) => keyOf(one) === key);
      this.fill(this.tiles.get(key) ?? this.add(key, received[0]), received, there);
    }
    this.arrange(wanted.size);
    this.options.onChange?.();
  }

  /** As nearly a square of tiles as can be on a wide screen; on a narrow one rather more below each other. @param {number} tiles */
  arrange(tiles) {
    const wide = Math.max(1, Math.ceil(Math.sqrt(tiles)));
    const narrow = tiles === 2 ? 1 : Math.min(3, wide);
    for (const [name, columns] of [['wide', wide], ['narrow', narrow]]) {
      this.options.frame?.style.setProperty(`--columns-${name}`, String(columns));
      this.options.frame?.style.setProperty(`--rows-${name}`, String(Math.max(1, Math.ceil(tiles / Number(columns)))));
    }
  }

  /** @param {string} key @param {ReceivedTrack} received @returns {Tile} */
  add(key, received) {
    const root = element('figure', 'tile');
    root.dataset.participant = received.participant;
    const video = document.createElement('video');
    video.autoplay = true;
    video.playsInline = true;
    video.muted = this.muted;
    const stream = new MediaStream();
    video.srcObject = stream;
    video.addEventListener('loadedmetadata', () => this.play(video));
    video.addEventListener('resize', () => this.options.onChange?.());
    root.append(video, element('figcaption', 'badge'));
    this.root.append(root);
    const tile = {root, video, stream, participant: received.participant, screen: received.source.startsWith('SCREEN')};
    this.tiles.set(key, tile);
    return tile;
  }

  /** @param {Tile} tile @param {ReceivedTrack[]} received @param {Map<string, Publication>} there */
  fill(tile, received, there) {
    const tracks = received.map((one) => one.track);
    tile.stream.getTracks().filter((track) => !tracks.includes(track)).forEach((track) => tile.stream.removeTrack(track));
    tracks.filter((track) => !tile.stream.getTracks().includes(track)).forEach((track) => tile.stream.addTrack(track));
    // For a look from outside, such as a test's.
    /** @type {any} */ (tile.video).griotConnection = this.client.receiver.connection;
    const picture = received.find((one) => one.track.kind === 'video');
    const on = (one) => Boolean(one && there.get(one.publication)?.on);
    tile.root.classList.toggle('dark', !on(picture));
    tile.root.classList.toggle('away', tile.participant === this.away);
    tile.root.classList.toggle('silent', !on(received.find((one) => one.track.kind === 'audio')));
    const name = this.options.nameOf(tile.participant);
    const caption = /** @type {HTMLElement} */ (tile.root.querySelector('figcaption'));
    tile.root.dataset.initials = initials(name);
    tile.root.classList.toggle('speaks', !tile.screen && this.speaking.includes(tile.participant));
    caption.dataset.away = t('stage.reconnecting');
    caption.replaceChildren(element('span', 'name', tile.screen ? t('stage.screen', {name}) : name), ...(tile.screen ? [] : this.options.controlsOf?.(tile.participant) ?? []));
    if (picture) {
      this.client.viewport.show(tile.root, picture.publication);
    } else {
      this.client.viewport.hide(tile.root);
    }
  }

  /** @param {string} key @param {Tile} tile */
  remove(key, tile) {
    this.tiles.delete(key);
    this.client.viewport.hide(tile.root);
    tile.video.srcObject = null;
    tile.root.remove();
  }

  /** @param {import('/js/edge/types.js').Flow[]} flows */
  flow(flows) {
    for (const {publication, flow} of flows) {
      const received = this.tracks.find((one) => one.publication === publication);
      const tile = received && this.tiles.get(keyOf(received));
      if (tile && received.track.kind === 'video') {
        tile.root.dataset.flow = flow;
      }
    }
  }

  /** Plays with sound where the browser lets us, and else without until it is tapped. @param {HTMLVideoElement} video */
  async play(video) {
    try {
      await video.play();
    } catch (refused) {
      if (/** @type {Error} */ (refused).name === 'NotAllowedError') {
        this.mute(true);
        await video.play().catch(() => undefined);
      }
    }
    this.options.onChange?.();
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    for (const {video} of this.tiles.values()) {
      video.muted = muted;
    }
  }

  /** Says that somebody's media has stopped for now, or that nobody's has: the last picture stays, and does not count as playing. @param {?string} participant */
  miss(participant) {
    this.away = participant;
    for (const {root, participant: shown} of this.tiles.values()) {
      root.classList.toggle('away', shown === participant);
    }
  }

  /** Lights up those who speak now. @param {string[]} speaking */
  light(speaking) {
    this.speaking = speaking;
    for (const {root, participant, screen} of this.tiles.values()) {
      root.classList.toggle('speaks', !screen && speaking.includes(participant));
    }
  }

  /** Returns whether a picture or a sound plays. */
  plays() {
    return [...this.tiles.values()].some(({video, participant}) => participant !== this.away && (video.videoWidth > 0 || (video.readyState >= 2 && !video.paused)));
  }
}

/** @param {import('/js/edge/types.js').Received} received */
const keyOf = (received) => `${received.participant}${received.source.startsWith('SCREEN') ? ' screen' : ''}`;
