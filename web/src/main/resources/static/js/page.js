/** What every page shares: finding elements, the account's corner, problems, and small formats. */
import {html} from 'lit-html';
import {whoAmI} from '/js/api.js';
import {chooseLanguage, isKnown, language, LANGUAGES, t} from '/js/text.js';

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** Makes an element with text; text never becomes markup. @param {string} tag @param {string} className @param {string} [text] */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Shows what went wrong in the page's one place for it, or nothing. @param {?Error} problem */
export function showProblem(problem) {
  const place = byId('problem');
  place.hidden = !problem;
  place.textContent = problem ? problem.message : '';
}

/** Says why who comes back from a provider did not get what they wanted: a code that the server chose, and only one that there are words for. */
export function showRefusal() {
  const key = `refused.${new URLSearchParams(location.search).get('error') ?? ''}`;
  if (isKnown(key)) {
    showProblem(new Error(t(key)));
  }
}

/** Fills the account's corner; returns who is signed in. */
export async function showAccount() {
  const corner = byId('account');
  const user = await whoAmI();
  if (!user) {
    const next = encodeURIComponent(location.pathname + location.hash);
    corner.replaceChildren(link(t('account.signIn'), `/signin?next=${next}`, 'button'), link(t('account.goLive'), '/studio', 'button primary'));
    return null;
  }
  const {showMenu} = await import('/js/account-menu.js');
  showMenu(user, corner);
  return user;
}

/** @param {string} text @param {string} href @param {string} className */
export function link(text, href, className) {
  const made = /** @type {HTMLAnchorElement} */ (element('a', className, text));
  made.href = href;
  return made;
}

/** The languages to choose from, each by its own name. */
export const languageChoice = () => html`
  <select aria-label=${t('frame.language')} @change=${(/** @type {any} */ event) => chooseLanguage(event.target.value)}>
    ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`)}
  </select>`;

/** @param {number} count */
export const watching = (count) => t('live.watching', {count});

/** Formats a span of time as a clock does. @param {number} millis */
export function clock(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Formats a day and a time of day. @param {string} time */
export const day = (time) => new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(time));

/** Returns for how long a live was live, or that it never was. @param {{startedAt: ?string, endedAt: ?string}} session */
export const lasted = ({startedAt, endedAt}) =>
  startedAt && endedAt ? clock(Date.parse(endedAt) - Date.parse(startedAt)) : t('history.neverLive');

/** The first letters of somebody's first and last name. @param {string} name */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : ''].map((word) => [...word ?? ''][0] ?? '').join('').toLocaleUpperCase();
}
