/** A live as HLS, some seconds late: for who finds no place at the edge or no way to it, or wishes it so ({@code ?player=hls}). */
import {element} from '/js/page.js';
import {Player} from '/js/recording/player.js';

/** How long after it could not go on it is tried anew. */
const AGAIN_MILLIS = 5_000;

export class FarView {
  /**
   * @param {HTMLElement} tiles where the picture goes @param {() => void} onChange told when it begins to play, and when it cannot go on
   * @param {() => void} onNone told when the live is not to be had so
   */
  constructor(tiles, onChange, onNone) {
    this.tiles = tiles;
    this.onChange = onChange;
    this.onNone = onNone;
    /** @type {?Player} */
    this.player = null;
    this.video = /** @type {HTMLVideoElement} */ (element('video', 'far'));
    this.video.playsInline = true;
    this.video.addEventListener('playing', () => { this.plays = true; this.onChange(); });
    this.plays = false;
    this.asked = false;
    /** Which attempt this is: what an earlier one was waiting for is of no use any more. */
    this.attempt = 0;
  }

  /** Begins, where the live can be had so: once. @param {() => Promise<?string>} address asks for the playlist's @param {boolean} muted */
  async begin(address, muted) {
    if (this.asked) {
      return;
    }
    this.asked = true;
    const mine = ++this.attempt;
    const url = await address().catch(() => null);
    if (mine !== this.attempt) {
      return;
    }
    if (!url) {
      this.onNone();
      this.again(mine);
      return;
    }
    this.tiles.append(this.video);
    this.player = new Player(this.video, (fatal) => { if (fatal) { this.again(mine); } });
    await this.player.play(url);
    if (mine !== this.attempt) {
      return;
    }
    this.video.muted = muted;
    // Where sound is not allowed without a gesture, the picture is.
    await this.video.play().catch(() => { this.video.muted = true; return this.video.play(); }).catch(() => undefined);
  }

  /** @param {number} attempt */
  again(attempt) {
    setTimeout(() => { if (attempt === this.attempt) { this.end(); } }, AGAIN_MILLIS);
  }

  end() {
    if (!this.asked) {
      return;
    }
    this.attempt++;
    this.player?.stop();
    this.player = null;
    this.plays = false;
    this.asked = false;
    this.video.remove();
    this.onChange();
  }
}
