/**
 * One's screen, shown beside the camera: picked, published with its sound where the browser gives it, and ended by the button, by the
 * browser's own, or by those who keep order. That it was shown outlasts a reload, so that one is asked to show it again.
 */
import {patch} from '/js/api.js';
import * as devices from '/js/devices.js';
import {byId, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** In which session the screen is shown. */
const KEPT = 'griot.screen';

export class ScreenShare {
  /** @param {() => void} [onChange] */
  constructor(onChange = () => {}) {
    this.onChange = onChange;
    /** @type {?MediaStream} */
    this.stream = null;
    /** @type {?import('/js/edge/edge-client.js').EdgeClient} */
    this.client = null;
    /** @type {() => ?{session: string, user: string}} */
    this.where = () => null;
    /** Whether the edge lets it through, so that it is told when that ends. */
    this.passes = false;
    byId('screen').onclick = () => (this.stream ? this.stop() : this.start()).catch(showProblem);
  }

  /** Publishes by this client from now on, what is picked already too. @param {import('/js/edge/edge-client.js').EdgeClient} client @param {() => ?{session: string, user: string}} where */
  attach(client, where) {
    this.client = client;
    this.where = where;
    client.addEventListener('rights', (event) => this.heed(/** @type {CustomEvent} */ (event).detail));
    this.publish();
  }

  /** Shows a screen that the person picks. */
  async start() {
    const picked = await devices.openScreen();
    this.release();
    this.stream = picked;
    picked.getVideoTracks()[0].addEventListener('ended', () => this.stop().catch(showProblem));
    showProblem(null);
    await this.publish();
    this.show();
  }

  async publish() {
    const where = this.where();
    if (this.stream && this.client && where) {
      sessionStorage.setItem(KEPT, where.session);
      this.client.publish('SCREEN', this.stream.getVideoTracks()[0]);
      this.client.publish('SCREEN_AUDIO', this.stream.getAudioTracks()[0] ?? null);
      await this.tell(true);
    }
  }

  /** Shows it no more. */
  async stop() {
    if (this.stream) {
      this.release();
      sessionStorage.removeItem(KEPT);
      this.client?.publish('SCREEN', null);
      this.client?.publish('SCREEN_AUDIO', null);
      this.show();
      await this.tell(false);
    }
  }

  /** Lets go of what is picked. */
  release() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.passes = false;
  }

  /** @param {boolean} on */
  async tell(on) {
    const where = this.where();
    if (where) {
      await patch(`/api/sessions/${where.session}/participants/${where.user}`, {screen: on});
    }
  }

  /** What those who keep order switch off, or who leaves the stage, is shown no more. @param {import('/js/edge/types.js').Rights} rights */
  heed(rights) {
    const passes = rights.onStage && rights.on.includes('SCREEN');
    if (this.stream && this.passes && !passes) {
      showProblem(new Error(t('own.screenStopped')));
      this.stop().catch(() => undefined);
    }
    this.passes = passes && this.stream !== null;
  }

  /** Whether it was shown before a reload. */
  get wasShown() {
    return !this.stream && sessionStorage.getItem(KEPT) === this.where()?.session;
  }

  show() {
    const button = byId('screen');
    button.setAttribute('aria-pressed', String(Boolean(this.stream)));
    button.textContent = t(this.stream ? 'own.stopScreen' : this.wasShown ? 'own.screenAgain' : 'golive.share');
    this.onChange();
  }
}

/** Whether this browser can show a screen at all: those of phones cannot. */
export const canShareScreen = () => Boolean(navigator.mediaDevices?.getDisplayMedia);
