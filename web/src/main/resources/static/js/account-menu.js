/** The corner of who is signed in: their name, which opens what is theirs. */
import {html, nothing, render} from 'lit-html';
import {signOut} from '/js/api.js';
import {t} from '/js/text.js';

/** Shows it. @param {import('/js/api.js').User} user @param {HTMLElement} corner */
export const showMenu = (user, corner) => render(accountMenu(user), corner);

/** @param {import('/js/api.js').User} user */
const accountMenu = (user) => html`
  <details class="account" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
    <summary class="button quiet"><span class="who" dir="auto">${user.displayName}</span></summary>
    <div class="card menu">
      <a class="button quiet" href="/people">${t('account.people')}</a>
      <a class="button quiet" href="/history">${t('account.history')}</a>
      <a class="button quiet" href="/profile">${t('account.profile')}</a>
      <button class="quiet" @click=${leave}>${t('account.signOut')}</button>
    </div>
  </details>
  ${location.pathname === '/studio' ? nothing : html`<a class="button primary" href="/studio">${t('account.goLive')}</a>`}`;

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
