/** Whether the host's picture and sound get through: what is in the way, and what they can do about it. */
import {byId} from '/js/page.js';
import {t} from '/js/text.js';

/** After how long without a way to the edge the network counts as blocked. */
const PATIENCE_MILLIS = 10_000;

export class Path {
  /** @param {import('/js/edge/edge-client.js').EdgeClient} client @param {() => void} onChange whether it is connected has changed */
  constructor(client, onChange) {
    this.onChange = onChange;
    this.connected = false;
    this.signalled = false;
    this.stuck = false;
    /** @type {?import('/js/quality.js').Grade} */
    this.grade = null;
    client.addEventListener('publishing', (event) => this.be(/** @type {CustomEvent} */ (event).detail.connectionState === 'connected'));
    client.addEventListener('state', (event) => {
      const state = /** @type {CustomEvent} */ (event).detail;
      this.signalled = state === 'open';
      if (state === 'connecting') {
        this.be(false);
      } else if (state === 'closed') {
        this.end();
      }
    });
  }

  /** @param {boolean} connected */
  be(connected) {
    if (connected !== this.connected || (!connected && !this.timer && !this.stuck)) {
      this.connected = connected;
      clearTimeout(this.timer);
      this.timer = connected ? undefined : setTimeout(() => { this.timer = undefined; this.stuck = true; this.tell(); }, PATIENCE_MILLIS);
      this.stuck = false;
      this.tell();
    }
    this.onChange();
  }

  /** How good one's own connection is, as the edge sees it. @param {import('/js/quality.js').Grade} [grade] */
  judge(grade) {
    if (grade && grade !== this.grade) {
      this.grade = grade;
      this.tell();
    }
  }

  end() {
    clearTimeout(this.timer);
    this.stuck = false;
    this.grade = null;
    this.tell();
  }

  tell() {
    const place = byId('path');
    const words = this.words();
    if (place.textContent !== words) {
      place.textContent = words;
    }
    place.hidden = !words;
  }

  words() {
    if (this.stuck) {
      return t(this.signalled ? 'path.blocked' : 'path.unreachable');
    }
    return this.grade === 'POOR' ? t('path.poor') : this.grade === 'LOST' ? t('path.lost') : '';
  }
}
