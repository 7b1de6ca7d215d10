/** What stands around every page: the way to its content, the name, the account's corner, the language. */
import {html} from 'lit';
import {chooseLanguage, language, LANGUAGES, t} from '/js/text.js';

/** @param {unknown} content */
export const frame = (content) => html`
  <a class="skip" href="#main">${t('frame.skip')}</a>
  <header class="top">
    <a class="brand" href="/">Griot</a>
    <nav aria-label=${t('frame.nav')} id="account"></nav>
  </header>
  <div id="guests"></div>
  <main id="main" tabindex="-1">${content}</main>
  <footer class="bottom">
    <label class="language"><span>${t('frame.language')}</span>
      <select @change=${(/** @type {any} */ event) => chooseLanguage(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`)}
      </select>
    </label>
  </footer>`;
