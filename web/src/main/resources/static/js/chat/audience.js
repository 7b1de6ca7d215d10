/** Who watches, those too who have no account: each is put out by themselves, and who may be somebody banned who came back is marked. */
import {html, nothing} from 'lit';
import {get, remove} from '/js/api.js';
import {t} from '/js/text.js';

export class Audience {
  /** @param {import('/js/chat/console.js').Console} console */
  constructor(console) {
    this.console = console;
    /** @type {{user: import('/js/api.js').User, role: string, sharesNetworkWithBanned: boolean}[]} */
    this.people = [];
  }

  async load() {
    const page = await get(`${this.console.chat.path}/participants?limit=100`);
    this.people = page.items.filter((/** @type {{role: string}} */ one) => one.role === 'VIEWER');
  }

  template() {
    return this.people.length === 0 ? nothing : html`
      <details class="recent audience"><summary>${t('console.audience')}</summary>
        <ul>${this.people.map(({user, sharesNetworkWithBanned}) => html`
          <li><bdi>${user.displayName}</bdi>
            ${sharesNetworkWithBanned ? html`<span class="badge">${t('console.sharesNetwork')}</span>` : nothing}
            <div class="row">
              <button @click=${() => this.putOut(user)}>${t('console.putOut', {name: user.displayName})}</button>
              <button class="danger" @click=${() => this.console.chat.bar('bans', user)}>${t('chat.ban', {name: user.displayName})}</button>
            </div></li>`)}</ul>
      </details>`;
  }

  /** @param {import('/js/api.js').User} user */
  putOut(user) {
    const {chat} = this.console;
    return this.console.doing(remove(`${chat.path}/participants/${encodeURIComponent(user.id)}`).then(() => this.console.load()));
  }
}
