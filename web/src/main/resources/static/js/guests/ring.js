/** A ring: a sound made here, and a title that blinks, until it is stopped. Where the browser lets no sound out yet, the title alone. */

/** Of one ring, in seconds: two strokes of the bell, then silence. */
const STROKES = [0, 0.35];
const ROUND_MILLIS = 2600;
const BLINK_MILLIS = 1000;

export class Ring {
  /** @param {number[]} tones of the bell, in hertz @param {number} loudness 0 to 1 */
  constructor(tones = [587, 784], loudness = 0.12) {
    this.tones = tones;
    this.loudness = loudness;
    /** @type {number[]} */
    this.timers = [];
  }

  /** Begins, unless it rings already. @param {string} [title] what blinks in the window's title */
  start(title) {
    if (this.rings) {
      return;
    }
    this.rings = true;
    this.context = new AudioContext();
    this.strike();
    this.timers.push(window.setInterval(() => this.strike(), ROUND_MILLIS));
    if (title) {
      this.blink(title);
    }
  }

  /** Strikes once; resolves when it is to be heard. */
  async once() {
    this.context ??= new AudioContext();
    await this.context.resume();
    this.strike();
  }

  /** @param {string} title */
  blink(title) {
    this.title = document.title;
    const flip = () => { document.title = document.title === title ? this.title ?? '' : title; };
    flip();
    this.timers.push(window.setInterval(flip, BLINK_MILLIS));
  }

  strike() {
    const context = /** @type {AudioContext} */ (this.context);
    if (context.state !== 'running') {
      context.resume().catch(() => undefined);
      return;
    }
    for (const after of STROKES) {
      for (const tone of this.tones) {
        this.stroke(context, tone, context.currentTime + after);
      }
    }
  }

  /** @param {AudioContext} context @param {number} tone @param {number} at */
  stroke(context, tone, at) {
    const bell = context.createOscillator();
    const fade = context.createGain();
    bell.frequency.value = tone;
    fade.gain.setValueAtTime(0, at);
    fade.gain.linearRampToValueAtTime(this.loudness, at + 0.02);
    fade.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
    bell.connect(fade).connect(context.destination);
    bell.start(at);
    bell.stop(at + 1);
  }

  stop() {
    if (!this.rings) {
      return;
    }
    this.rings = false;
    this.timers.splice(0).forEach((timer) => clearInterval(timer));
    this.context?.close();
    if (this.title !== undefined) {
      document.title = this.title;
      this.title = undefined;
    }
  }
}
