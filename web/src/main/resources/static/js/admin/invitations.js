/** Who may make an account, and the codes by which people are invited. */
import {html, nothing} from 'lit';
import {showCode} from '/js/admin/code.js';
import {AdminPart} from '/js/admin/part.js';
import {Pages} from '/js/admin/list.js';
import {personName} from '/js/admin/person.js';
import {get, post, remove} from '/js/api.js';
import {ask} from '/js/ask.js';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {{id: string, by: import('/js/api.js').User, createdAt: string, expiresAt: string, used: number, usesLeft: number}} Invitation */

const PAGE = 50;
const MOST_USES = 10_000;
const LENGTHS = [1, 7, 30, 365];
const USUAL = 7;

/** @type {Record<string, () => string>} */
const MODES = {OPEN: () => t('admin.registrationOpen'), INVITE: () => t('admin.registrationInvite'), CLOSED: () => t('admin.registrationClosed')};

class AdminInvitations extends AdminPart {
  static properties = {...AdminPart.properties, mode: {state: true}};

  constructor() {
    super();
    this.mode = '';
    /** @type {Pages<Invitation>} */
    this.invitations = new Pages(`/api/admin/invitations?limit=${PAGE}`);
  }

  async load() {
    const [{mode}] = await Promise.all([get('/api/auth/registration'), this.invitations.load()]);
    this.mode = mode;
  }

  render() {
    const {items, read} = this.invitations;
    return html`
      <div class="beside admin-beside">
        <section class="stack" aria-labelledby="admin-codes">
          <h2 id="admin-codes">${t('admin.codes')}</h2>
          ${!read ? nothing : items.length === 0
            ? html`<p class="soft">${t('admin.noCodes')}</p>`
            : html`<ul class="admin-list">${items.map((one) => this.invitation(one))}</ul>`}
          ${this.moreOf(this.invitations)}
        </section>
        <section class="card own-part" aria-labelledby="admin-invite">
          <h2 id="admin-invite">${t('admin.invite')}</h2>
          <p class="soft">${MODES[this.mode]?.() ?? nothing}</p>
          <form class="stack" @submit=${this.make}>
            <label>${t('admin.uses')}<input name="uses" type="number" min="1" max=${MOST_USES} value="1" required></label>
            <label>${t('admin.goodFor')}
              <select name="days">${LENGTHS.map((days) => html`<option value=${days} ?selected=${days === USUAL}>${t('admin.days', {count: days})}</option>`)}</select>
            </label>
            <div class="row"><button class="primary">${t('admin.make')}</button></div>
          </form>
          ${this.told()}
        </section>
      </div>`;
  }

  /** @param {Invitation} one */
  invitation({id, by, createdAt, expiresAt, used, usesLeft}) {
    return html`
      <li class="card admin-one">
        <div class="admin-about">
          <p><strong>${t('admin.usesLeft', {count: usesLeft})}</strong>${used ? html` · ${t('admin.came', {count: used})}` : nothing}</p>
          <p class="soft small">${t('admin.goodUntil', {time: day(expiresAt)})}</p>
          <p class="soft small">${t('admin.madeOn', {time: day(createdAt)})} · ${personName(by)}</p>
        </div>
        <div class="admin-deeds"><button aria-label=${t('admin.revokeOf', {time: day(createdAt)})} @click=${() => this.do(() => this.revoke(id))}>${t('inviting.revoke')}</button></div>
      </li>`;
  }

  /** @param {SubmitEvent} event */
  make(event) {
    event.preventDefault();
    const {uses, days} = /** @type {any} */ (event.target).elements;
    this.do(async () => {
      const {code, expiresAt} = await post('/api/admin/invitations', {uses: Number(uses.value), duration: `P${days.value}D`});
      showCode({heading: t('admin.invitationMade'), text: t('admin.invitationUse'), code, until: expiresAt});
      await this.invitations.load();
    });
  }

  /** @param {string} id */
  async revoke(id) {
    if (await ask({heading: t('admin.revokeQuestion'), text: t('admin.revokeText'), yes: t('inviting.revoke'), no: t('profile.keep')})) {
      await remove(`/api/admin/invitations/${encodeURIComponent(id)}`);
      return t('admin.revoked');
    }
    return '';
  }
}

customElements.define('griot-admin-invitations', AdminInvitations);
