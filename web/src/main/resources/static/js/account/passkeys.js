/** Passkeys: adding one of this device, and removing any. */
import {html, nothing} from 'lit';
import {get, post, remove} from '/js/api.js';
import {Part} from '/js/account/part.js';
import {day} from '/js/page.js';
import {makePasskey, noPasskeys} from '/js/passkeys.js';
import {t} from '/js/text.js';

/** @typedef {{id: string, name: string, createdAt: string, lastUsedAt: ?string}} Passkey */

class OwnPasskeys extends Part {
  static properties = {...Part.properties, passkeys: {state: true}};

  constructor() {
    super();
    /** @type {Passkey[]} */
    this.passkeys = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(() => this.load());
  }

  async load() {
    this.passkeys = (await get('/api/me/passkeys')).items;
  }

  render() {
    const why = noPasskeys();
    return html`
      <section class="card own-part" aria-labelledby="passkeys">
        <h2 id="passkeys">${t('passkey.title')}</h2>
        <p class="soft">${t('passkey.text')}</p>
        ${this.passkeys.length ? html`<ul class="signed-in">${this.passkeys.map((passkey) => this.passkey(passkey))}</ul>` : nothing}
        ${why ? html`<p class="notice">${why}</p>` : html`
          <form class="stack" @submit=${this.add}>
            <label>${t('passkey.name')}
              <input name="name" autocomplete="off" required maxlength="60" pattern=".*\\S.*" aria-describedby="passkey-hint">
            </label>
            <p class="soft small" id="passkey-hint">${t('passkey.nameHint')}</p>
            <div class="row"><button ?disabled=${this.busy}>${t('passkey.add')}</button></div>
          </form>`}
        ${this.outcome()}
      </section>`;
  }

  /** @param {Passkey} passkey */
  passkey({id, name, createdAt, lastUsedAt}) {
    return html`
      <li>
        <div><strong dir="auto">${name}</strong>
          <p class="soft small">${t('passkey.since', {time: day(createdAt)})}</p>
          <p class="soft small">${lastUsedAt ? t('passkey.used', {time: day(lastUsedAt)}) : t('passkey.unused')}</p></div>
        <button ?disabled=${this.busy} aria-label=${t('passkey.removeOf', {name})} @click=${() => this.end(id)}>${t('passkey.remove')}</button>
      </li>`;
  }

  /** @param {SubmitEvent} event */
  async add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const name = /** @type {any} */ (form.elements).name.value.trim();
    const added = await this.attempt(async () => {
      try {
        const credential = await makePasskey(await post('/api/me/passkeys/options'));
        await post('/api/me/passkeys', {name, credential});
      } catch (problem) {
        throw problem.code === 'TOO_MANY' ? new Error(t('passkey.full')) : problem;
      }
      await this.load();
    }, t('passkey.added'));
    if (added) {
      form.reset();
    }
  }

  /** @param {string} id */
  end(id) {
    this.attempt(async () => {
      await remove(`/api/me/passkeys/${encodeURIComponent(id)}`);
      await this.load();
    }, t('passkey.removed'));
  }
}

customElements.define('griot-own-passkeys', OwnPasskeys);
