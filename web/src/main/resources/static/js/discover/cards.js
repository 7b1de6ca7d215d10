/** Cards of lives that are on, and of lives that are to come. Each is one link, named by the live's title. */
import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import '/js/discover/preview.js';
import {clock, day, initials, watching} from '/js/page.js';
import {millis} from '/js/recording/offset.js';
import {t} from '/js/text.js';
import {lasting, when} from '/js/time.js';

/** @typedef {import('/js/api.js').Session} Session */

/** @param {string} type */
export const typeName = (type) => ({VIDEO: t('golive.video'), AUDIO: t('golive.audio'), SCREEN: t('golive.screen')})[type] ?? '';

/** @param {Session[]} sessions */
export const lives = (sessions) => html`
  <ul class="lives" aria-label=${t('discover.lives')}>${repeat(sessions, (session) => session.id, live)}</ul>`;

/** @param {Session} session */
const live = (session) => html`
  <li class="card">
    <div class="cover" data-type=${session.type} aria-hidden="true">
      <span class="initials">${initials(session.host.displayName)}</span>
      <griot-preview .src=${session.previewUrl}></griot-preview>
      <span class="badge live">${t('live.live')}</span>
      <span class="badge type">${typeName(session.type)}</span>
    </div>
    <div class="about">
      <h2><a href=${`/watch/${session.id}`} aria-describedby=${`facts-${session.id}`} dir="auto">${session.title}</a></h2>
      <div id=${`facts-${session.id}`} class="soft">
        <p><bdi>${session.host.displayName}</bdi></p>
        <p class="small facts"><span class="hidden-text">${typeName(session.type)}</span><span>${watching(session.viewerCount)}</span>${session.startedAt ? html`<span>${lasting(session.startedAt)}</span>` : nothing}</p>
      </div>
    </div>
  </li>`;

/** @param {any[]} recordings */
export const lately = (recordings) => html`
  <section class="to-come" aria-labelledby="lately-title">
    <h2 id="lately-title">${t('lately.title')}</h2>
    <ul>${repeat(recordings, (one) => one.id, recorded)}</ul>
  </section>`;

/** @param {any} recording */
const recorded = (recording) => html`
  <li class="card">
    <span class="face" aria-hidden="true">${initials(recording.host.displayName)}</span>
    <div class="about">
      <h3><a href=${`/recordings/${recording.id}`} aria-describedby=${`facts-${recording.id}`} dir="auto">${recording.title || t('history.titleGone')}</a></h3>
      <p class="soft small facts" id=${`facts-${recording.id}`}><span><bdi>${recording.host.displayName}</bdi></span><span>${day(recording.startedAt)}</span><span>${t('lately.one', {time: clock(millis(recording.duration))})}</span></p>
    </div>
  </li>`;

/** @param {Session[]} sessions */
export const comingUp = (sessions) => html`
  <section class="to-come" aria-labelledby="coming-title">
    <h2 id="coming-title">${t('discover.comingUp')}</h2>
    <ul>${repeat(sessions, (session) => session.id, coming)}</ul>
  </section>`;

/** @param {Session} session */
const coming = (session) => html`
  <li class="card">
    <span class="face" aria-hidden="true">${initials(session.host.displayName)}</span>
    <div class="about">
      <p class="begins"><time datetime=${session.scheduledFor ?? ''}>${when(session.scheduledFor ?? '')}</time></p>
      <h3><a href=${`/watch/${session.id}`} aria-describedby=${`facts-${session.id}`} dir="auto">${session.title}</a></h3>
      <p class="soft small facts" id=${`facts-${session.id}`}><span><bdi>${session.host.displayName}</bdi></span><span>${typeName(session.type)}</span></p>
    </div>
  </li>`;
