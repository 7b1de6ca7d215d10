/** The way back for who forgot the password: asking for a code, and setting another password by it. */
import {html, nothing, render} from 'lit';
import {post} from '/js/api.js';
import {inWords} from '/js/account/words.js';
import {byId, showAccount, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** @type {'ASKING' | 'SENT' | 'DONE'} */
let step = 'ASKING';

export const title = () => t('recover.title');

export const body = () => html`<section class="card narrow stack" id="recover"></section>`;

const page = () => html`
  <h1>${t(step === 'DONE' ? 'recover.done' : 'recover.title')}</h1>
  ${step === 'ASKING' ? asking() : step === 'SENT' ? setting() : html`<p role="status">${t('recover.doneText')}</p><p class="soft">${t('recover.doneLook')}</p>`}
  <p class="notice" id="problem" role="alert" hidden></p>
  ${step === 'DONE'
    ? html`<a class="button primary" href="/signin">${t('account.signIn')}</a>`
    : html`<p class="soft small">${step === 'ASKING'
        ? html`<button class="quiet" type="button" @click=${() => go('SENT')}>${t('recover.haveCode')}</button>`
        : html`<button class="quiet" type="button" @click=${() => go('ASKING')}>${t('recover.again')}</button>`}
      <a class="button quiet" href="/signin">${t('recover.back')}</a></p>`}`;

const asking = () => html`
  <p class="soft">${t('recover.askText')}</p>
  <form class="stack" @submit=${askForCode}>
    <label>${t('signin.handle')}
      <input name="handle" dir="ltr" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="30">
    </label>
    <button class="primary" id="submit">${t('recover.ask')}</button>
  </form>`;

const setting = () => html`
  ${asked ? html`<p role="status">${t('recover.sent')}</p>` : nothing}
  <form class="stack" @submit=${setPassword}>
    <label>${t('recover.code')}
      <input name="code" dir="ltr" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="100">
    </label>
    <label>${t('own.newPassword')}
      <input name="next" type="password" autocomplete="new-password" required minlength="10" maxlength="200" aria-describedby="password-hint">
    </label>
    <p class="soft small" id="password-hint">${t('signin.passwordHint')}</p>
    <button class="primary" id="submit">${t('recover.set')}</button>
  </form>`;

let asked = false;

/** @param {typeof step} to */
function go(to) {
  step = to;
  render(page(), byId('recover'));
  showProblem(null);
  byId('recover').querySelector('input')?.focus();
}

/** @param {SubmitEvent} event @param {(fields: any) => Promise<void>} deed */
async function submit(event, deed) {
  event.preventDefault();
  byId('submit').disabled = true;
  try {
    await deed(/** @type {any} */ (event.target).elements);
  } catch (problem) {
    showProblem(problem.code === 'BAD_CREDENTIALS' ? new Error(t('recover.wrongCode')) : inWords(problem));
  } finally {
    byId('submit')?.removeAttribute('disabled');
  }
}

/** @param {SubmitEvent} event */
const askForCode = (event) => submit(event, async ({handle}) => {
  await post('/api/auth/recover', {handle: handle.value.trim().toLowerCase()});
  asked = true;
  go('SENT');
});

/** @param {SubmitEvent} event */
const setPassword = (event) => submit(event, async ({code, next}) => {
  await post('/api/auth/reset', {code: code.value, password: next.value});
  go('DONE');
});

export function begin() {
  go('ASKING');
  showAccount();
}
