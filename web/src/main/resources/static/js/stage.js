/**
 * The stage as it is seen: a tile for each person, and one for each screen that is shown. Tiles come with what is published and go with
 * it; what is not shown is not sent.
 */
import {element, initials} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/edge/types.js').Publication} Publication */
/** @typedef {import('/js/edge/types.js').Received & {track: MediaStreamTrack}} ReceivedTrack */
/** @typedef {{root: HTMLElement, video: HTMLVideoElement, stream: MediaStream, participant: string, screen: boolean, own: boolean}} Tile */
/** @typedef {{muted: boolean, volume: number}} Sound */

/** A picture that is held back for less than that is not worth a word. */
const PAUSED_MILLIS = 3_000;

export class Stage {
  /**
   * @param {HTMLElement} root where the tiles are @param {import('/js/edge/edge-client.js').EdgeClient} client
   * @param {{nameOf: (participant: string) => string, onChange?: () => void, controlsOf?: (participant: string) => HTMLElement[],
   *   layout?: import('/js/layout.js').Layout, sound?: Sound}} options {@code layout} places the tiles, where style alone does not
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
    this.sound = options.sound ?? {muted: false, volume: 1};
    /** Whether the browser refuses sound until somebody presses something. */
    this.hushed = false;
    /** Whether pictures are not wanted. */
    this.soundAlone = false;
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
    // Whose camera is off has a place still; a screen that is not shown has none.
    const shown = this.tracks.filter(({publication, source}) => there.has(publication) && (!source.startsWith('SCREEN') || there.get(publication)?.on));
    const wanted = new Set(shown.map(keyOf));
    for (const [key, tile] of this.tiles) {
      if (!wanted.has(key) && !tile.own) {
        this.remove(key, tile);
      }
    }
    for (const key of wanted) {
      const received = shown.filter((one) => keyOf(one) === key);
      this.fill(this.tiles.get(key) ?? this.add(key, received[0]), received, there);
    }
    this.options.layout?.show(this.tiles);
    this.options.onChange?.();
  }

  /** @param {string} key @param {ReceivedTrack} received @returns {Tile} */
  add(key, received) {
    const tile = this.make(key, received.participant, received.source.startsWith('SCREEN'), new MediaStream());
    tile.video.addEventListener('loadedmetadata', () => this.play(tile.video));
    tile.video.addEventListener('resize', () => this.options.onChange?.());
    this.listen(tile);
    return tile;
  }

  /** @param {string} key @param {string} participant @param {boolean} screen @param {MediaStream} stream @param {boolean} [own] @returns {Tile} */
  make(key, participant, screen, stream, own = false) {
    const root = element('figure', 'tile');
    root.dataset.participant = participant;
    const video = document.createElement('video');
    video.autoplay = true;
    video.playsInline = true;
    video.muted = own || this.sound.muted;
    video.srcObject = stream;
    root.append(video, element('figcaption', 'badge'));
    const {layout} = this.options;
    if (layout) {
      const enlarge = element('button', 'enlarge');
      enlarge.addEventListener('click', () => layout.pin(key));
      root.append(enlarge);
    }
    this.root.append(root);
    const tile = {root, video, stream, participant, screen, own};
    this.tiles.set(key, tile);
    return tile;
  }

  /** Shows one's own picture among the others, or takes it away. @param {?MediaStream} stream */
  showOwn(stream) {
    const shown = this.tiles.get('own');
    if (shown && shown.stream !== stream) {
      this.remove('own', shown);
    }
    if (stream && shown?.stream !== stream) {
      const tile = this.make('own', 'own', false, stream, true);
      tile.video.id = 'own';
      tile.root.classList.add('mine');
      this.name(tile, t('stage.you'));
    }
    this.show();
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
    tile.root.classList.toggle('dark', !on(picture) || this.soundAlone);
    tile.root.classList.toggle('away', tile.participant === this.away);
    tile.root.classList.toggle('silent', !tile.screen && !on(received.find((one) => one.track.kind === 'audio')));
    const name = this.options.nameOf(tile.participant);
    tile.root.dataset.initials = initials(name);
    tile.root.classList.toggle('speaks', !tile.screen && this.speaking.includes(tile.participant));
    this.name(tile, tile.screen ? t('stage.screen', {name}) : name, tile.screen ? [] : this.options.controlsOf?.(tile.participant));
    if (picture) {
      this.client.viewport.show(tile.root, picture.publication);
    } else {
      this.client.viewport.hide(tile.root);
    }
  }

  /** @param {Tile} tile @param {string} name @param {HTMLElement[]} [controls] */
  name(tile, name, controls = []) {
    const caption = /** @type {HTMLElement} */ (tile.root.querySelector('figcaption'));
    caption.dataset.away = t('stage.reconnecting');
    caption.dataset.paused = t('stage.paused');
    caption.replaceChildren(element('span', 'name', name), ...controls);
    tile.root.querySelector('.enlarge')?.setAttribute('aria-label', t('stage.enlarge', {name}));
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
        this.heedFlow(tile.root, flow);
      }
    }
  }

  /** Says that a picture is held back by the network once it has been for a moment: every picture begins with less than it gets. @param {HTMLElement} root @param {import('/js/edge/types.js').FlowState} flow */
  heedFlow(root, flow) {
    root.dataset.flow = flow;
    const paused = () => root.classList.toggle('paused', root.dataset.flow === 'PAUSED_FOR_BANDWIDTH');
    if (flow === 'PAUSED_FOR_BANDWIDTH') {
      setTimeout(paused, PAUSED_MILLIS);
    } else {
      paused();
    }
  }

  /** Plays with sound where the browser lets us, and else without until it is tapped. @param {HTMLVideoElement} video */
  async play(video) {
    try {
      await video.play();
    } catch (refused) {
      if (/** @type {Error} */ (refused).name === 'NotAllowedError') {
        this.hushed = true;
        this.listenAll();
        await video.play().catch(() => undefined);
      }
    }
    this.options.onChange?.();
  }

  /** Lets a tile be heard as loud as is wished and allowed. @param {Tile} tile */
  listen({video, own}) {
    video.muted = own || this.hushed || this.sound.muted;
    video.volume = this.sound.volume;
  }

  /** Lets all be heard as loud as is wished now. */
  listenAll() {
    this.tiles.forEach((tile) => this.listen(tile));
  }

  /** Shows pictures, or does without. @param {boolean} alone */
  hearAlone(alone) {
    this.soundAlone = alone;
    this.show();
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
    return [...this.tiles.values()].some(({video, participant, own}) => !own && participant !== this.away && (video.videoWidth > 0 || (video.readyState >= 2 && !video.paused)));
  }
}

/** @param {import('/js/edge/types.js').Received} received */
const keyOf = (received) => `${received.participant}${received.source.startsWith('SCREEN') ? ' screen' : ''}`;
