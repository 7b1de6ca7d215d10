/** Coming by a link: who invites, to what, a look at one's devices for who is to be seen, then in. */
import {html, nothing, render} from 'lit';
import {get} from '/js/api.js';
import {arrivedBy, enter, guestName, nameGuest} from '/js/guests/arrival.js';
import '/js/guests/device-check.js';
import {byId, initials, showAccount} from '/js/page.js';
import {t} from '/js/text.js';

const id = location.pathname.split('/')[2];
/** The link's maker wrote beside it what it is for; what it opens, the server alone decides. */
const forStage = arrivedBy('as') === 'guest';
/** @type {?import('/js/api.js').Session} */
let session = null;
/** @type {?import('/js/api.js').User} */
let user = null;
/** Whether somebody without an account has said a name. */
let named = false;
/** Until the camera has opened, nobody goes up. */
let ready = false;
let problem = '';

export const title = () => t('door.title');

export const body = () => html`<section class="card door" id="door" aria-live="polite"></section>`;

function show() {
  render(problem ? shut() : session ? invited(session) : html`<p>${t('watch.moment')}</p>`, byId('door'));
}

const shut = () => html`
  <h1>${t('door.shut')}</h1>
  <p class="notice" role="alert">${problem}</p>
  <p class="soft">${t('door.shutText')}</p>
  <a class="button" href="/">${t('watch.others')}</a>`;

/** @param {import('/js/api.js').Session} to */
const invited = (to) => html`
  <div class="row host"><span class="face" aria-hidden="true">${initials(to.host.displayName)}</span>
    <p>${t(forStage ? 'door.invitesUp' : 'door.invites', {name: to.host.displayName})}</p></div>
  <h1>${to.title}</h1>
  ${to.description ? html`<p class="soft">${to.description}</p>` : nothing}
  <p>${to.state === 'LIVE' ? html`<span class="badge live">${t('live.live')}</span>` : html`<span class="badge">${t('door.notYet')}</span>`}</p>
  ${user || named ? (forStage ? check(to) : watch()) : html`
    ${forStage ? nothing : watch()}
    <form class="row" @submit=${takePart}>
      <label>${t('door.name')} <input id="guest-name" name="name" required maxlength="60" autocomplete="nickname" .value=${guestName() ?? ''}></label>
      <button class=${forStage ? 'primary' : ''}>${t('door.takePart')}</button>
    </form>
    <p class="soft">${t('door.signInText')} <a href=${`/signin?next=${encodeURIComponent(location.pathname + location.hash)}`}>${t('account.signIn')}</a></p>`}`;

const watch = () => html`<button class="primary" @click=${() => enter('in')}>${t('door.watch')}</button>`;

/** Who has no account takes part by the name they say. @param {SubmitEvent} event */
function takePart(event) {
  event.preventDefault();
  const name = byId('guest-name').value.trim();
  if (name) {
    nameGuest(name);
    if (!forStage) {
      enter('in');
      return;
    }
    named = true;
    show();
    byId('check')?.open();
  }
}

/** @param {import('/js/api.js').Session} to */
const check = (to) => html`
  ${to.type === 'VIDEO' ? html`<div class="picture"><video id="preview" class="mirrored" autoplay muted playsinline></video></div>` : nothing}
  <griot-device-check id="check" .pictures=${to.type === 'VIDEO'} @stream=${opened}></griot-device-check>
  <button class="primary" ?disabled=${!ready} @click=${() => { byId('check').close(); enter('stage'); }}>${t('watch.stepUp')}</button>`;

/** @param {CustomEvent<?MediaStream>} event */
function opened({detail}) {
  ready = Boolean(detail);
  const preview = byId('preview');
  if (preview) {
    preview.srcObject = detail;
  }
  show();
}

export async function begin() {
  show();
  user = await showAccount();
  try {
    session = await get(`/api/sessions/${id}?link=${encodeURIComponent(arrivedBy('link') ?? '')}`);
    document.title = t('page.title', {page: session?.title ?? ''});
  } catch (refused) {
    problem = /** @type {Error} */ (refused).message;
  }
  show();
  byId('check')?.open();
}
