/** One's own account: the name others see, the language, leaving, and being forgotten. */
import {html, nothing, render} from 'lit-html';
import {changeMe, get, remove, signOut} from '/js/api.js';
import {byId, initials, languageChoice, showAccount, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** @type {import('/js/api.js').User} */
let user;
let saved = false;
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
  <section class="card own-part">
    <div class="row"><span class="face small" aria-hidden="true">${initials(user.displayName)}</span>
      <div><h2>${user.displayName}</h2><p class="soft" dir="ltr">@${user.handle}</p></div></div>
    <form class="stack" @submit=${rename}>
      <label>${t('signin.name')}
        <input name="displayName" .value=${user.displayName} autocomplete="name" required maxlength="60" @input=${() => say(false)}>
      </label>
      <div class="row"><button class="primary">${t('profile.save')}</button><span role="status" class="good">${saved ? t('profile.saved') : nothing}</span></div>
    </form>
  </section>
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

/** @param {boolean} done */
function say(done) {
  saved = done;
  show();
}

/** @param {boolean} right */
function repeat(right) {
  handleRepeated = right;
  show();
}

/** @param {SubmitEvent} event */
async function rename(event) {
  event.preventDefault();
  const wanted = /** @type {any} */ (event.target).elements.displayName.value.trim();
  try {
    showProblem(null);
    user = await changeMe({displayName: wanted});
    await showAccount();
    say(true);
  } catch (problem) {
    showProblem(problem);
  }
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
  user = me;
  live = Boolean(await get('/api/sessions/current').catch(() => null));
  show();
}
