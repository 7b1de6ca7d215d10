/** Looking for people by handle or name, and what can be done with each who is found. */
import {html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {get} from '/js/api.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

const PAUSE_MILLIS = 200;
const MOST = 20;
/** The server looks for no longer words. */
const LONGEST = 50;

/** {@code actions} gives what stands beside a person; {@code without} is whom not to show. */
export class PersonSearch extends LitElement {
  static properties = {actions: {attribute: false}, without: {}, found: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {(person: User) => unknown} */
    this.actions = () => nothing;
    /** @type {?string} */
    this.without = null;
    /** @type {?User[]} null before anything was looked for */
    this.found = null;
    this.problem = '';
    this.words = '';
    this.latest = 0;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Event} event */
  typed(event) {
    this.words = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), PAUSE_MILLIS);
  }

  async look() {
    const mine = ++this.latest;
    if (!this.words) {
      this.found = null;
      return;
    }
    try {
      const page = await get(`/api/users?limit=${MOST}&q=${encodeURIComponent(this.words)}`);
      // An answer that was overtaken by a later question is not shown.
      if (mine === this.latest) {
        this.problem = '';
        this.found = page.items.filter((/** @type {User} */ person) => person.id !== this.without);
      }
    } catch (problem) {
      this.problem = /** @type {Error} */ (problem).message;
    }
  }

  render() {
    return html`
      <label>${t('find.who')}
        <input type="search" name="who" maxlength=${LONGEST} autocomplete="off" autocapitalize="none" spellcheck="false"
          placeholder=${t('find.hint')} @input=${this.typed}>
      </label>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <p class="soft small" role="status">${this.found ? t('find.found', {count: this.found.length}) : nothing}</p>
      <ul class="persons" ?hidden=${!this.found?.length}>${repeat(this.found ?? [], (person) => person.id, (person) => this.line(person))}</ul>`;
  }

  /** @param {User} person */
  line(person) {
    return html`
      <li data-person=${person.id}>
        <span class="face" aria-hidden="true">${person.displayName.slice(0, 1).toUpperCase()}</span>
        <span class="named"><strong>${person.displayName}</strong><bdi class="soft small">@${person.handle}</bdi></span>
        <span class="row">${this.actions(person)}</span>
      </li>`;
  }
}

customElements.define('griot-person-search', PersonSearch);
