/** The moderation log, the latest first: who did what to whom, when, why, what it undid, and what can be undone from here. */
import {html, nothing} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {get, remove} from '/js/api.js';
import {language, t} from '/js/text.js';

const PAGE = 20;

/** What each deed is called; those that somebody's time brought about have another sentence. @type {Record<string, string[]>} */
const SENTENCES = {
  PERSON_REMOVED: ['log.removed'],
  PERSON_BANNED: ['log.banned'],
  BAN_LIFTED: ['log.banLifted', 'log.banEnded'],
  PERSON_MUTED: ['log.muted'],
  MUTE_LIFTED: ['log.muteLifted', 'log.muteEnded'],
  MODERATOR_NAMED: ['log.named'],
  MODERATOR_DISMISSED: ['log.dismissed'],
  DEVICES_SWITCHED_OFF: ['log.switchedOff'],
  MESSAGE_DELETED: ['log.deleted'],
  MESSAGE_PINNED: ['log.pinned'],
  MESSAGE_UNPINNED: ['log.unpinned'],
  CHAT_CHANGED: ['log.changed'],
  SESSION_ENDED: ['log.ended'],
  PERSON_EXCLUDED: ['log.excluded'],
};

/** Where what can be undone is undone. @type {Record<string, string>} */
const UNDONE_AT = {PERSON_MUTED: 'mutes', PERSON_BANNED: 'bans'};

export class Log {
  /** @param {import('/js/chat/console.js').Console} console */
  constructor(console) {
    this.console = console;
    /** @type {any[]} */
    this.entries = [];
    /** @type {?string} */
    this.next = null;
  }

  /** Reads the latest anew. */
  async load() {
    const page = await get(`${this.console.chat.path}/moderation?limit=${PAGE}`);
    this.entries = page.items;
    this.next = page.next;
  }

  async loadMore() {
    const page = await get(`${this.console.chat.path}/moderation?limit=${PAGE}&cursor=${encodeURIComponent(this.next ?? '')}`);
    this.entries = [...this.entries, ...page.items];
    this.next = page.next;
    this.console.changed();
  }

  template() {
    const byId = new Map(this.entries.map((entry) => [entry.id, entry]));
    const undone = new Set(this.entries.map((entry) => entry.undoes));
    return html`
      <section class="log" aria-live="polite" aria-relevant="additions">
        <h3>${t('log.title')}</h3>
        ${this.entries.length ? nothing : html`<p class="soft small">${t('log.nothing')}</p>`}
        <ol tabindex="-1">${repeat(this.entries, (entry) => entry.id, (entry) => this.entry(entry, undone.has(entry.id), byId.get(entry.undoes)))}</ol>
        ${this.next ? html`<button @click=${() => this.console.doing(this.loadMore())}>${t('log.more')}</button>` : nothing}
      </section>`;
  }

  /** @param {any} entry @param {boolean} undone @param {any} earlier what it undid */
  entry(entry, undone, earlier) {
    const over = this.console.chat.room.over || (entry.until && Date.parse(entry.until) < Date.now());
    const name = entry.user?.displayName ?? '';
    return html`<li>
      <time class="soft small" datetime=${entry.at}>${at(entry.at)}</time>
      <p>${sentence(entry)}${undone ? html` <span class="badge">${t('log.undone')}</span>` : nothing}</p>
      ${entry.until && !undone ? html`<p class="soft small">${t('log.until', {time: at(entry.until)})}</p>` : nothing}
      ${entry.reason ? html`<p class="soft small" dir="auto">${t('log.reason', {reason: entry.reason})}</p>` : nothing}
      ${entry.undoes ? html`<p class="soft small">${earlier ? t('log.undid', {deed: sentence(earlier), time: at(earlier.at)}) : t('log.undidEarlier')}</p>` : nothing}
      ${entry.messages.length ? html`<details><summary class="small">${t('log.before')}</summary><ul>${entry.messages.map((/** @type {any} */ message) => html`
        <li class="small"><b dir="auto">${message.author.displayName}</b> <span dir="auto">${message.content || t('chat.removed')}</span></li>`)}</ul></details>` : nothing}
      ${entry.action in UNDONE_AT && !undone && !over ? html`<button aria-label=${t('log.undoOf', {name})} @click=${() => this.undo(entry)}>${t('log.undo')}</button>` : nothing}
    </li>`;
  }

  /** @param {any} entry */
  async undo(entry) {
    await this.console.doing(remove(`${this.console.chat.path}/${UNDONE_AT[entry.action]}/${entry.user.id}`).then(() => this.console.load()));
    /** @type {?HTMLElement} */ (this.console.root.querySelector('.log ol'))?.focus();
  }
}

/** @param {any} entry */
function sentence({action, by, user}) {
  const [done, ended] = SENTENCES[action] ?? ['log.changed'];
  return t(by ? done : ended ?? done, {by: by?.displayName ?? t('people.somebody'), name: user?.displayName ?? t('people.somebody')});
}

/** @param {string} time */
const at = (time) => new Date(time).toLocaleTimeString(language, {timeStyle: 'short'});
