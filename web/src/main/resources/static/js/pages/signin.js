/** Signing in, and making an account. */
import {html, nothing, render} from 'lit';
import {inWords} from '/js/account/words.js';
import {get, post, signIn, takeUpSignIn} from '/js/api.js';
import {byId, showAccount, showProblem, showRefusal} from '/js/page.js';
import {noPasskeys, showPasskey} from '/js/passkeys.js';
import {t} from '/js/text.js';

let registering = false;

/** For whom registration is open, as the server says; where it does not say, the form is shown and it refuses what it must. @type {'OPEN' | 'INVITE' | 'CLOSED'} */
let mode = 'OPEN';

/** @type {{id: string, name: string, url: string}[]} */
let providers = [];

export const title = () => t('account.signIn');

export const body = () => html`<section class="card narrow stack" id="door"></section>`;

const door = () => html`
  <h1>${t(registering ? 'signin.makeAccount' : 'signin.welcome')}</h1>
  <form class="stack" @submit=${submit}>
    <label>${t('signin.handle')}
      <input name="handle" dir="ltr" autocomplete="username" autocapitalize="none" spellcheck="false" required minlength="3" maxlength="30">
    </label>
    ${registering ? html`
      <label>${t('signin.name')}
        <input name="displayName" autocomplete="name" required maxlength="60">
      </label>` : nothing}
    <label>${t('signin.password')}
      <input name="password" type="password" autocomplete=${registering ? 'new-password' : 'current-password'} required minlength=${registering ? 10 : 1} maxlength="200" aria-describedby=${registering ? 'password-hint' : nothing}>
    </label>
    ${registering ? html`<p class="soft small" id="password-hint">${t('signin.passwordHint')}</p>` : nothing}
    ${registering && mode !== 'OPEN' ? html`
      <label>${t('signin.invitation')}
        <input name="invitation" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="100" ?required=${mode === 'INVITE'} aria-describedby="invitation-hint">
      </label>
      <p class="soft small" id="invitation-hint">${t(mode === 'INVITE' ? 'signin.invitationHint' : 'signin.closed')}</p>` : nothing}
    <p class="notice" id="problem" role="alert" hidden></p>
    <button class="primary" id="submit">${t(registering ? 'signin.make' : 'account.signIn')}</button>
  </form>
  ${registering ? nothing : html`<p class="soft small"><a href="/recover">${t('recover.link')}</a></p>`}
  <p class="soft small">${t(registering ? 'signin.haveOne' : mode === 'CLOSED' ? 'signin.closed' : 'signin.newHere')}
    <button class="quiet" type="button" @click=${change}>${t(registering ? 'account.signIn' : 'signin.makeAccount')}</button></p>
  ${registering || noPasskeys() ? nothing : html`<button type="button" id="passkey" @click=${byPasskey}>${t('passkey.signIn')}</button>`}
  ${providers.map((provider) => html`
    <a class="button" href="${provider.url}?next=${encodeURIComponent(pathOf(next()))}">${t('signin.with', {provider: provider.name})}</a>`)}`;

function change() {
  registering = !registering;
  render(door(), byId('door'));
  showProblem(null);
}

/** Only a page of this site may be gone to, and no path that a browser takes for another site: one with two slashes at its beginning. */
function next() {
  const wanted = new URLSearchParams(location.search).get('next') || '/';
  const target = URL.canParse(wanted, location.origin) ? new URL(wanted, location.origin) : null;
  return target?.origin === location.origin ? location.origin + target.pathname.replace(/^[/\\]+/, '/') + target.hash : location.origin + '/';
}

/** @param {string} address of this site */
const pathOf = (address) => address.slice(location.origin.length) || '/';

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const {handle, displayName, password, invitation} = /** @type {any} */ (event.target).elements;
  const credentials = {handle: handle.value.trim().toLowerCase(), password: password.value};
  byId('submit').disabled = true;
  try {
    await (registering
      ? signIn('/api/auth/register', {...credentials, displayName: displayName.value.trim(), invitation: invitation?.value.trim() || null})
      : signIn('/api/auth/login', credentials));
    location.assign(next());
  } catch (problem) {
    showProblem(inWords(problem));
  } finally {
    byId('submit').disabled = false;
  }
}

async function byPasskey() {
  showProblem(null);
  byId('passkey').disabled = true;
  try {
    const credential = await showPasskey(await post('/api/auth/passkey/options'));
    await signIn('/api/auth/passkey', {credential});
    location.assign(next());
  } catch (problem) {
    showProblem(problem);
  } finally {
    byId('passkey')?.removeAttribute('disabled');
  }
}

async function askWhoMayRegister() {
  ({mode} = await get('/api/auth/registration'));
  render(door(), byId('door'));
}

async function offerProviders() {
  providers = (await get('/api/auth/providers')).items;
  render(door(), byId('door'));
}

/** Who comes back from a provider has the cookie of a sign-in, and goes on to where they wanted. */
async function arrive() {
  if (await takeUpSignIn()) {
    location.replace(next());
  } else {
    showProblem(new Error(t('refused.PROVIDER_REFUSED')));
  }
}

export function begin() {
  if (new URLSearchParams(location.search).has('arrived')) {
    arrive();
  }
  render(door(), byId('door'));
  showRefusal();
  showAccount();
  offerProviders().catch(() => {}); // the password does without
  askWhoMayRegister().catch(() => {}); // the form as it is for everybody, then
}
