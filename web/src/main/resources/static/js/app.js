/** The one page's beginning: the person's language, then what belongs to the address. */
import {render} from 'lit';
import {whoAmI} from '/js/api.js';
import {frame} from '/js/frame.js';
import {isAtDoor} from '/js/guests/arrival.js';
import {loadTexts, t} from '/js/text.js';

/** @typedef {{title: () => string, body: () => import('lit').TemplateResult, begin: () => void}} Page */

/** @type {[RegExp, () => Promise<Page>][]} */
const PAGES = [
  [/^\/$/, () => import('/js/pages/discover.js')],
  [/^\/signin$/, () => import('/js/pages/signin.js')],
  [/^\/studio$/, () => import('/js/pages/studio.js')],
  [/^\/people$/, () => import('/js/pages/people.js')],
  [/^\/history$/, () => import('/js/pages/history.js')],
  [/^\/watch\/[^/]+$/, () => isAtDoor() ? import('/js/pages/door.js') : import('/js/pages/watch.js')],
];

const [, load] = PAGES.find(([address]) => address.test(location.pathname)) ?? PAGES[0];
const [page] = await Promise.all([load(), loadTexts()]);
document.title = t('page.title', {page: page.title()});
render(frame(page.body()), document.body);
page.begin();
// A visitor has no invitations, and need not load what shows them.
if (await whoAmI()) {
  const {receiveInvitations} = await import('/js/guests/toasts.js');
  receiveInvitations();
}
