/** Looking whether the camera, the microphone and the speaker work, and choosing among them, before anybody else sees or hears it. */
import {html, LitElement, nothing} from 'lit';
import * as devices from '/js/devices.js';
import {Ring} from '/js/guests/ring.js';
import {t} from '/js/text.js';

/**
 * {@code pictures} is false where there is sound alone. Tells what is open by the event {@code stream}, whose detail is the stream, or
 * null where nothing could be opened. Whoever took the stream stops it.
 */
export class DeviceCheck extends LitElement {
  static properties = {
    pictures: {attribute: false}, slim: {type: Boolean},
    cameras: {state: true}, microphones: {state: true}, stream: {state: true}, problem: {state: true}, heard: {state: true},
  };

  constructor() {
    super();
    this.pictures = true;
    this.slim = false;
    /** @type {{id: string, name: string}[]} */
    this.cameras = [];
    /** @type {{id: string, name: string}[]} */
    this.microphones = [];
    /** @type {?MediaStream} */
    this.stream = null;
    this.problem = '';
    this.heard = '';
    this.stopMeter = () => {};
    this.latest = 0;
    /** @type {?Ring} */
    this.bell = null;
    /** Names what there is to choose from, before and after something is plugged in. */
    this.list = async () => {
      if (this.stream) {
        this.cameras = await devices.ofKind('videoinput');
        this.microphones = await devices.ofKind('audioinput');
      }
    };
  }

  createRenderRoot() {
    return /** @type {HTMLElement} */ (this);
  }

  connectedCallback() {
    super.connectedCallback();
    navigator.mediaDevices?.addEventListener('devicechange', this.list);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.list);
    this.stopMeter();
  }

  /** Opens what is chosen, in the place of what was open. @param {devices.Choice} [chosen] */
  async open(chosen = {}) {
    const mine = ++this.latest;
    devices.choose(chosen);
    this.close();
    try {
      const stream = await devices.open(undefined, undefined, this.pictures);
      // What was overtaken by a later choice is let go.
      if (mine !== this.latest) {
        stream.getTracks().forEach((track) => track.stop());
        return this.stream;
      }
      this.stream = stream;
      this.problem = '';
      stream.getTracks().forEach((track) => track.addEventListener('ended', () => this.lost(stream)));
      await this.list();
    } catch (problem) {
      this.problem = /** @type {Error} */ (problem).message;
    }
    await this.updateComplete;
    const bar = this.querySelector('.level > span');
    if (this.stream && bar) {
      this.stopMeter = devices.meter(this.stream, /** @type {HTMLElement} */ (bar));
    }
    this.dispatchEvent(new CustomEvent('stream', {detail: this.stream}));
    return this.stream;
  }

  /** What is pulled out, or taken by another program, ends by itself. @param {MediaStream} stream */
  lost(stream) {
    if (stream === this.stream) {
      this.problem = t('devices.gone');
    }
  }

  /** Lets go of what is open. */
  close() {
    this.stopMeter();
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  render() {
    return html`
      <div class="notice retry" role="alert" ?hidden=${!this.problem}>
        <p>${this.problem}</p><button type="button" @click=${() => this.open()}>${t('check.again')}</button>
      </div>
      <div class="level" role="img" aria-label=${t('check.level')} ?hidden=${!this.stream}><span></span></div>
      ${this.slim ? html`<details class="on-air"><summary>${t('check.change')}</summary>${this.choices()}</details>` : this.choices()}`;
  }

  choices() {
    return html`
      <div class="choices">
        ${this.pictures ? this.choice('cameras', t('studio.cameraChoice'), this.cameras, 'camera', this.stream?.getVideoTracks()[0]) : nothing}
        ${this.choice('microphones', t('studio.microphoneChoice'), this.microphones, 'microphone', this.stream?.getAudioTracks()[0])}
      </div>
      <div class="row">
        <button type="button" @click=${this.testSpeaker}>${t('check.speaker')}</button>
        ${this.pictures && devices.canBlur(this.stream) ? html`
          <label class="tick"><input type="checkbox" .checked=${Boolean(devices.choice().blurred)} @change=${this.blurBackground}>${t('check.blur')}</label>` : nothing}
        <span class="soft small" role="status">${this.heard}</span>
      </div>`;
  }

  /** @param {string} id @param {string} label @param {{id: string, name: string}[]} all @param {'camera' | 'microphone'} kind @param {MediaStreamTrack} [used] */
  choice(id, label, all, kind, used) {
    const now = used?.getSettings().deviceId;
    return all.length === 0 ? nothing : html`
      <label>${label}
        <select id=${id} @change=${(/** @type {any} */ event) => this.open({[kind]: event.target.value})}>
          ${all.map((device) => html`<option value=${device.id} .selected=${device.id === now}>${device.name}</option>`)}
        </select>
      </label>`;
  }

  /** Two notes, as loud as a voice. */
  async testSpeaker() {
    this.bell ??= new Ring([523, 784], 0.25);
    await this.bell.once();
    this.heard = t('check.heard');
  }

  /** @param {any} event */
  async blurBackground(event) {
    devices.choose({blurred: event.target.checked});
    await devices.blur(this.stream, event.target.checked);
  }
}

customElements.define('griot-device-check', DeviceCheck);
