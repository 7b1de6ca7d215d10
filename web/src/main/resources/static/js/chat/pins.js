/** The few messages that stand above the others, in the order in which they were pinned. */
import {html, nothing} from 'lit-html';
import {get} from '/js/api.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/chat/messages.js').Message} Message */

export class Pins {
  /** @param {import('/js/chat/chat.js').Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** @type {Message[]} */
    this.pinned = [];
    this.reads = 0;
  }

  async load() {
    const read = ++this.reads;
    const page = await get(`/api/sessions/${encodeURIComponent(this.chat.sessionId)}/pins`);
    if (read === this.reads) {
      this.pinned = page.items;
      this.chat.changed();
    }
  }

  /** @param {string} id */
  add(id) {
    const message = this.chat.messages.byId.get(id);
    if (message && !this.has(id)) {
      this.pinned = [...this.pinned, message];
      this.chat.changed();
    } else if (!message) {
      this.load().catch(() => undefined);
    }
  }

  /** @param {string} id */
  remove(id) {
    this.reads++;
    this.pinned = this.pinned.filter((message) => message.id !== id);
    this.chat.changed();
  }

  /** @param {string} id */
  has(id) {
    return this.pinned.some((message) => message.id === id);
  }

  template() {
    const {chat} = this;
    return this.pinned.length ? html`
      <ul class="pins" aria-label=${t('chat.pinned')}>${this.pinned.map((message) => html`
        <li>
          <button class="quote" @click=${() => chat.jumpTo(message.id)}><b dir="auto">${message.author.displayName}</b> <span dir="auto">${message.content}</span></button>
          ${chat.keepsOrder ? html`<button class="quiet" aria-label=${t('chat.unpinOf', {name: message.author.displayName})} @click=${() => /** @type {import('/js/chat/member-chat.js').MemberChat} */ (chat).unpin(message.id)}>✕</button>` : nothing}
        </li>`)}
      </ul>` : nothing;
  }
}
