/** What one chooses about the picture: how it is laid out, how sharp it is, and whether single keys are heeded. */
import {html, render} from 'lit-html';
import {t} from '/js/text.js';

/** @type {Record<import('/js/layout.js').Choice, string>} */
const LAYOUTS = {auto: 'picture.layout.auto', speaker: 'picture.layout.speaker', grid: 'picture.layout.grid', side: 'picture.layout.side'};
/** @type {Record<import('/js/edge/receiver.js').Quality, string>} */
const QUALITIES = {
  auto: 'picture.quality.auto', high: 'picture.quality.high', medium: 'picture.quality.medium', low: 'picture.quality.low', sound: 'picture.quality.sound',
};

export class PictureSettings {
  /** @param {import('/js/picture-controls.js').PictureControls} controls */
  constructor(controls) {
    this.controls = controls;
    this.root = document.createElement('div');
    this.root.className = 'settings card';
    this.root.setAttribute('role', 'dialog');
    this.root.setAttribute('aria-label', t('picture.settings'));
    this.root.hidden = true;
    controls.picture.append(this.root);
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close(true);
      }
    });
    this.root.addEventListener('focusout', (event) => { if (event.relatedTarget && !this.root.contains(/** @type {Node} */ (event.relatedTarget))) { this.close(false); } });
    addEventListener('pointerdown', (event) => {
      const target = /** @type {Node} */ (event.target);
      if (!this.root.contains(target) && !this.button?.contains(target)) {
        this.close(false);
      }
    });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** @returns {?HTMLElement} */
  get button() {
    return this.controls.place.querySelector('#settings');
  }

  flip() {
    if (this.isOpen) {
      this.close(true);
      return;
    }
    this.root.hidden = false;
    this.show();
    this.controls.show();
    /** @type {?HTMLElement} */ (this.root.querySelector('input:checked'))?.focus();
  }

  /** @param {boolean} back whether the focus goes back to the button */
  close(back) {
    if (this.isOpen) {
      this.root.hidden = true;
      this.controls.show();
      if (back) {
        this.button?.focus();
      }
    }
  }

  show() {
    const {controls} = this;
    render(html`
      ${this.group('layout', t('picture.layout'), LAYOUTS, controls.layout.choice, (choice) => controls.layout.choose(choice))}
      ${this.group('quality', t('picture.quality'), QUALITIES, controls.quality, (quality) => controls.setQuality(quality))}
      <label class="choice"><input type="checkbox" .checked=${controls.shortcuts} @change=${(/** @type {any} */ event) => controls.setShortcuts(event.target.checked)}> ${t('picture.shortcuts')}</label>`, this.root);
  }

  /** @template {string} C @param {string} name @param {string} title @param {Record<C, string>} choices @param {C} chosen @param {(choice: C) => void} choose */
  group(name, title, choices, chosen, choose) {
    return html`
      <fieldset><legend>${title}</legend>
        ${/** @type {[C, string][]} */ (Object.entries(choices)).map(([choice, words]) => html`
          <label class="choice"><input type="radio" name=${name} value=${choice} .checked=${choice === chosen} @change=${() => choose(choice)}> ${t(words)}</label>`)}
      </fieldset>`;
  }
}
