/** A menu beside the button that opened it: arrows, Home, End and letters choose, Escape and Tab leave, and the focus goes back. */
import {html, nothing, render} from 'lit-html';

/** @typedef {{text: string, act: () => unknown, glyph?: string, checked?: boolean, danger?: boolean, keepsFocus?: boolean}} Item */

export class Menu {
  /** @param {HTMLElement} place @param {() => void} onClose */
  constructor(place, onClose) {
    this.onClose = onClose;
    this.root = document.createElement('div');
    this.root.className = 'menu';
    this.root.setAttribute('role', 'menu');
    this.root.hidden = true;
    place.append(this.root);
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('pointerdown', (event) => {
      if (this.isOpen && !this.root.contains(/** @type {Node} */ (event.target))) {
        this.close(false);
      }
    });
    addEventListener('resize', () => this.close(false));
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** @param {HTMLElement} button @param {string} label @param {Item[]} items */
  open(button, label, items) {
    this.button = button;
    button.setAttribute('aria-expanded', 'true');
    this.root.setAttribute('aria-label', label);
    const glyphs = items.filter((item) => item.glyph);
    render(html`
      ${glyphs.length ? html`<div class="glyphs" role="none">${glyphs.map((item) => this.item(item))}</div>` : nothing}
      ${items.filter((item) => !item.glyph).map((item) => this.item(item))}`, this.root);
    this.root.hidden = false;
    this.put(button);
    this.items[0]?.focus();
  }

  /** @param {Item} item */
  item(item) {
    return html`<button role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'} tabindex="-1" aria-checked=${item.checked ?? nothing}
      class=${item.glyph ? 'glyph' : item.danger ? 'warns' : ''} aria-label=${item.glyph ? item.text : nothing}
      @click=${() => { this.close(!item.keepsFocus); item.act(); }}>${item.glyph ?? item.text}</button>`;
  }

  /** Below the button where there is room, and wholly on the screen. @param {HTMLElement} button */
  put(button) {
    const at = button.getBoundingClientRect();
    const {offsetWidth: width, offsetHeight: height} = this.root;
    const left = document.documentElement.dir === 'rtl' ? at.left : at.right - width;
    const top = at.bottom + height + 8 > innerHeight ? at.top - height - 4 : at.bottom + 4;
    this.root.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.root.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  }

  /** @returns {HTMLElement[]} */
  get items() {
    return [...this.root.querySelectorAll('button')];
  }

  /** @param {boolean} back whether the focus goes back to the button */
  close(back) {
    if (this.isOpen) {
      this.root.hidden = true;
      this.button?.setAttribute('aria-expanded', 'false');
      if (back) {
        this.button?.focus();
      }
      this.onClose();
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const all = this.items;
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = {ArrowDown: below(all, at), ArrowUp: above(all, at), [forward]: at + 1, [backward]: at - 1, Home: 0, End: all.length - 1}[event.key];
    if (to !== undefined) {
      all[(to + all.length) % all.length].focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      this.close(true);
    } else if (event.key.length === 1 && event.key !== ' ') {
      [...all.slice(at + 1), ...all].find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
      return;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A row of glyphs is one step. @param {HTMLElement[]} all @param {number} at */
const below = (all, at) => all[at]?.className === 'glyph' ? all.findIndex((item) => item.className !== 'glyph') : at + 1;

/** @param {HTMLElement[]} all @param {number} at */
const above = (all, at) => all[at]?.className === 'glyph' ? all.length - 1 : all[at - 1]?.className === 'glyph' ? 0 : at - 1;
