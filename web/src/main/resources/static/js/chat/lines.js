/**
 * The lines of a chat: at the end while the reader follows, and where they are while they look back, whatever comes above or below.
 * Arrow keys go from message to message, and within one from button to button.
 */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {line} from '/js/chat/line.js';
import {t} from '/js/text.js';

const NEAR = 200;
const AT_END = 40;
/** More messages a second than can be read out. */
const TOO_FAST_TO_HEAR = 3;

export class Lines {
  /** @param {import('/js/chat/chat.js').Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** @type {?HTMLElement} */
    this.root = null;
    this.top = 0;
    /** @type {number[]} */
    this.arrivals = [];
    this.resized = new ResizeObserver(() => this.stay(null));
    addEventListener('pointerup', () => setTimeout(() => this.hold()));
    addEventListener('pointercancel', () => this.hold());
  }

  /** @param {import('/js/chat/messages.js').Message[]} shown */
  template(shown) {
    const {messages} = this.chat;
    return html`
      <div class="lines" role="log" tabindex="0" aria-label=${t('chat.messages')} aria-live=${this.isTooFast() ? 'off' : 'polite'}
        @scroll=${() => this.onScroll()} @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event)}
        @pointerdown=${() => { messages.held = true; }} @focusin=${() => this.hold()} @focusout=${() => setTimeout(() => this.hold())}>
        ${shown.length ? html`<ol>${repeat(shown, (message) => message.id, (message) => line(this.chat, message))}</ol>` : html`<p class="nothing">${t('chat.nothing')}</p>`}
      </div>
      ${messages.following && !messages.unread ? nothing : html`<button class="pill primary" @click=${() => this.toEnd()}>
        ${messages.unread ? t('chat.newMessages', {count: messages.unread}) : t('chat.latest')}</button>`}`;
  }

  /** @param {HTMLElement} place */
  attach(place) {
    this.root = /** @type {HTMLElement} */ (place.querySelector('.lines'));
    this.resized.observe(this.root);
  }

  /** Told of how many came, so that a flood is not read out. @param {number} count */
  came(count) {
    const now = Date.now();
    this.arrivals = [...this.arrivals, ...Array(Math.min(count, TOO_FAST_TO_HEAR + 1)).fill(now)].filter((at) => now - at < 1000);
  }

  isTooFast() {
    return this.arrivals.length > TOO_FAST_TO_HEAR;
  }

  /** Lines with the focus, or a menu open, do not run away. */
  hold() {
    const {messages, menu} = this.chat;
    const held = menu.isOpen || Boolean(this.root?.querySelector('ol')?.contains(document.activeElement));
    if (messages.held !== held) {
      messages.held = held;
      this.chat.changed();
    }
  }

  /** Returns which line stands where, before the lines change. */
  anchor() {
    if (!this.root || (this.chat.messages.following && !this.chat.messages.held)) {
      return null;
    }
    const edge = this.root.getBoundingClientRect().top;
    for (const one of this.root.querySelectorAll('li')) {
      const {bottom, top} = one.getBoundingClientRect();
      if (bottom > edge) {
        return {id: one.dataset.id, above: top - edge};
      }
    }
    return null;
  }

  /** Puts the reader back where they were. @param {?{id?: string, above: number}} anchor */
  stay(anchor) {
    if (!this.root) {
      return;
    }
    const line = anchor ? this.lineOf(anchor.id ?? '') : null;
    if (anchor && line) {
      this.root.scrollTop += line.getBoundingClientRect().top - this.root.getBoundingClientRect().top - anchor.above;
    } else if (this.chat.messages.following && !this.chat.messages.held) {
      this.root.scrollTop = this.root.scrollHeight;
    }
    this.top = this.root.scrollTop;
  }

  onScroll() {
    const {messages} = this.chat;
    const root = /** @type {HTMLElement} */ (this.root);
    const below = root.scrollHeight - root.scrollTop - root.clientHeight;
    const up = root.scrollTop < this.top - 1;
    this.top = root.scrollTop;
    if (below < AT_END && messages.atNewest) {
      if (!messages.following) {
        messages.follow();
      }
    } else if (up) {
      messages.leave();
    } else if (below < NEAR && !messages.atNewest) {
      messages.showNewer();
    }
    if (root.scrollTop < NEAR && up) {
      messages.showOlder().catch((problem) => this.chat.show(problem));
    }
  }

  toEnd() {
    this.chat.messages.follow();
    (this.chat.composer.input ?? this.root)?.focus();
  }

  /** @param {string} id @returns {?HTMLElement} */
  lineOf(id) {
    return this.root?.querySelector(`li[data-id="${CSS.escape(id)}"]`) ?? null;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const lines = [...(this.root?.querySelectorAll('li') ?? [])].filter((one) => one.querySelector('button'));
    const at = lines.findIndex((one) => one.contains(document.activeElement));
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    /** @type {?HTMLElement | undefined} */
    let next;
    if (event.key === 'ArrowUp') {
      next = buttons(lines[at < 0 ? lines.length - 1 : Math.max(0, at - 1)]).at(-1);
    } else if (event.key === 'ArrowDown' && at >= 0) {
      next = buttons(lines[Math.min(lines.length - 1, at + 1)]).at(-1);
    } else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && at >= 0) {
      const all = buttons(lines[at]);
      next = all[all.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + (event.key === forward ? 1 : -1)];
    } else if (event.key === 'Escape' && at >= 0) {
      next = this.root;
    }
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
}

/** @param {HTMLElement} [line] @returns {HTMLElement[]} */
const buttons = (line) => [...(line?.querySelectorAll('button') ?? [])];
