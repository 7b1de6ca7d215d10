/**
 * One's own camera and microphone on stage: opened, published, muted and closed. What is switched off here is off for everybody, at the
 * edge too; what others switch off is seen here.
 */
import {patch} from '/js/api.js';
import {ask} from '/js/ask.js';
import * as devices from '/js/devices.js';
import {listen} from '/js/live.js';
import {byId} from '/js/page.js';
import {t} from '/js/text.js';

export class OwnDevices {
  /** @param {import('/js/edge/edge-client.js').EdgeClient} client @param {() => ?{session: string, user: string}} where */
  constructor(client, where) {
    this.client = client;
    this.where = where;
    /** @type {?MediaStream} */
    this.stream = null;
    client.addEventListener('rights', (event) => this.show(/** @type {CustomEvent} */ (event).detail));
    listen({onUpdate: ({topic, type, data}) => { if (topic === 'me' && type === 'switchOnAsked') { this.heed(data); } }});
    byId('mic').addEventListener('click', () => this.flip('audio'));
    byId('cam').addEventListener('click', () => this.flip('video'));
  }

  /** Opens them, or others in their place without anybody noticing. @param {string} [camera] @param {string} [microphone] @param {boolean} [pictures] */
  async open(camera, microphone, pictures = true) {
    this.stop();
    const stream = await devices.open(camera, microphone, pictures);
    this.stream = stream;
    await this.publish();
    return stream;
  }

  /** Publishes what is open, as soon as it may be. */
  async publish() {
    if (this.published && this.stream) {
      await this.client.publish('CAMERA', this.stream.getVideoTracks()[0] ?? null);
      await this.client.publish('MICROPHONE', this.stream.getAudioTracks()[0] ?? null);
    }
  }

  /** Goes on stage with what is open. */
  begin() {
    this.published = true;
    return this.publish();
  }

  /** Leaves the stage. */
  end() {
    this.published = false;
    this.client.publish('CAMERA', null);
    this.client.publish('MICROPHONE', null);
    this.stop();
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  /** Somebody who may asks to switch something on: nothing is, unless the person wants it. @param {any} wish */
  async heed({sessionId, by, audio, video}) {
    const where = this.where();
    if (this.published && where && where.session === sessionId && (audio || video)) {
      const heading = t(audio ? 'own.askedSound' : 'own.askedPicture', {name: by.displayName});
      if (await ask({heading, text: t('own.askedText'), yes: t('own.switchOn'), no: t('own.notNow'), danger: false})) {
        await patch(`/api/sessions/${where.session}/participants/${where.user}`, {...(audio && {audio}), ...(video && {video})}).catch(() => undefined);
      }
    }
  }

  /** @param {'audio' | 'video'} kind */
  async flip(kind) {
    const where = this.where();
    if (where) {
      const on = !this.client.rights.on.includes(kind === 'audio' ? 'MICROPHONE' : 'CAMERA');
      await patch(`/api/sessions/${where.session}/participants/${where.user}`, {[kind]: on}).catch(() => undefined);
    }
  }

  /** @param {import('/js/edge/types.js').Rights} rights */
  show(rights) {
    const word = (button, off, words) => {
      button.setAttribute('aria-pressed', String(off));
      button.textContent = words[off ? 1 : 0];
    };
    const audioOff = rights.onStage && !rights.on.includes('MICROPHONE');
    const videoOff = rights.onStage && !rights.on.includes('CAMERA');
    word(byId('mic'), audioOff, [t('own.mute'), t('own.muted')]);
    word(byId('cam'), videoOff, [t('own.cameraOff'), t('own.cameraIsOff')]);
    this.stream?.getAudioTracks().forEach((track) => { track.enabled = !audioOff; });
    this.stream?.getVideoTracks().forEach((track) => { track.enabled = !videoOff; });
  }
}
