/**
 * What stands over the picture when somebody moves, taps or comes by keyboard: sound, how it is laid out and how sharp it is, picture in
 * picture, full screen. How loud and how sharp is remembered.
 */
import {html, nothing, render, svg} from 'lit-html';
import {byId} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/edge/receiver.js').Quality} Quality */

const SOUND = 'griot.sound';
const QUALITY = 'griot.quality';
const SHORTCUTS = 'griot.shortcuts';
/** How long the controls stay after the last move. */
const AWAKE_MILLIS = 3_000;

const ICONS = {
  sound: svg`<path d="M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12"/>`,
  silence: svg`<path d="M4 9v6h4l5 4V5L8 9zM16.5 9.5l5 5m0-5l-5 5"/>`,
  settings: svg`<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  float: svg`<path d="M3 5h18v14H3z"/><path d="M12 12h7v5h-7z" fill="currentColor"/>`,
  whole: svg`<path d="M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5"/>`,
  part: svg`<path d="M9 4v5H4m16 0h-5V4m0 16v-5h5M4 15h5v5"/>`,
  chat: svg`<path d="M4 5h16v11H10l-4 4v-4H4z"/>`,
};

export class PictureControls {
  /** @param {HTMLElement} picture @param {HTMLElement} place @param {import('/js/layout.js').Layout} layout */
  constructor(picture, place, layout) {
    this.picture = picture;
    this.place = place;
    this.layout = layout;
    /** @type {import('/js/stage.js').Sound} */
    this.sound = {muted: false, volume: 1, ...JSON.parse(localStorage.getItem(SOUND) ?? '{}')};
    this.quality = /** @type {Quality} */ (localStorage.getItem(QUALITY) ?? 'auto');
    this.shortcuts = localStorage.getItem(SHORTCUTS) !== 'off';
    /** @type {?import('/js/stage.js').Stage} */
    this.stage = null;
    /** The panel of what is chosen, loaded when it is opened. @type {?import('/js/picture-settings.js').PictureSettings} */
    this.settings = null;
    for (const kind of ['pointermove', 'focusin', 'keydown']) {
      picture.addEventListener(kind, () => this.wake());
    }
    picture.addEventListener('pointerdown', () => setTimeout(() => this.wake()));
    picture.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') { this.sleep(); } });
    for (const kind of ['fullscreenchange', 'enterpictureinpicture', 'leavepictureinpicture']) {
      picture.addEventListener(kind, () => this.show(), true);
    }
    document.addEventListener('keydown', (event) => this.onKey(event));
    this.show();
    this.wake();
  }

  /** Goes on with that stage. @param {import('/js/stage.js').Stage} stage */
  on(stage) {
    this.stage = stage;
    this.setQuality(this.quality);
  }

  /** @param {boolean} offered whether there is something to control */
  offer(offered) {
    this.place.hidden = !offered;
    if (!offered) {
      this.settings?.close(false);
    }
  }

  show() {
    const quiet = this.sound.muted || Boolean(this.stage?.hushed);
    const whole = document.fullscreenElement === this.picture;
    const opened = Boolean(this.settings?.isOpen);
    const button = (/** @type {string} */ id, /** @type {unknown} */ icon, /** @type {string} */ word, /** @type {() => void} */ act, /** @type {string} */ key = '') => html`
      <button id=${id} aria-label=${word} title=${key && this.shortcuts ? `${word} (${key.toUpperCase()})` : word} aria-keyshortcuts=${key && this.shortcuts ? key : nothing}
        aria-expanded=${id === 'settings' ? opened : nothing} @click=${act}><svg viewBox="0 0 24 24" aria-hidden="true">${icon}</svg></button>`;
    render(html`
      ${button('mute', quiet ? ICONS.silence : ICONS.sound, t(quiet ? 'picture.soundOn' : 'picture.soundOff'), () => this.mute(!quiet), 'm')}
      <input type="range" id="volume" min="0" max="1" step="0.05" aria-label=${t('picture.volume')} .value=${String(quiet ? 0 : this.sound.volume)} @input=${(/** @type {any} */ event) => this.turn(Number(event.target.value))}>
      <span class="gap"></span>
      ${button('show-chat', ICONS.chat, t('picture.chat'), () => this.flipChat(), 'c')}
      ${button('settings', ICONS.settings, t('picture.settings'), () => this.openSettings())}
      ${document.pictureInPictureEnabled ? button('float', ICONS.float, t(document.pictureInPictureElement ? 'picture.sink' : 'picture.float'), () => this.float()) : nothing}
      ${document.fullscreenEnabled ? button('fullscreen', whole ? ICONS.part : ICONS.whole, t(whole ? 'picture.part' : 'picture.whole'), () => this.flipWhole(), 'f') : nothing}`, this.place);
  }

  wake() {
    this.picture.dataset.awake = '';
    clearTimeout(this.sleeping);
    this.sleeping = setTimeout(() => this.sleep(), AWAKE_MILLIS);
  }

  /** Out of sight, unless they are used. */
  sleep() {
    if (this.settings?.isOpen || this.place.querySelector(':focus-visible')) {
      this.wake();
    } else {
      delete this.picture.dataset.awake;
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    if (this.stage) {
      this.stage.hushed = false;
    }
    this.hear({muted, volume: !muted && this.sound.volume === 0 ? 1 : this.sound.volume});
  }

  /** @param {number} volume */
  turn(volume) {
    if (this.stage) {
      this.stage.hushed = false;
    }
    this.hear({muted: volume === 0, volume});
  }

  /** @param {import('/js/stage.js').Sound} sound */
  hear(sound) {
    Object.assign(this.sound, sound);
    localStorage.setItem(SOUND, JSON.stringify(this.sound));
    this.stage?.listenAll();
    this.stage?.options.onChange?.();
    this.show();
  }

  /** @param {Quality} quality */
  setQuality(quality) {
    this.quality = quality;
    // Who listens alone does so for now.
    localStorage.setItem(QUALITY, quality === 'sound' ? 'auto' : quality);
    this.stage?.client.viewport.prefer(quality);
    this.stage?.hearAlone(quality === 'sound');
  }

  /** @param {boolean} on */
  setShortcuts(on) {
    this.shortcuts = on;
    localStorage.setItem(SHORTCUTS, on ? 'on' : 'off');
    this.show();
  }

  async openSettings() {
    if (!this.settings) {
      const {PictureSettings} = await import('/js/picture-settings.js');
      this.settings ??= new PictureSettings(this);
    }
    this.settings.flip();
  }

  /** Opens or closes the chat where it stands beside the picture of a phone that lies on its side. */
  flipChat() {
    document.body.toggleAttribute('data-chat');
  }

  async float() {
    if (document.pictureInPictureElement) {
      await document.exitPictureInPicture();
    } else {
      await this.layout.large?.video.requestPictureInPicture().catch(() => undefined);
    }
    this.show();
  }

  flipWhole() {
    const done = document.fullscreenElement ? document.exitFullscreen() : this.picture.requestFullscreen();
    done.catch(() => undefined);
  }

  /** Goes to where one writes, or reads. */
  toChat() {
    document.body.toggleAttribute('data-chat', true);
    /** @type {?HTMLElement} */ (byId('chat').querySelector('.compose input:enabled, .compose a') ?? byId('chat').querySelector('.lines'))?.focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const target = /** @type {Element} */ (event.target);
    const typing = target.closest?.('input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog, [role=menu]');
    if (!this.shortcuts || typing || event.ctrlKey || event.metaKey || event.altKey || this.place.hidden) {
      return;
    }
    const act = {m: () => this.mute(!(this.sound.muted || this.stage?.hushed)), f: () => this.flipWhole(), c: () => this.toChat()}[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}
