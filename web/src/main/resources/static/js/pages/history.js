/** The lives that somebody hosted or watched. */
import {html, nothing, render} from 'lit-html';
import {get} from '/js/api.js';
import {byId, day, lasted, showAccount, showProblem} from '/js/page.js';
import {language, t} from '/js/text.js';

/** @typedef {{session: any, role: string, participants: {user: import('/js/api.js').User, role: string}[], totalViewers: number}} Past */

/** As many of those who were on stage are named. */
const NAMED = 3;

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
const item = ({session, role, participants}) => html`
  <li>
    <a class="card" href=${`/history/${session.id}`}>
      <div><strong>${session.title || t('history.titleGone')}</strong>
        <p class="soft small">${role === 'HOST' ? t('history.hosted') : t('history.hostedBy', {name: session.host.displayName})}</p>
        ${guests(session, participants)}
        ${session.recordingUrl ? html`<p><span class="badge">${t('history.replay')}</span></p>` : nothing}</div>
      <div class="soft small">${[day(session.createdAt), lasted(session), t('history.peak', {count: session.peakViewerCount})].join(' · ')}</div>
    </a>
  </li>`;

const nothingYet = () => html`
  <section class="empty card">
    <h2>${t('history.nothing')}</h2>
    <p class="soft">${t('history.nothingText')}</p>
    <a class="button primary" href="/studio">${t('account.goLive')}</a>
  </section>`;

/** Who was on stage beside the host. @param {any} session @param {Past['participants']} participants */
function guests({host}, participants) {
  const names = participants.filter(({user}) => user.id !== host.id).map(({user}) => user.displayName);
  if (!names.length) {
    return nothing;
  }
  const more = names.length - NAMED;
  const told = more > 0 ? [...names.slice(0, NAMED), t('history.others', {count: more})] : names;
  return html`<p class="soft small">${t('history.with', {names: new Intl.ListFormat(language).format(told)})}</p>`;
}

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
