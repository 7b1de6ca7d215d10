/** How the live stands, in the words of the studio: on the picture, above the chat, and when it is over. */
import {isCall} from '/js/guests/arrival.js';
import {byId, clock} from '/js/page.js';
import {t} from '/js/text.js';

/** @param {?string} reason why it ended @param {?string} said by the administrator who ended it @returns {[string, string]} */
function farewell(reason, said) {
  if (isCall()) {
    return [t('call.ended'), ''];
  }
  return reason === 'TIME_LIMIT' ? [t('studio.over'), t('studio.overTime')]
    : reason === 'HOST_GONE' ? [t('studio.over'), t('studio.overGone')]
    : reason === 'ADMIN_ENDED' ? [t('studio.over'), said ? t('studio.overAdminBecause', {reason: said}) : t('studio.overAdmin')]
      : [t('studio.over'), t('studio.overText')];
}

/** What stands of it: AWAY while the host's own media does not arrive. @param {any} session @param {boolean} connected */
function words(session, connected) {
  const state = session?.state ?? 'STARTING';
  const key = state === 'LIVE' && !(session.hostPresent && connected) ? 'AWAY' : state === 'PENDING' ? 'STARTING' : state;
  const ofCall = isCall() ? {LIVE: t('call.connected'), ENDED: t('call.ended')}[/** @type {'LIVE' | 'ENDED'} */ (key)] : undefined;
  return [t(`onair.${key}`), ofCall ?? t(`onair.${key}.text`)];
}

/** @param {any} session @param {boolean} connected @param {import('/js/people.js').People} people @param {?string} me */
export function showStanding(session, connected, people, me) {
  const running = isRunning(session);
  const over = session?.state === 'ENDED';
  const [badge, sentence] = words(session, connected);
  byId('setup').hidden = running || over;
  byId('chat').hidden = !(running || over);
  byId('onair-title').hidden = !(running || over);
  byId('switches').hidden = !running;
  byId('over').hidden = !running;
  byId('state').textContent = badge;
  byId('state').className = session?.state === 'LIVE' ? 'badge live' : 'badge';
  byId('subtitle').textContent = sentence;
  byId('title').textContent = isCall() ? other(people, me) : session?.title || '';
  byId('share').hidden = !running || session.visibility === 'PRIVATE';
  byId('end').disabled = session?.state === 'ENDING';
  showSeats(session, people);
  document.body.dataset.state = session?.state || 'SETUP';
  document.body.toggleAttribute('data-call', Boolean((running || over) && isCall()));
  if (over) {
    const [heading, text] = farewell(session.reason, session.stopped);
    byId('alone').hidden = true;
    byId('veil').hidden = false;
    byId('veil-link').hidden = false;
    byId('veil-title').textContent = heading;
    byId('veil-text').textContent = text;
  }
}

/** @param {any} session */
export const isRunning = (session) => ['STARTING', 'LIVE', 'ENDING'].includes(session?.state);

/** Who the call is with. @param {import('/js/people.js').People} people @param {?string} me */
function other(people, me) {
  const them = [...people.onStage.keys()].find((person) => person !== me);
  return them ? people.nameOf(them) : t('call.title');
}

/** @param {any} session @param {import('/js/people.js').People} people */
function showSeats(session, people) {
  const left = (session?.maxParticipants ?? 0) - Math.max(1, people.onStage.size);
  byId('seats').hidden = !isRunning(session) || isCall();
  byId('seats').textContent = left > 0 ? t('studio.seatsLeft', {count: left}) : t('refused.STAGE_FULL');
}

/** @param {any} session */
export function showDuration(session) {
  const text = session?.startedAt ? clock((session.endedAt ? Date.parse(session.endedAt) : Date.now()) - Date.parse(session.startedAt)) : '0:00';
  document.querySelectorAll('.duration').forEach((place) => { place.textContent = text; });
}
