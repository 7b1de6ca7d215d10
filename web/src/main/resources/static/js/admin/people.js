/** People: looking for one, and what can be done; and who is shut out, of the whole site or of its lives. */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {ban, giveCode, liftBan, liftSuspension, suspend} from '/js/admin/deeds.js';
import {AdminPart} from '/js/admin/part.js';
import {Pages} from '/js/admin/list.js';
import {personLine, shutOut} from '/js/admin/person.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */
/** @typedef {import('/js/admin/person.js').ShutOut} ShutOut */
/** @typedef {User & {suspension: ?ShutOut, banned: boolean}} Known */

const PAUSE_MILLIS = 200;
const PAGE = 20;
/** The server looks for no longer words. */
const LONGEST = 60;

class AdminPeople extends AdminPart {
  static properties = {...AdminPart.properties, about: {}, found: {state: true}};

  constructor() {
    super();
    /** Whom to begin with: what is typed into the field. */
    this.about = '';
    /** @type {?Pages<Known>} null before anybody was looked for */
    this.found = null;
    /** @type {Pages<ShutOut & {user: User}>} */
    this.suspended = new Pages(`/api/admin/suspensions?limit=${PAGE}`);
    /** @type {Pages<ShutOut & {user: User}>} */
    this.banned = new Pages(`/api/admin/bans?limit=${PAGE}`);
    this.words = '';
    this.pause = 0;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('about') && this.about) {
      this.words = this.about;
      this.look();
    }
  }

  async load() {
    await Promise.all([this.suspended.load(), this.banned.load(), this.found?.load()]);
  }

  /** @param {any} event */
  typed(event) {
    this.words = event.target.value.trim();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), PAUSE_MILLIS);
  }

  async look() {
    if (!this.words) {
      this.found = null;
      return;
    }
    const found = new Pages(`/api/admin/users?limit=${PAGE}&q=${encodeURIComponent(this.words)}`);
    this.latest = found;
    try {
      await found.load();
      // An answer that was overtaken by a later question is not shown.
      if (this.latest === found) {
        this.found = found;
        this.stale = '';
      }
    } catch (problem) {
      this.stale = /** @type {Error} */ (problem).message;
    }
  }

  render() {
    const {found} = this;
    return html`
      <section class="stack" aria-labelledby="admin-find">
        <h2 id="admin-find" class="hidden-text">${t('account.people')}</h2>
        <label class="admin-search">${t('find.who')}
          <input type="search" name="who" maxlength=${LONGEST} autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${t('find.hint')} .value=${this.words} @input=${this.typed}>
        </label>
        ${this.told()}
        <p class="soft small" role="status">${found ? found.next ? t('admin.many') : t('find.found', {count: found.items.length}) : nothing}</p>
        ${found?.items.length ? html`<ul class="admin-list">${repeat(found.items, ({id}) => id, (person) => this.known(person))}</ul>` : nothing}
        ${found ? this.moreOf(found) : nothing}
      </section>
      ${this.out('admin-suspended', t('admin.suspendedPeople'), t('admin.nobodySuspended'), this.suspended, t('admin.isSuspended'), liftSuspension, t('admin.liftSuspension'))}
      ${this.out('admin-banned', t('admin.bannedPeople'), t('admin.nobodyBanned'), this.banned, t('admin.isBanned'), liftBan, t('admin.liftBan'))}`;
  }

  /** @param {Known} person */
  known(person) {
    const {suspension, banned} = person;
    const bannedFor = this.banned.items.find(({user}) => user.id === person.id);
    const labelled = (/** @type {string} */ word) => t('admin.deedFor', {deed: word, name: person.displayName});
    const button = (/** @type {string} */ word, /** @type {(person: User) => Promise<string>} */ deed) =>
      html`<button aria-label=${labelled(word)} @click=${() => this.do(() => deed(person))}>${word}</button>`;
    return personLine(
      person,
      html`${suspension ? shutOut(t('admin.isSuspended'), suspension) : nothing}${!banned ? nothing : bannedFor ? shutOut(t('admin.isBanned'), bannedFor) : html`<p class="small"><span class="badge live-not">${t('admin.isBanned')}</span></p>`}`,
      html`
        ${suspension ? button(t('admin.liftSuspension'), liftSuspension) : button(t('admin.suspend'), suspend)}
        ${banned ? button(t('admin.liftBan'), liftBan) : button(t('admin.ban'), ban)}
        ${button(t('admin.code'), giveCode)}
        <a class="button" href=${`#audit/${encodeURIComponent(person.id)}`} aria-label=${labelled(t('log.title'))}>${t('log.title')}</a>`);
  }

  /**
   * Who is shut out of something, and how to let them in again.
   *
   * @param {string} id @param {string} heading @param {string} nobody @param {Pages<ShutOut & {user: User}>} list @param {string} word
   * @param {(person: User) => Promise<string>} lift @param {string} deed
   */
  out(id, heading, nobody, list, word, lift, deed) {
    return html`
      <section class="stack admin-out" aria-labelledby=${id}>
        <h2 id=${id}>${heading}</h2>
        ${!list.read ? nothing : list.items.length === 0 ? html`<p class="soft">${nobody}</p>` : html`
          <ul class="admin-list">${repeat(list.items, ({user}) => user.id, (out) => personLine(out.user, shutOut(word, out), html`
            <button aria-label=${t('admin.deedFor', {deed, name: out.user.displayName})} @click=${() => this.do(() => lift(out.user))}>${deed}</button>`))}</ul>`}
        ${this.moreOf(list, t('admin.moreOf', {list: heading}))}
      </section>`;
  }
}

customElements.define('griot-admin-people', AdminPeople);
