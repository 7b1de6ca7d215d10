/** The lives that somebody hosted or watched. */
import {html, nothing, render} from 'lit';
import {get} from '/js/api.js';
import {byId, clock, showAccount, showProblem} from '/js/page.js';
import {language, t} from '/js/text.js';

/** @typedef {{session: any, role: string}} Past */

/** @type {Past[]} */
const past = [];
/** @type {?string} */
let next = null;

export const title = () => t('history.title');

export const body = () => html`
  <h1>${t('history.title')}</h1>
  <p class="lead">${t('history.lead')}</p>
  <p class="notice" id="problem" role="alert" hidden></p>
  <div id="past"></div>`;

const list = () => past.length === 0 ? nothingYet() : html`
  <ul class="past">${past.map(item)}</ul>
  ${next ? html`<p class="row controls"><button @click=${load}>${t('history.more')}</button></p>` : nothing}`;

/** @param {Past} past */
const item = ({session, role}) => html`
  <li>
    <a class="card" href=${`/watch/${session.id}`}>
      <div><strong>${session.title}</strong>
        <p class="soft small">${role === 'HOST' ? t('history.hosted') : t('history.hostedBy', {name: session.host.displayName})}</p></div>
      <div class="soft small">${[day(session.createdAt), lasted(session), t('history.peak', {count: session.peakViewerCount})].join(' · ')}</div>
    </a>
  </li>`;

const nothingYet = () => html`
  <section class="empty card">
    <h2>${t('history.nothing')}</h2>
    <p class="soft">${t('history.nothingText')}</p>
    <a class="button primary" href="/studio">${t('account.goLive')}</a>
  </section>`;

/** @param {string} time */
const day = (time) => new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(time));

const lasted = ({startedAt, endedAt}) =>
  startedAt && endedAt ? clock(Date.parse(endedAt) - Date.parse(startedAt)) : t('history.neverLive');

async function load() {
  try {
    const page = await get(`/api/sessions/history${next ? `?cursor=${encodeURIComponent(next)}` : ''}`);
    past.push(...page.items);
    next = page.next;
    render(list(), byId('past'));
  } catch (problem) {
    showProblem(problem);
  }
}

export async function begin() {
  if (await showAccount()) {
    load();
  } else {
    location.replace('/signin?next=/history');
  }
}
