/** What one person said here of late, the newest first. */
import {html, nothing} from 'lit';
import {get} from '/js/api.js';
import {language, t} from '/js/text.js';

const ENOUGH = 20;
const PAGES = 10;

export class RecentMessages {
  /** @param {import('/js/chat/console.js').Console} console @param {import('/js/api.js').User} person */
  constructor(console, person) {
    this.console = console;
    this.person = person;
    /** @type {import('/js/chat/messages.js').Message[]} */
    this.found = [];
    this.done = false;
  }

  async load() {
    const {path} = this.console.chat.messages;
    await this.console.doing((async () => {
      let cursor = '';
      for (let read = 0; read < PAGES && cursor !== null && this.found.length < ENOUGH; read++) {
        const page = await get(`${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        this.found.push(...page.items.filter((/** @type {any} */ message) => message.author.id === this.person.id));
        cursor = page.next;
      }
    })());
    this.done = true;
    this.console.changed();
  }

  focus() {
    this.console.root.querySelector('h3')?.focus();
  }

  template() {
    const {chat} = this.console;
    const name = this.person.displayName;
    return html`
      <section class="recent">
        <div class="row"><h3 tabindex="-1">${t('console.recentOf', {name})}</h3><button class="quiet" aria-label=${t('console.closeRecent')} @click=${() => this.console.closeRecent()}>✕</button></div>
        ${this.done && !this.found.length ? html`<p class="soft small">${t('console.saidNothing')}</p>` : nothing}
        <ol>${this.found.slice(0, ENOUGH).map((message) => html`
          <li><time class="soft small">${new Date(message.sentAt).toLocaleTimeString(language, {timeStyle: 'short'})}</time>
            <span class=${message.deleted ? 'soft' : ''} dir="auto">${message.deleted ? t('chat.removed') : message.content}</span></li>`)}</ol>
        ${chat.order.mayBar(this.person.id) ? html`<div class="row">
          <button @click=${() => chat.bar('mutes', this.person)}>${t('chat.mute', {name})}</button>
          <button @click=${() => chat.bar('bans', this.person)}>${t('chat.ban', {name})}</button></div>` : nothing}
      </section>`;
  }
}
