/**
 * The lines of a chat: at the end while the reader follows, and where they are while they look back, whatever comes above or below.
 * Arrow keys go from message to message, and within one from button to button.
 */
import {html, nothing, render} from 'lit-html';
import {t} from '/js/text.js';

/** @typedef {import('/js/chat/messages.js').Message} Message */
/** @typedef {import('/js/chat/chat.js').Chat} Chat */
/** @typedef {import('/js/chat/member-chat.js').MemberChat} MemberChat */

const NEAR = 200;
const AT_END = 40;
/** More messages a second than can be read out. */
const TOO_FAST_TO_HEAR = 3;

export class Lines {
  /** @param {Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** @type {?HTMLElement} */
    this.root = null;
    /** Each message's line, and what it was rendered from. @type {Map<string, {line: HTMLLIElement, from: unknown[]}>} */
    this.rows = new Map();
    this.top = 0;
    /** @type {number[]} */
    this.arrivals = [];
    this.resized = new ResizeObserver(() => this.stay(null));
    addEventListener('pointerup', () => setTimeout(() => this.hold()));
    addEventListener('pointercancel', () => this.hold());
  }

  template() {
    const {messages} = this.chat;
    return html`
      <div class="lines" role="log" tabindex="0" aria-label=${t('chat.messages')} aria-live=${this.isTooFast() ? 'off' : 'polite'}
        @scroll=${() => this.onScroll()} @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event)}
        @pointerdown=${() => { messages.held = true; }} @focusin=${() => this.hold()} @focusout=${() => setTimeout(() => this.hold())}>
        <ol></ol><p class="nothing">${t('chat.nothing')}</p>
      </div>
      ${messages.following && !messages.unread ? nothing : html`<button class="pill primary" @click=${() => this.toEnd()}>
        ${messages.unread ? t('chat.newMessages', {count: messages.unread}) : t('chat.latest')}</button>`}`;
  }

  /** @param {HTMLElement} place */
  attach(place) {
    this.root = /** @type {HTMLElement} */ (place.querySelector('.lines'));
    this.resized.observe(this.root);
  }

  /** Shows these. Each has a line of its own, which stays where it is, and is rendered anew when something about it has changed. @param {Message[]} shown */
  show(shown) {
    const list = /** @type {HTMLElement} */ (this.chat.place.querySelector('.lines ol'));
    const wanted = new Set(shown.map(({id}) => id));
    for (const [id, {line}] of this.rows) {
      if (!wanted.has(id)) {
        line.remove();
        this.rows.delete(id);
      }
    }
    let next = list.firstElementChild;
    for (const message of shown) {
      const row = this.rows.get(message.id) ?? this.add(message.id);
      if (row.line === next) {
        next = next.nextElementSibling;
      } else {
        list.insertBefore(row.line, next);
      }
      this.fill(row, message);
    }
  }

  /** @param {string} id */
  add(id) {
    const line = document.createElement('li');
    line.dataset.id = id;
    /** @type {{line: HTMLLIElement, from: unknown[]}} */
    const row = {line, from: []};
    this.rows.set(id, row);
    return row;
  }

  /** @param {{line: HTMLLIElement, from: unknown[]}} row @param {Message} message */
  fill(row, message) {
    const {chat} = this;
    const answered = message.replyTo ? chat.messages.byId.get(message.replyTo) : undefined;
    const from = [message, answered, chat.reactedTo(message.id), chat.keepsOrder, chat.mayReact];
    row.line.classList.toggle('flashed', chat.flashed === message.id);
    if (from.some((one, at) => one !== row.from[at])) {
      row.from = from;
      render(content(chat, message, answered), row.line);
    }
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
    const {messages} = this.chat;
    const held = this.chat.showsMenu || Boolean(this.root?.querySelector('ol')?.contains(document.activeElement));
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
    (this.chat.input ?? this.root)?.focus();
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

/** @param {Message} message */
function nameOf({author, role}) {
  const name = author.displayName;
  return role === 'HOST' ? t('chat.host', {name}) : role === 'MODERATOR' ? t('chat.moderator', {name}) : name;
}

/** Who, what they answer, what they say, how others react, and the button to its menu. @param {Chat} chat @param {Message} message @param {Message} [answered] */
const content = (chat, message, answered) => html`
  ${message.replyTo && !message.deleted ? quote(chat, message.replyTo, answered) : nothing}
  <div class="said">
    ${name(chat, message)}${message.lookAlike ? alike(message.author) : nothing}
    ${message.deleted ? html`<span class="soft">${t('chat.removed')}</span>` : html`<span class="words" dir="auto">${message.content}</span>`}
  </div>
  ${message.deleted ? nothing : chips(chat, message)}
  ${chat.user && !message.deleted ? html`<button class="more" tabindex="-1" aria-haspopup="menu" aria-label=${t('chat.menuOf', {name: message.author.displayName})}
    @click=${(/** @type {any} */ event) => member(chat).openMessageMenu(event.currentTarget, message.id)}>⋯</button>` : nothing}`;

/** Where there is something to press, who looks takes part. @param {Chat} chat */
const member = (chat) => /** @type {MemberChat} */ (chat);

/** For those who keep order a name is the way to its person. @param {Chat} chat @param {Message} message */
function name(chat, message) {
  const look = `name ${message.role.toLowerCase()}`;
  return chat.keepsOrder
    ? html`<button class=${look} dir="auto" tabindex="-1" aria-haspopup="menu" @click=${(/** @type {any} */ event) => member(chat).openPersonMenu(event.currentTarget, message.author)}>${nameOf(message)}</button>`
    : html`<span class=${look} dir="auto">${nameOf(message)}</span>`;
}

/** Whose name looks like that of somebody who was here before is told from them by the handle; a guest has none. @param {import('/js/api.js').User} author */
const alike = ({handle}) => html`<span class="alike">${handle ? html`<bdi>@${handle}</bdi> · ` : nothing}${t('people.alike')}</span>`;

/** @param {Chat} chat @param {string} id @param {Message} [answered] */
function quote(chat, id, answered) {
  const text = answered ? answered.deleted ? t('chat.removed') : answered.content : t('chat.earlier');
  return html`<button class="quote" tabindex="-1" @click=${() => chat.jumpTo(id)}>
    <span class="hidden-text">${t('chat.inReplyTo')}</span>${answered ? html`<b dir="auto">${answered.author.displayName}</b>` : nothing} <span dir="auto">${text}</span></button>`;
}

/** @param {Chat} chat @param {Message} message */
function chips(chat, message) {
  const counted = Object.entries(message.reactions ?? {});
  return counted.length ? html`<div class="chips">${counted.map(([emoji, count]) => chat.mayReact
    ? html`<button class="chip" tabindex="-1" aria-pressed=${member(chat).own.has(message.id, emoji)} aria-label=${t('chat.reacted', {emoji, count})}
        @click=${() => member(chat).react(message.id, emoji)}>${emoji} ${count}</button>`
    : html`<span class="chip">${emoji} ${count}</span>`)}</div>` : nothing;
}
