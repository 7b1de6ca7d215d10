/** By which providers one signs in, where the server knows any. */
import {html, nothing} from 'lit';
import {get, post, remove} from '/js/api.js';
import {Part} from '/js/account/part.js';
import {t} from '/js/text.js';

/** @typedef {{id: string, name: string}} Provider */

class OwnProviders extends Part {
  static properties = {...Part.properties, providers: {state: true}, linked: {state: true}};

  constructor() {
    super();
    /** @type {Provider[]} */
    this.providers = [];
    /** @type {Set<string>} */
    this.linked = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(() => this.load());
  }

  async load() {
    const [all, mine] = await Promise.all([get('/api/auth/providers'), get('/api/me/identities')]);
    this.providers = all.items;
    this.linked = new Set(mine.items.map((/** @type {{provider: string}} */ {provider}) => provider));
  }

  render() {
    return this.providers.length === 0 ? nothing : html`
      <section class="card own-part" aria-labelledby="providers">
        <h2 id="providers">${t('own.providers')}</h2>
        <p class="soft">${t('own.providersText')}</p>
        <ul class="signed-in">${this.providers.map((provider) => this.provider(provider))}</ul>
        ${this.outcome()}
      </section>`;
  }

  /** @param {Provider} provider */
  provider({id, name}) {
    return html`
      <li><strong dir="auto">${name}</strong>
        ${this.linked.has(id)
          ? html`<button ?disabled=${this.busy} aria-label=${t('own.unlinkOf', {name})} @click=${() => this.unlink(id)}>${t('own.unlink')}</button>`
          : html`<button ?disabled=${this.busy} aria-label=${t('own.linkOf', {name})} @click=${() => this.link(id)}>${t('own.link')}</button>`}
      </li>`;
  }

  /** Leads away: the provider is asked who that is. @param {string} id */
  link(id) {
    this.attempt(async () => location.assign((await post(`/api/me/identities/${encodeURIComponent(id)}`)).url));
  }

  /** @param {string} id */
  unlink(id) {
    this.attempt(async () => {
      await remove(`/api/me/identities/${encodeURIComponent(id)}`);
      await this.load();
    }, t('own.unlinked'));
  }
}

customElements.define('griot-own-providers', OwnProviders);
