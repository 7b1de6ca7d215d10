/** A part of the admins' page: what was done last is said at its top, and what it shows may be kept fresh. */
import {html, nothing} from 'lit';
import {Part} from '/js/account/part.js';
import {sentences} from '/js/account/words.js';
import {whileSeen} from '/js/admin/list.js';
import {t} from '/js/text.js';

export class AdminPart extends Part {
  static properties = {...Part.properties, stale: {state: true}};

  constructor() {
    super();
    /** Why what is shown is not of this moment, or nothing. */
    this.stale = '';
    /** How long what is shown stands before it is read again, in milliseconds; 0 for as long as nothing is done here. */
    this.pauseMillis = 0;
    this.stop = () => {};
    this.doing = false;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.pauseMillis) {
      this.stop = whileSeen(() => this.refresh(), this.pauseMillis);
    } else {
      this.refresh();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  /** Reads what is shown. @returns {Promise<unknown>} */
  load() {
    return Promise.resolve();
  }

  async refresh() {
    try {
      await this.load();
      this.stale = '';
    } catch (problem) {
      this.stale = /** @type {Error} */ (problem).message;
    }
    this.requestUpdate();
  }

  /**
   * Does one thing at a time, and says what came of it. No button is switched off meanwhile, so that the focus stays where it is.
   *
   * @param {() => Promise<string | void>} deed returns what it did, and what is shown is read again then; or nothing
   */
  async do(deed) {
    if (this.doing) {
      return;
    }
    this.doing = true;
    this.done = '';
    this.refused = [];
    try {
      this.done = await deed() || '';
    } catch (problem) {
      this.refused = sentences(problem);
    } finally {
      this.doing = false;
    }
    // The next thing can be done while what is shown is still read.
    if (this.done) {
      await this.refresh();
    }
    this.requestUpdate();
    await this.updateComplete;
    // What was pressed may be gone with what it was about.
    if (document.activeElement === document.body) {
      /** @type {?HTMLElement} */ (this.querySelector('.admin-told'))?.focus();
    }
  }

  told() {
    return html`<div class="admin-told" tabindex="-1">${this.outcome()}<div role="status">${this.stale ? html`<p class="notice">${t('admin.stale', {why: this.stale})}</p>` : nothing}</div></div>`;
  }

  /** @param {import('/js/admin/list.js').Pages<any>} list @param {string} [label] */
  moreOf(list, label) {
    return list.next
      ? html`<div class="row"><button aria-label=${label ?? nothing} @click=${() => this.do(() => list.more())}>${t('log.more')}</button></div>`
      : nothing;
  }
}
