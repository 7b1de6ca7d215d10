/** One's own account: what others see, the ways in, the language, leaving, and being forgotten. */
import {html, render} from 'lit-html';
import '/js/account/about.js';
import '/js/account/devices.js';
import '/js/account/passkeys.js';
import '/js/account/password.js';
import '/js/account/providers.js';
import {get, remove, signOut} from '/js/api.js';
import {byId, languageChoice, showAccount, showProblem, showRefusal} from '/js/page.js';
import {t} from '/js/text.js';

/** @type {import('/js/api.js').User & {bio: ?string, links: string[], language: ?string, email: ?string}} */
let user;
/** Whether a live of theirs runs, which has to be ended first. */
let live = false;
let handleRepeated = false;
let erased = false;

export const title = () => t('account.profile');

export const body = () => html`
  <h1>${t('account.profile')}</h1>
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="own-pages" id="profile"></div>`;

const page = () => erased ? gone() : html`
  <div class="own-column">
    <griot-about-me .me=${user}></griot-about-me>
    <griot-own-password .handle=${user.handle} @signed-out-elsewhere=${() => byId('own-devices').load()}></griot-own-password>
  </div>
  <div class="own-column">
    <griot-own-devices id="own-devices"></griot-own-devices>
    <griot-own-passkeys></griot-own-passkeys>
    <griot-own-providers></griot-own-providers>
    <section class="card own-part">
      <h2>${t('frame.language')}</h2>
      <p class="soft">${t('profile.languageText')}</p>
      ${languageChoice()}
    </section>
    <section class="card own-part">
      <h2>${t('account.signOut')}</h2>
      <p class="soft">${t('profile.signOutText')}</p>
      <div class="row"><button @click=${leave}>${t('account.signOut')}</button></div>
    </section>
    <section class="card own-part">
      <h2>${t('profile.erase')}</h2>
      <p class="soft">${t('profile.eraseText')}</p>
      ${live
        ? html`<p class="notice">${t('profile.endFirst')} <a href="/studio">${t('profile.toStudio')}</a></p>`
        : html`<div class="row"><button class="danger" @click=${() => byId('erase').showModal()}>${t('profile.eraseAsk')}</button></div>`}
    </section>
  </div>
  <dialog id="erase" aria-labelledby="erase-title">
    <form class="stack" @submit=${erase}>
      <h2 id="erase-title">${t('profile.eraseQuestion')}</h2>
      <p>${t('profile.eraseForGood')}</p>
      <label>${t('profile.repeatHandle', {handle: user.handle})}
        <input name="handle" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck="false"
          @input=${(/** @type {any} */ event) => repeat(event.target.value.trim() === user.handle)}>
      </label>
      <div class="row"><button class="danger" ?disabled=${!handleRepeated}>${t('profile.eraseNow')}</button>
        <button type="button" @click=${() => byId('erase').close()}>${t('profile.keep')}</button></div>
    </form>
  </dialog>`;

const gone = () => html`
  <section class="empty card">
    <h2>${t('profile.erased')}</h2>
    <p class="soft">${t('profile.erasedText')}</p>
    <a class="button primary" href="/">${t('watch.others')}</a>
  </section>`;

const show = () => render(page(), byId('profile'));

/** @param {boolean} right */
function repeat(right) {
  handleRepeated = right;
  show();
}

async function leave() {
  await signOut();
  location.assign('/');
}

/** @param {SubmitEvent} event */
async function erase(event) {
  event.preventDefault();
  try {
    await remove('/api/me');
    byId('erase').close();
    await signOut();
    await showAccount();
    erased = true;
    show();
    byId('main').focus();
  } catch (problem) {
    byId('erase').close();
    showProblem(problem);
  }
}

export async function begin() {
  const me = await showAccount();
  if (!me) {
    location.replace('/signin?next=/profile');
    return;
  }
  try {
    [user, live] = await Promise.all([get('/api/me'), get('/api/sessions/current').then(Boolean, () => false)]);
    show();
    showRefusal();
  } catch (problem) {
    showProblem(problem);
  }
}
