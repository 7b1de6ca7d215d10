/** Inviting from the studio: a person onto the stage, with a word of one's own; or anybody by a link. */
import {html, LitElement, nothing} from 'lit';
import {post, whoAmI} from '/js/api.js';
import '/js/guests/person-search.js';
import {sentFrom} from '/js/guests/sent.js';
import {listen} from '/js/live.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

const LONGEST = 300;

/** {@code session} is whose stage it is about, null while nobody can be invited. */
export class Inviting extends LitElement {
  static properties = {session: {}, me: {state: true}, told: {state: true}, problem: {state: true}, copied: {state: true}};

  constructor() {
    super();
    /** @type {?string} */
    this.session = null;
    /** @type {?User} */
    this.me = null;
    this.told = '';
    this.problem = '';
    this.copied = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    whoAmI().then((me) => { this.me = me; });
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has('session') && this.session && !this.sent) {
      this.sent = sentFrom(this.session);
      const sent = this.sent;
      listen({onUpdate: (update) => { if (sent.onUpdate(update)) { this.requestUpdate(); } }}).subscribe('me');
    }
  }

  render() {
    if (!this.session) {
      return nothing;
    }
    return html`
      <button class="primary" @click=${() => this.dialog.showModal()}>${t('inviting.invite')}</button>
      <dialog class="wide" aria-labelledby="inviting-title">
        <div class="stack">
          <div class="title-row first"><h2 id="inviting-title">${t('inviting.title')}</h2><button @click=${() => this.dialog.close()}>${t('inviting.done')}</button></div>
          <label>${t('inviting.message')}<input name="message" maxlength=${LONGEST} placeholder=${t('inviting.messageHint')}></label>
          <griot-person-search .without=${this.me?.id ?? null} .actions=${(/** @type {User} */ person) => this.action(person)}></griot-person-search>
          <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
          ${this.list()}
          <hr>
          <h3>${t('inviting.byLink')}</h3>
          <p class="soft small">${t('inviting.byLinkText')}</p>
          <div class="row">
            <button @click=${() => this.copyLink('VIEWER')}>${t('inviting.viewerLink')}</button>
            <button @click=${() => this.copyLink('GUEST')}>${t('inviting.guestLink')}</button>
          </div>
          <p class="small" role="status">${this.told}</p>
          ${this.copied ? html`<input class="address" readonly dir="ltr" aria-label=${t('inviting.link')} .value=${this.copied} @focus=${(/** @type {any} */ event) => event.target.select()}>` : nothing}
        </div>
      </dialog>`;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {User} person */
  action(person) {
    const state = this.sent?.stateOf(person.id);
    return state === 'PENDING' || state === 'ACCEPTED'
      ? html`<span class="badge">${t(state === 'PENDING' ? 'inviting.waiting' : 'inviting.accepted')}</span>`
      : html`<button aria-label=${t('inviting.invitePerson', {name: person.displayName})} @click=${() => this.invite(person)}>${t('inviting.invite')}</button>`;
  }

  list() {
    const invited = this.sent?.all() ?? [];
    return invited.length === 0 ? nothing : html`
      <h3>${t('inviting.invited')}</h3>
      <ul class="persons" aria-live="polite">${invited.map(({id, to, state}) => html`
        <li data-invited=${to.id}>
          <span class="face" aria-hidden="true">${to.displayName.slice(0, 1).toUpperCase()}</span>
          <span class="named"><strong>${to.displayName}</strong><span class="soft small">${standing(state)}</span></span>
          ${state === 'PENDING' ? html`<button aria-label=${t('inviting.revokeFrom', {name: to.displayName})} @click=${() => this.revoke(id)}>${t('inviting.revoke')}</button>` : nothing}
        </li>`)}
      </ul>`;
  }

  /** @param {User} person */
  async invite(person) {
    const message = /** @type {HTMLInputElement} */ (this.querySelector('input[name=message]')).value;
    await this.attempt(async () => {
      this.sent?.add(await post(`/api/sessions/${this.session}/invitations`, {userId: person.id, message}));
    });
  }

  /** @param {string} invitation */
  async revoke(invitation) {
    await this.attempt(() => post(`/api/invitations/${invitation}/revoke`));
  }

  /** @param {'VIEWER' | 'GUEST'} role */
  async copyLink(role) {
    await this.attempt(async () => {
      const link = await post(`/api/sessions/${this.session}/links`, {role});
      this.copied = `${location.origin}${link.url}${role === 'GUEST' ? '&as=guest' : ''}`;
      const done = await navigator.clipboard.writeText(this.copied).then(() => true, () => false);
      this.told = t(done ? 'inviting.linkCopied' : 'inviting.linkMade');
    });
  }

  /** @param {() => Promise<unknown>} deed */
  async attempt(deed) {
    try {
      this.problem = '';
      await deed();
    } catch (problem) {
      this.problem = /** @type {Error} */ (problem).message;
    }
    this.requestUpdate();
    /** @type {any} */ (this.querySelector('griot-person-search'))?.requestUpdate();
  }
}

/** @param {import('/js/guests/sent.js').State} state */
const standing = (state) => ({
  PENDING: t('inviting.waiting'), ACCEPTED: t('inviting.accepted'), REJECTED: t('inviting.declined'),
  REVOKED: t('inviting.revoked'), EXPIRED: t('inviting.expired'),
})[state];

customElements.define('griot-inviting', Inviting);
