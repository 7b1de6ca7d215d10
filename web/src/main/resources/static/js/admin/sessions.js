/** What is live now, with a picture and numbers: to watch it, or to end it and say why. */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {AdminPart} from '/js/admin/part.js';
import {Pages} from '/js/admin/list.js';
import {personName} from '/js/admin/person.js';
import {Pictures} from '/js/admin/pictures.js';
import {askReason} from '/js/admin/reason.js';
import {post} from '/js/api.js';
import {typeName} from '/js/discover/cards.js';
import {clock, initials} from '/js/page.js';
import {language, t} from '/js/text.js';

/** @typedef {import('/js/api.js').Session & {participantCount: number, peakViewerCount: number, maxParticipants: number}} Session */

const PAGE = 30;
const REFRESH_MILLIS = 4000;

/** The states that are not simply being live. @type {Record<string, () => string>} */
const STATES = {STARTING: () => t('admin.starting'), ENDING: () => t('admin.ending')};

class AdminSessions extends AdminPart {
  constructor() {
    super();
    /** @type {Pages<Session>} */
    this.sessions = new Pages(`/api/admin/sessions?limit=${PAGE}`);
    this.pictures = new Pictures();
    this.pauseMillis = REFRESH_MILLIS;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.pictures.forgetAll();
  }

  /** What is shown stays in its place, whoever has more viewers by now: nobody ends what slid under their finger. */
  async load() {
    const place = new Map(this.sessions.items.map(({id}, at) => [id, at]));
    await this.sessions.load();
    const at = (/** @type {Session} */ {id}) => place.get(id) ?? Infinity;
    this.sessions.items.sort((one, other) => at(one) === at(other) ? 0 : at(one) - at(other));
    this.pictures.load(this.sessions.items).then(() => this.requestUpdate());
  }

  render() {
    const {items, next, read} = this.sessions;
    const watching = items.reduce((sum, {viewerCount}) => sum + viewerCount, 0);
    return html`
      <section class="stack" aria-labelledby="admin-lives">
        <h2 id="admin-lives" class="hidden-text">${t('discover.lives')}</h2>
        ${this.told()}
        ${!read ? nothing : items.length === 0
          ? html`<div class="empty card"><p>${t('discover.nobody')}</p></div>`
          : html`${next ? nothing : html`<p class="soft">${t('discover.told', {lives: t('discover.countLive', {count: items.length}), coming: t('live.watching', {count: watching})})}</p>`}
            <ul class="admin-list">${repeat(items, ({id}) => id, (session) => this.session(session))}</ul>`}
        ${this.moreOf(this.sessions)}
      </section>`;
  }

  /** @param {Session} session */
  session(session) {
    const {id, title, type, host, state, visibility, startedAt} = session;
    const number = (/** @type {number} */ count) => count.toLocaleString(language);
    return html`
      <li class="card admin-live" data-session=${id}>
        <div class="cover" data-type=${type} aria-hidden="true">
          <span class="initials">${initials(host.displayName)}</span>
          <griot-preview .src=${this.pictures.of(session)}></griot-preview>
        </div>
        <div class="admin-about">
          <h3 dir="auto">${title || t('history.titleGone')}</h3>
          <p>${personName(host)}</p>
          <p class="row small"><span class=${state === 'LIVE' ? 'badge live' : 'badge'}>${STATES[state]?.() ?? t('live.live')}</span>
            <span class="badge">${typeName(type)}</span>
            ${visibility === 'PRIVATE' ? html`<span class="badge">${t('golive.private')}</span>` : nothing}</p>
        </div>
        <dl class="admin-figures">
          <div><dt>${t('admin.watching')}</dt><dd>${number(session.viewerCount)}</dd></div>
          <div><dt>${t('history.peakViewers')}</dt><dd>${number(session.peakViewerCount)}</dd></div>
          <div><dt>${t('history.onStage')}</dt><dd>${number(session.participantCount)}</dd></div>
          <div><dt>${t('admin.since')}</dt><dd>${startedAt ? clock(Date.now() - Date.parse(startedAt)) : '–'}</dd></div>
        </dl>
        <div class="admin-deeds">
          ${visibility === 'PUBLIC' ? html`<a class="button" href=${`/watch/${id}`} aria-label=${t('admin.watchOf', {title})}>${t('door.watch')}</a>` : nothing}
          ${state === 'ENDING' ? nothing : html`<button aria-label=${t('admin.endOf', {title})} @click=${() => this.do(() => this.end(session))}>${t('admin.end')}</button>`}
        </div>
      </li>`;
  }

  /** @param {Session} session */
  async end({id, title, host}) {
    const ended = await askReason({
      heading: t('studio.endQuestion'),
      text: t('admin.endText', {title, name: host.displayName}),
      yes: t('studio.end'),
      deed: (why) => post(`/api/admin/sessions/${encodeURIComponent(id)}/end`, why),
    });
    return ended ? t('admin.ended', {title}) : '';
  }
}

customElements.define('griot-admin-sessions', AdminSessions);
