/** What somebody is invited to, on any page: a toast each, with a ring for calls, until it is answered, taken back or runs out. */
import {html, nothing, render} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {get, post, whoAmI} from '/js/api.js';
import {ontoStage} from '/js/guests/arrival.js';
import {awaitAnswer, waiting} from '/js/guests/calling.js';
import {Ring} from '/js/guests/ring.js';
import {letGo, mayLeave} from '/js/leaving.js';
import {Held, listen} from '/js/live.js';
import {byId} from '/js/page.js';
import {agreeing} from '/js/recording/consent.js';
import {t} from '/js/text.js';

/**
 * @typedef {{id: string, sessionId: string, from: import('/js/api.js').User, to: import('/js/api.js').User, ringing: boolean,
 *   message: ?string, expiresAt: string, session?: ?{title: string, type: string}, problem?: string, over?: boolean}} Invitation
 */

const ring = new Ring();
/** @type {Map<string, Invitation>} */
const open = new Map();
/** @type {?import('/js/api.js').User} */
let me = null;
const told = new Held(hear);

/** Begins, for who is signed in. */
export async function receiveInvitations() {
  me = await whoAmI();
  if (!me) {
    return;
  }
  const socket = listen({onUpdate: (update) => told.tell(update), onReset: (topic) => { if (topic === 'me') { read(); } }});
  await socket.subscribe('me');
  awaitAnswer(me, show);
  await read();
}

const read = () => told.during(readPending).catch(() => undefined);

async function readPending() {
  const page = await get('/api/invitations?state=PENDING');
  const pending = new Set(page.items.map((/** @type {Invitation} */ one) => one.id));
  [...open.keys()].filter((id) => !pending.has(id)).forEach((id) => open.delete(id));
  page.items.forEach(add);
  show();
}

/** @param {import('/js/live.js').Update} update */
function hear({topic, type, data}) {
  if (topic !== 'me') {
    return;
  }
  if (type === 'invitationReceived') {
    add(data);
    show();
    describe(data);
  } else if (type.startsWith('invitation') && open.delete(data.id)) {
    show();
  }
}

/** Of what runs out, nothing stays. @param {Invitation} invitation */
function add(invitation) {
  const left = Date.parse(invitation.expiresAt) - Date.now();
  if (left > 0) {
    open.set(invitation.id, {...invitation, problem: open.get(invitation.id)?.problem});
    // A timer takes at most some 24 days; an invitation that is good for longer runs out after a reload.
    setTimeout(() => { open.delete(invitation.id); show(); }, Math.min(left, 2 ** 31 - 1));
  }
}

/** Says to what, where the socket said by whom alone. @param {Invitation} invitation */
async function describe(invitation) {
  const session = await get(`/api/sessions/${encodeURIComponent(invitation.sessionId)}`).catch(() => null);
  const there = open.get(invitation.id);
  if (session && there) {
    there.session = session;
    show();
  }
}

function show() {
  const invitations = [...open.values()];
  const caller = invitations.find((one) => one.ringing && !one.over);
  if (caller) {
    ring.start(t('invited.calls', {name: caller.from.displayName}));
  } else {
    ring.stop();
  }
  document.body.toggleAttribute('data-ringing', Boolean(caller));
  render(html`
    <section class="toasts" aria-label=${t('invited.title')} aria-live="assertive">
      ${repeat(invitations, (one) => one.id, toast)}
    </section>
    ${waiting()}`, byId('guests'));
}

/** @param {Invitation} invitation */
function toast(invitation) {
  const name = invitation.from.displayName;
  return html`
    <article class=${invitation.ringing ? 'card toast rings' : 'card toast'} data-invitation=${invitation.id}>
      <p><strong>${sentence(invitation)}</strong></p>
      ${invitation.session && !invitation.ringing ? html`<p class="soft">${invitation.session.title}</p>` : nothing}
      ${invitation.message ? html`<blockquote>${invitation.message}</blockquote>` : nothing}
      ${invitation.problem ? html`<p class="problem" role="alert">${invitation.problem}</p>` : nothing}
      <div class="row">${invitation.over
        ? html`<button @click=${() => close(invitation)}>${t('invited.close')}</button>`
        : html`
          <button class="primary" aria-label=${t('invited.acceptFrom', {name})} @click=${() => accept(invitation)}>${t('invited.accept')}</button>
          <button aria-label=${t('invited.declineFrom', {name})} @click=${() => decline(invitation)}>${t('invited.decline')}</button>`}
      </div>
    </article>`;
}

/** @param {Invitation} invitation */
function sentence({from, ringing, session}) {
  const name = from.displayName;
  if (!ringing) {
    return t('invited.invites', {name});
  }
  return session?.type === 'AUDIO' ? t('invited.callsBySound', {name}) : t('invited.calls', {name});
}

/** @param {Invitation} invitation */
async function accept(invitation) {
  ring.stop();
  if (!(await mayLeave())) {
    show();
    return;
  }
  try {
    await agreeing(invitation.sessionId, () => post(`/api/invitations/${invitation.id}/accept`));
    close(invitation);
    letGo();
    const here = location.pathname === `/watch/${invitation.sessionId}`;
    location.assign(ontoStage(invitation.sessionId, invitation.ringing));
    if (here) {
      location.reload();
    }
  } catch (problem) {
    fail(invitation, problem);
  }
}

/** @param {Invitation} invitation */
async function decline(invitation) {
  ring.stop();
  try {
    await post(`/api/invitations/${invitation.id}/reject`);
    close(invitation);
  } catch (problem) {
    fail(invitation, problem);
  }
}

/** What may still be answered later stays open. @param {Invitation} invitation @param {any} problem */
function fail(invitation, problem) {
  invitation.problem = problem.message;
  invitation.over = !['STAGE_FULL', 'SESSION_FULL', 'CONSENT_NEEDED', 'OFFLINE', 'RATE_LIMITED', 'EDGE_NOT_READY', 'STORE_UNAVAILABLE', 'OUTCOME_UNKNOWN'].includes(problem.code);
  open.set(invitation.id, invitation);
  show();
}

/** The next toast gets the focus, or else the page. @param {Invitation} invitation */
function close(invitation) {
  open.delete(invitation.id);
  show();
  (byId('guests').querySelector('.toast button') ?? byId('main')).focus();
}
