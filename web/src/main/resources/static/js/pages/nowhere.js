/** What is seen where there is no page: that there is none, and the way home. */
import {html} from 'lit-html';
import {showAccount} from '/js/page.js';
import {t} from '/js/text.js';

export const title = () => t('nowhere.title');

export const body = () => html`
  <section class="card narrow stack">
    <h1>${t('nowhere.title')}</h1>
    <p class="soft">${t('nowhere.text')}</p>
    <a class="button primary" href="/">${t('nowhere.home')}</a>
  </section>`;

export const begin = () => showAccount();
