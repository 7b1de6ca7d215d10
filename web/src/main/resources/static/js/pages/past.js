/** A live that is over, as one who was there looks back on it: when, how long, who, how many, and what was said. */
import {html, nothing, render} from 'lit-html';
import {get} from '/js/api.js';
import {Chat} from '/js/chat/chat.js';
import {listen} from '/js/live.js';
import {byId, day, initials, lasted, showAccount, showProblem} from '/js/page.js';
import {language, t} from '/js/text.js';

const id = decodeURIComponent(location.pathname.split('/')[2] || '');

export const title = () => t('history.title');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="beside">
    <section><div id="past"></div><p class="controls"><a class="button" href="/history">${t('history.all')}</a></p></section>
    <section class="card chat" id="chat" aria-label=${t('chat.title')} hidden></section>
  </div>`;

/** @param {import('/js/pages/history.js').Past} past @param {any} stats */
const page = ({session, participants, totalViewers}, stats) => html`
  <h1>${session.title || t('history.titleGone')}</h1>
  <p class="soft">${t('history.hostedBy', {name: session.host.displayName})} · ${day(session.startedAt ?? session.createdAt)}</p>
  ${session.recordingUrl ? html`<p class="controls"><a class="button primary" id="replay" href=${session.recordingUrl}>${t('history.watchAgain')}</a></p>` : nothing}
  ${session.description ? html`<p class="lead">${session.description}</p>` : nothing}
  <dl class="figures">
    ${figure(t('history.lasted'), lasted(session))}
    ${figure(t('history.peakViewers'), session.peakViewerCount)}
    ${figure(t('history.allViewers'), totalViewers)}
    ${figure(t('history.minutesWatched'), stats.minutesWatched)}
    ${figure(t('history.messages'), stats.messageCount)}
    ${figure(t('history.reactions'), stats.reactionCount)}
  </dl>
  <h2>${t('history.onStage')}</h2>
  <ul class="cast">
    ${participants.map(({user, role}) => html`
      <li><span class="face small" aria-hidden="true">${initials(user.displayName)}</span> <span>${user.displayName}</span>
        ${role === 'GUEST' ? nothing : html`<span class="badge">${role === 'HOST' ? t('role.host') : t('role.moderator')}</span>`}</li>`)}
  </ul>`;

/** @param {string} name @param {string | number} value */
const figure = (name, value) => html`<div><dt>${name}</dt><dd>${typeof value === 'number' ? value.toLocaleString(language) : value}</dd></div>`;

/** What was said is kept for a time only. */
async function showChat() {
  const said = await get(`/api/sessions/${encodeURIComponent(id)}/messages?limit=1`);
  byId('chat').hidden = false;
  if (said.items.length) {
    /** @type {?Chat} */
    let chat = null;
    const socket = listen({onUpdate: (update) => chat?.onUpdate(update), onReset: () => chat?.load()});
    chat = new Chat(byId('chat'), id, socket).begin();
    chat.close();
  } else {
    render(html`<h2>${t('chat.title')}</h2><p class="soft kept">${t('history.chatGone')}</p>`, byId('chat'));
  }
}

export async function begin() {
  if (!await showAccount()) {
    location.replace(`/signin?next=${encodeURIComponent(location.pathname)}`);
    return;
  }
  try {
    const path = encodeURIComponent(id);
    const [past, stats] = await Promise.all([get(`/api/sessions/history/${path}`), get(`/api/sessions/${path}/stats`)]);
    document.title = t('page.title', {page: past.session.title || t('history.titleGone')});
    render(page(past, stats), byId('past'));
    await showChat();
  } catch (problem) {
    showProblem(problem);
  }
}
