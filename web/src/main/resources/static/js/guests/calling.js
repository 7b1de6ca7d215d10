/** Calling somebody: the wait until they answer, which outlasts a reload, and what came of it. */
import {html, nothing} from 'lit-html';
import {get, post} from '/js/api.js';
import {intoCall} from '/js/guests/arrival.js';
import {Ring} from '/js/guests/ring.js';
import {listen} from '/js/live.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */
/** @typedef {{invitation: string, session: string, to: User, type: 'VIDEO' | 'AUDIO', outcome: ?('DECLINED' | 'UNANSWERED')}} Call */

const KEPT = 'griot.call';

/** What one hears while it rings on the other side: lower and softer than a ring of one's own. */
const ringback = new Ring([425], 0.05);
/** @type {?Call} */
let call = null;
let changed = () => {};

/** Goes on with a call that was placed before a reload, and hears of answers. @param {User} me @param {() => void} onChange */
export function awaitAnswer(me, onChange) {
  changed = onChange;
  listen({onUpdate: ({topic, type, data}) => {
    if (topic === 'me' && call && !call.outcome && data.id === call.invitation && data.from?.id === me.id) {
      hear(type);
    }
  }});
  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    resume(JSON.parse(kept));
  }
}

/** Rings somebody up. @param {User} to @param {'VIDEO' | 'AUDIO'} type */
export async function place(to, type) {
  const placed = await post('/api/calls', {userId: to.id, type});
  keep({invitation: placed.invitation.id, session: placed.session.id, to, type, outcome: null});
}

/** What became of it while nobody listened, its session says. @param {Call} kept */
async function resume(kept) {
  const session = await get(`/api/sessions/${encodeURIComponent(kept.session)}`).catch(() => null);
  if (session?.state === 'PENDING') {
    keep(kept);
  } else {
    sessionStorage.removeItem(KEPT);
    if (['STARTING', 'LIVE'].includes(session?.state) && location.pathname !== '/studio') {
      goThere();
    }
  }
}

/** Who is in the studio already has it opened anew. */
function goThere() {
  const here = location.pathname === '/studio';
  location.assign(intoCall);
  if (here) {
    location.reload();
  }
}

/** @param {string} type of the update about the invitation */
function hear(type) {
  switch (type) {
    case 'invitationAccepted':
      keep(null);
      goThere();
      break;
    case 'invitationRejected':
      end('DECLINED');
      break;
    case 'invitationExpired':
      end('UNANSWERED');
      break;
    case 'invitationRevoked':
      keep(null);
      break;
  }
}

/** @param {'DECLINED' | 'UNANSWERED'} outcome */
function end(outcome) {
  sessionStorage.removeItem(KEPT);
  call = call && {...call, outcome};
  ringback.stop();
  changed();
}

/** @param {?Call} now */
function keep(now) {
  call = now;
  if (now) {
    sessionStorage.setItem(KEPT, JSON.stringify(now));
    ringback.start();
  } else {
    sessionStorage.removeItem(KEPT);
    ringback.stop();
  }
  changed();
}

/** What is seen of the call: nothing while there is none. */
export function waiting() {
  if (!call) {
    return nothing;
  }
  const name = call.to.displayName;
  const heading = {DECLINED: 'call.declined', UNANSWERED: 'call.unanswered'}[call.outcome ?? ''] ?? 'call.calling';
  return html`
    <section class="card calling" role="status" aria-label=${t('call.title')}>
      <span class=${call.outcome ? 'face' : 'face waits'} aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>
      <div><p><strong>${t(heading, {name})}</strong></p><p class="soft small">${t(call.outcome ? 'call.laterText' : 'call.waitText')}</p></div>
      <div class="row">${call.outcome
        ? html`<button class="primary" @click=${again}>${t('call.again')}</button><button @click=${() => keep(null)}>${t('call.close')}</button>`
        : html`<button class="danger" @click=${hangUp}>${t('call.hangUp')}</button>`}
      </div>
    </section>`;
}

async function hangUp() {
  const left = /** @type {Call} */ (call);
  keep(null);
  // Who was answered in this very moment is in the call: its session says so, and the studio opens.
  await post(`/api/invitations/${left.invitation}/revoke`).catch(() => resume(left));
}

async function again() {
  const {to, type} = /** @type {Call} */ (call);
  keep(null);
  await place(to, type).catch(() => undefined);
}
