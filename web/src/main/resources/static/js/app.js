/** The one page's beginning: the person's language, what stands around every page, then what belongs to the address. */
import {html, render} from 'lit-html';
import {whoAmI} from '/js/api.js';
import {isAtDoor} from '/js/guests/arrival.js';
import {languageChoice} from '/js/page.js';
import {loadTexts, t} from '/js/text.js';

/** @typedef {{title: () => string, body: () => import('lit').TemplateResult, begin: () => void}} Page */

const GUESTS = '/css/guests.css';
const STAGE = '/css/stage.css';
const CHAT = '/css/chat.css';
const OWN = '/css/own.css';
const STUDIO = '/css/studio.css';
const ADMIN = '/css/admin.css';
const REPLAY = '/css/replay.css';

/** Each page's address, the styles that it needs beside those of every page, and its module. @type {[RegExp, string[], () => Promise<Page>][]} */
const PAGES = [
  [/^\/$/, [GUESTS], () => import('/js/pages/discover.js')],
  [/^\/signin$/, [], () => import('/js/pages/signin.js')],
  [/^\/recover$/, [], () => import('/js/pages/recover.js')],
  [/^\/studio$/, [STAGE, GUESTS, CHAT, STUDIO], () => import('/js/pages/studio.js')],
  [/^\/people$/, [GUESTS], () => import('/js/pages/people.js')],
  [/^\/profile$/, [GUESTS, OWN], () => import('/js/pages/profile.js')],
  [/^\/history\/[^/]+$/, [GUESTS, CHAT, OWN], () => import('/js/pages/past.js')],
  [/^\/recordings\/[^/]+$/, [STAGE, CHAT, GUESTS, REPLAY], () => import('/js/pages/replay.js')],
  [/^\/clips\/[^/]+$/, [STAGE, GUESTS, REPLAY], () => import('/js/pages/clip.js')],
  [/^\/history$/, [GUESTS], () => import('/js/pages/history.js')],
  [/^\/admin$/, [GUESTS, OWN, ADMIN], () => import('/js/pages/admin.js')],
  [/^\/watch\/[^/]+$/, isAtDoor() ? [STAGE, GUESTS] : [STAGE, CHAT], () => isAtDoor() ? import('/js/pages/door.js') : import('/js/pages/watch.js')],
];

/** @type {typeof PAGES[0]} */
const NOWHERE = [/^/, [], () => import('/js/pages/nowhere.js')];

/** What stands around every page: the way to its content, the name, the account's corner, the language. @param {unknown} content */
const frame = (content) => html`
  <a class="skip" href="#main">${t('frame.skip')}</a>
  <header class="top">
    <a class="brand" href="/">Griot</a>
    <nav aria-label=${t('frame.nav')} id="account"></nav>
  </header>
  <div id="guests"></div>
  <main id="main" tabindex="-1">${content}</main>
  <footer class="bottom">
    <label class="language"><span>${t('frame.language')}</span>${languageChoice()}</label>
  </footer>`;

/** Adds styles, once; done when they hold, or when they cannot be had. @param {string} href */
function style(href) {
  if (document.querySelector(`link[href="${href}"]`)) {
    return Promise.resolve();
  }
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  const done = new Promise((resolve) => { link.onload = link.onerror = resolve; });
  document.head.append(link);
  return done;
}

const [, styles, load] = PAGES.find(([address]) => address.test(location.pathname)) ?? NOWHERE;
const [page] = await Promise.all([load(), loadTexts(), ...styles.map(style)]);
document.title = t('page.title', {page: page.title()});
render(frame(page.body()), document.body);
page.begin();
// A visitor has no invitations, and need not load what shows them.
if (await whoAmI()) {
  const [{receiveInvitations}] = await Promise.all([import('/js/guests/toasts.js'), style(GUESTS)]);
  receiveInvitations();
}
