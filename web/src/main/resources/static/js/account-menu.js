/** The corner of who is signed in: their name, which opens what is theirs. */
import {html, nothing, render} from 'lit-html';
import {get, signOut} from '/js/api.js';
import {t} from '/js/text.js';

/** Whether they run the installation; null before that was asked. @type {?Promise<boolean>} */
let admin = null;

/** Shows it. @param {import('/js/api.js').User} user @param {HTMLElement} corner @param {boolean} [isAdmin] */
export const showMenu = (user, corner, isAdmin = false) => render(accountMenu(user, corner, isAdmin), corner);

/** @param {import('/js/api.js').User} user @param {HTMLElement} corner @param {boolean} isAdmin */
const accountMenu = (user, corner, isAdmin) => html`
  <details class="account" @pointerenter=${() => askWhetherAdmin(user, corner)} @focusin=${() => askWhetherAdmin(user, corner)} @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
    <summary class="button quiet"><span class="who" dir="auto">${user.displayName}</span></summary>
    <div class="card menu">
      <a class="button quiet" href="/people">${t('account.people')}</a>
      <a class="button quiet" href="/history">${t('account.history')}</a>
      <a class="button quiet" href="/profile">${t('account.profile')}</a>
      ${isAdmin ? html`<a class="button quiet" href="/admin">${t('admin.title')}</a>` : nothing}
      <button class="quiet" @click=${leave}>${t('account.signOut')}</button>
    </div>
  </details>
  ${location.pathname === '/studio' ? nothing : html`<a class="button primary" href="/studio">${t('account.goLive')}</a>`}`;

/** Asked when somebody is about to open the menu, and once: most never are admins. @param {import('/js/api.js').User} user @param {HTMLElement} corner */
async function askWhetherAdmin(user, corner) {
  admin ??= get('/api/me').then((me) => me.admin === true, () => false);
  if (await admin) {
    showMenu(user, corner, true);
  }
}

async function leave() {
  await signOut();
  location.assign('/');
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event.key === 'Escape' && menu.open) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
}

/** @param {FocusEvent} event */
function closeWhenLeft(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) {
    menu.open = false;
  }
}

document.addEventListener('click', (event) => {
  const menu = /** @type {?HTMLDetailsElement} */ (document.querySelector('details.account[open]'));
  if (menu && event.target instanceof Node && !menu.contains(event.target)) {
    menu.open = false;
  }
});
