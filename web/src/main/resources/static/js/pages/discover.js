/** The front page: who is live, and who is to come. New lives appear by themselves, and what is looked at stays in its place. */
import {html, nothing, render} from 'lit-html';
import {get} from '/js/api.js';
import {comingUp, lately, lives} from '/js/discover/cards.js';
import {byId, showAccount, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').Session} Session */

const REFRESH_MILLIS = 4000;
const PAUSE_MILLIS = 200;
const MOST = 60;
const MOST_TO_COME = 12;
const MOST_RECORDINGS = 8;
/** Recordings are looked for with every so many looks: they do not come and go as lives do. */
const EVERY = 15;

/** @type {any[]} */
let recordings = [];
let words = '';
let latest = 0;
let typing = 0;
/** What is shown, and of which search. @type {{words: string, ids: string[]}} */
let shown = {words: '', ids: []};

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
  <p class="hidden-text" id="told" role="status"></p>
  <div id="lives"></div>`;

/** @param {Event} event */
function search(event) {
  words = /** @type {HTMLInputElement} */ (event.target).value.trim();
  clearTimeout(typing);
  typing = setTimeout(refresh, PAUSE_MILLIS);
}

/** @param {string} state @param {number} limit @param {string} q */
const list = async (state, limit, q) => (await get(`/api/sessions?state=${state}&limit=${limit}&q=${encodeURIComponent(q)}`)).items;

async function refresh() {
  const mine = ++latest;
  const asked = words;
  try {
    const [live, coming] = await Promise.all([list('LIVE', MOST, asked), list('PENDING', MOST_TO_COME, asked), mine % EVERY === 1 ? readRecordings() : undefined]);
    // An answer that was overtaken by a later question is not shown.
    if (mine === latest) {
      showProblem(null);
      show(asked, live, coming);
    }
  } catch (problem) {
    showProblem(problem);
  }
}

async function readRecordings() {
  recordings = (await get(`/api/recordings?limit=${MOST_RECORDINGS}`).catch(() => ({items: recordings}))).items;
}

/** @param {string} asked @param {Session[]} live @param {Session[]} coming */
function show(asked, live, coming) {
  const inPlace = asked === shown.words ? kept(live) : live;
  shown = {words: asked, ids: inPlace.map((session) => session.id)};
  render([
    inPlace.length ? lives(inPlace) : asked && coming.length ? nothing : nobody(asked),
    coming.length ? comingUp(coming) : nothing,
    recordings.length && !asked ? lately(recordings) : nothing,
  ], byId('lives'));
  tell(t('discover.told', {lives: t('discover.countLive', {count: live.length}), coming: t('discover.countComing', {count: coming.length})}));
}

/** Those that were shown before stay where they are, whoever has more viewers by now; new ones come behind. @param {Session[]} live */
function kept(live) {
  const place = (/** @type {Session} */ {id}) => shown.ids.indexOf(id) + 1 || Infinity;
  return shown.ids.length ? [...live].sort((one, other) => place(one) === place(other) ? 0 : place(one) - place(other)) : live;
}

/** Says how much there is to those who do not see it, and only when that changes. @param {string} sentence */
function tell(sentence) {
  if (byId('told').textContent !== sentence) {
    byId('told').textContent = sentence;
  }
}

/** @param {string} asked */
const nobody = (asked) => html`
  <section class="empty card">
    <h2>${t(asked ? 'discover.nothingFound' : 'discover.nobody')}</h2>
    <p class="soft">${t(asked ? 'discover.noSuchWords' : 'discover.beFirst')}</p>
    ${asked ? nothing : html`<a class="button primary" href="/studio">${t('account.goLive')}</a>`}
  </section>`;

export function begin() {
  const refreshIfSeen = () => { if (!document.hidden) { refresh(); } };
  showAccount();
  refresh();
  setInterval(refreshIfSeen, REFRESH_MILLIS);
  document.addEventListener('visibilitychange', refreshIfSeen);
}
