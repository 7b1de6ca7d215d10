/** What happened to accounts, and what admins did: the latest first, of one kind or about one person. */
import {html, nothing} from 'lit';
import {said} from '/js/admin/audit-words.js';
import {AdminPart} from '/js/admin/part.js';
import {Pages} from '/js/admin/list.js';
import {personName} from '/js/admin/person.js';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */
/** @typedef {{id: string, at: string, kind: string, what: string, user: ?User, by: ?User}} Entry */

const PAGE = 50;

/** @type {Record<string, () => string>} */
const KINDS = {
  LOG_IN: () => t('admin.auditLogIn'),
  LOG_IN_FAILED: () => t('admin.auditFailed'),
  PASSWORD: () => t('admin.auditPassword'),
  ADMIN_ACT: () => t('admin.auditAct'),
};

class AdminAudit extends AdminPart {
  static properties = {...AdminPart.properties, about: {}};

  constructor() {
    super();
    /** Of whom alone, by their id, or nothing for everybody. */
    this.about = '';
    this.kind = '';
    /** @type {Pages<Entry>} */
    this.entries = new Pages('');
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('about') && this.hasUpdated) {
      this.refresh();
    }
  }

  async load() {
    const question = new URLSearchParams({limit: String(PAGE), ...this.kind && {kind: this.kind}, ...this.about && {person: this.about}});
    const entries = new Pages(`/api/admin/audit?${question}`);
    this.latest = entries;
    await entries.load();
    if (this.latest === entries) {
      this.entries = entries;
    }
  }

  /** @param {any} event */
  choose(event) {
    this.kind = event.target.value;
    this.refresh();
  }

  render() {
    const {items, read} = this.entries;
    const known = items.flatMap(({user, by}) => [user, by]).find((person) => person?.id === this.about);
    return html`
      <section class="stack" aria-labelledby="admin-audit">
        <h2 id="admin-audit" class="hidden-text">${t('log.title')}</h2>
        <div class="row admin-filters">
          <label>${t('admin.kind')}
            <select @change=${this.choose}>
              <option value="">${t('admin.everything')}</option>
              ${Object.entries(KINDS).map(([kind, word]) => html`<option value=${kind} ?selected=${kind === this.kind}>${word()}</option>`)}
            </select>
          </label>
          ${this.about ? html`<p>${t('admin.aboutOne')} ${known ? personName(known) : nothing}</p><a class="button" href="#audit">${t('admin.everybody')}</a>` : nothing}
        </div>
        ${this.told()}
        ${!read ? nothing : items.length === 0 ? html`<p class="soft">${t('history.nothing')}</p>` : html`<ol class="admin-log">${items.map((entry) => this.entry(entry))}</ol>`}
        ${this.moreOf(this.entries)}
      </section>`;
  }

  /** @param {Entry} entry */
  entry({at, kind, what, user, by}) {
    return html`
      <li>
        <time class="soft small" datetime=${at}>${day(at)}</time>
        <span class=${kind === 'LOG_IN_FAILED' ? 'badge live-not' : 'badge'}>${KINDS[kind]?.() ?? kind}</span>
        <span class="admin-what">${user ? html`${personName(user)} ` : nothing}${said(what)}</span>
        <span class="small admin-by">${by ? html`<span class="soft">${t('admin.by')}</span> ${personName(by)}` : nothing}</span>
      </li>`;
  }
}

customElements.define('griot-admin-audit', AdminAudit);
