/** How people stand in the admins' lists: by name and handle, the way to all that is known of them. */
import {html, nothing} from 'lit';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */
/** @typedef {{reason: ?string, since: string, until: ?string}} ShutOut */

/** As everybody appears who erased their account. */
const ERASED = 'removed';

/** The name, which leads to the person; a guest has no account to look up, nor has who was erased. @param {User} person */
export const personName = ({handle, displayName}) => handle && handle !== ERASED
  ? html`<a class="admin-person" href=${`#people/${encodeURIComponent(handle)}`}><bdi>${displayName}</bdi> <bdi class="soft small" dir="ltr">@${handle}</bdi></a>`
  : html`<bdi>${displayName}</bdi>`;

/** Why somebody is shut out, since when and until when. @param {string} word @param {ShutOut} out */
export const shutOut = (word, {reason, since, until}) => html`
  <p class="small"><span class="badge live-not">${word}</span> ${t('own.since', {time: day(since)})} · ${until ? t('log.until', {time: day(until)}) : t('admin.untilLifted')}</p>
  ${reason ? html`<p class="soft small" dir="auto">${t('log.reason', {reason})}</p>` : nothing}`;

/**
 * One line of a list of people.
 *
 * @param {User} person @param {unknown} state @param {unknown} deeds
 */
export const personLine = (person, state, deeds) => html`
  <li class="card admin-one" data-person=${person.id}>
    <img class="face" src=${person.avatarUrl ?? nothing} alt="" width="44" height="44" loading="lazy">
    <div class="admin-about"><p>${personName(person)}</p>${state}</div>
    <div class="admin-deeds">${deeds}</div>
  </li>`;
