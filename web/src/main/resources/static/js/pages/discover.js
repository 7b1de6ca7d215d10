/** The front page: who is live. New lives appear by themselves. */
import {html, nothing, render} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {get} from '/js/api.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').Session} Session */

const REFRESH_MILLIS = 4000;
const MOST = 60;

let words = '';
let latest = 0;

export const title = () => t('discover.title');

export const body = () => html`
  <div class="hero">
    <div>
      <h1>${t('discover.title')}</h1>
      <p class="lead">${t('discover.lead')}</p>
    </div>
    <form class="search" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @input=${search}>
      <label>${t('discover.search')}
        <input type="search" name="q" placeholder=${t('discover.searchHint')} autocomplete="off">
      </label>
    </form>
  </div>
  <p class="notice" id="problem" role="alert" hidden></p>
  <div id="lives" aria-live="polite"></div>`;

/** @param {Event} event */
function search(event) {
  words = /** @type {HTMLInputElement} */ (event.target).value.trim();
  refresh();
}

async function refresh() {
  const mine = ++latest;
  try {
    const page = await get(`/api/sessions?state=LIVE&limit=${MOST}&q=${encodeURIComponent(words)}`);
    // An answer that was overtaken by a later question is not shown.
    if (mine === latest) {
      showProblem(null);
      render(lives(page.items), byId('lives'));
    }
  } catch (problem) {
    showProblem(problem);
  }
}

/** @param {Session[]} sessions */
const lives = (sessions) => sessions.length === 0 ? nobody() : html`
  <ul class="lives" aria-label=${t('discover.lives')}>${repeat(sessions, (session) => session.id, card)}</ul>`;

/** @param {Session} session */
const card = (session) => html`
  <li>
    <a class="card" href=${`/watch/${session.id}`}>
      <div class="cover" aria-hidden="true">
        ${session.host.displayName.slice(0, 1).toUpperCase()}
        <span class="badge live">${t('live.live')}</span>
        <span class="badge viewers">${watching(session.viewerCount)}</span>
      </div>
      <div class="about"><h2>${session.title}</h2><p class="soft">${session.host.displayName}</p></div>
    </a>
  </li>`;

const nobody = () => html`
  <section class="empty card">
    <h2>${t(words ? 'discover.nothingFound' : 'discover.nobody')}</h2>
    <p class="soft">${t(words ? 'discover.noSuchWords' : 'discover.beFirst')}</p>
    ${words ? nothing : html`<a class="button primary" href="/studio">${t('account.goLive')}</a>`}
  </section>`;

export function begin() {
  const refreshIfSeen = () => { if (!document.hidden) { refresh(); } };
  showAccount();
  refresh();
  setInterval(refreshIfSeen, REFRESH_MILLIS);
  document.addEventListener('visibilitychange', refreshIfSeen);
}
