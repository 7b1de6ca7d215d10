/** One message among the lines: who, what they answer, what they say, how others react, and the button to its menu. */
import {html, nothing} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/chat/messages.js').Message} Message */
/** @typedef {import('/js/chat/chat.js').Chat} Chat */

/** @param {Message} message */
export function nameOf({author, role}) {
  const name = author.displayName;
  return role === 'HOST' ? t('chat.host', {name}) : role === 'MODERATOR' ? t('chat.moderator', {name}) : name;
}

/** @param {Chat} chat @param {Message} message */
export function line(chat, message) {
  const answered = message.replyTo ? chat.messages.byId.get(message.replyTo) : undefined;
  const own = chat.own.of(message.id);
  const flashed = chat.flashed === message.id;
  return guard([message, answered, own, flashed, chat.order.mine, chat.mayReact], () => html`
    <li data-id=${message.id} class=${flashed ? 'flashed' : ''}>
      ${message.replyTo && !message.deleted ? quote(chat, message.replyTo, answered) : nothing}
      <div class="said">
        ${name(chat, message)}
        ${message.deleted ? html`<span class="soft">${t('chat.removed')}</span>` : html`<span class="words" dir="auto">${message.content}</span>`}
      </div>
      ${message.deleted ? nothing : chips(chat, message)}
      ${chat.user && !message.deleted ? html`<button class="more" tabindex="-1" aria-haspopup="menu" aria-label=${t('chat.menuOf', {name: message.author.displayName})}
        @click=${(/** @type {any} */ event) => chat.openMessageMenu(event.currentTarget, message.id)}>⋯</button>` : nothing}
    </li>`);
}

/** For those who keep order a name is the way to its person. @param {Chat} chat @param {Message} message */
function name(chat, message) {
  const look = `name ${message.role.toLowerCase()}`;
  return chat.order.mine
    ? html`<button class=${look} dir="auto" tabindex="-1" aria-haspopup="menu" @click=${(/** @type {any} */ event) => chat.openPersonMenu(event.currentTarget, message.author)}>${nameOf(message)}</button>`
    : html`<span class=${look} dir="auto">${nameOf(message)}</span>`;
}

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
    ? html`<button class="chip" tabindex="-1" aria-pressed=${chat.own.has(message.id, emoji)} aria-label=${t('chat.reacted', {emoji, count})}
        @click=${() => chat.react(message.id, emoji)}>${emoji} ${count}</button>`
    : html`<span class="chip">${emoji} ${count}</span>`)}</div>` : nothing;
}
