/** For those who run the installation: what is live, who is here and who is shut out, who may come, what happened, and how all of it fares. */
import {html, render} from 'lit-html';
import {get} from '/js/api.js';
import {byId, showAccount, showProblem} from '/js/page.js';
import {body as nothingHere, title as nothingHereTitle} from '/js/pages/nowhere.js';
import {t} from '/js/text.js';

/**
 * The parts, by what stands behind the hash: each is loaded when it is first looked at, and may be told what to begin with.
 *
 * @type {[string, () => string, () => Promise<unknown>, (about: string) => import('lit').TemplateResult][]}
 */
const PARTS = [
  ['lives', () => t('discover.lives'), () => import('/js/admin/sessions.js'), () => html`<griot-admin-sessions></griot-admin-sessions>`],
  ['people', () => t('account.people'), () => import('/js/admin/people.js'), (about) => html`<griot-admin-people .about=${about}></griot-admin-people>`],
  ['invitations', () => t('invited.title'), () => import('/js/admin/invitations.js'), () => html`<griot-admin-invitations></griot-admin-invitations>`],
  ['audit', () => t('log.title'), () => import('/js/admin/audit.js'), (about) => html`<griot-admin-audit .about=${about}></griot-admin-audit>`],
  ['health', () => t('admin.health'), () => import('/js/admin/health.js'), () => html`<griot-admin-health></griot-admin-health>`],
];

export const title = () => t('admin.title');

export const body = () => html`<div id="admin"></div>`;

/** What no page of ours has written is nothing. @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

async function show() {
  const [name, about = ''] = location.hash.slice(1).split('/').map(decoded);
  const shown = PARTS.find(([one]) => one === name) ?? PARTS[0];
  const [, word, load, part] = shown;
  render(html`
    <h1>${t('admin.title')}</h1>
    <nav class="admin-parts" aria-label=${t('admin.parts')}>
      ${PARTS.map((one) => html`<a href=${`#${one[0]}`} aria-current=${one === shown ? 'page' : 'false'}>${one[1]()}</a>`)}
    </nav>
    <p class="notice" id="problem" role="alert" hidden></p>
    ${part(about)}`, byId('admin'));
  document.title = t('page.title', {page: `${word()} · ${t('admin.title')}`});
  await load().catch(showProblem);
}

export async function begin() {
  if (!await showAccount()) {
    location.replace(`/signin?next=${encodeURIComponent(location.pathname + location.hash)}`);
    return;
  }
  // Whoever is no admin is told what the calls tell them: that there is nothing here.
  const me = await get('/api/me').catch(() => ({admin: false}));
  if (!me.admin) {
    document.title = t('page.title', {page: nothingHereTitle()});
    render(nothingHere(), byId('admin'));
    return;
  }
  addEventListener('hashchange', show);
  await show();
}
