/** The studio: check the camera, go live, keep an eye on it, end it. Comes back on air after a reload. */
import {html} from 'lit-html';
import {get, post} from '/js/api.js';
import {ask} from '/js/ask.js';
import {Applause} from '/js/chat/applause.js';
import {MemberChat} from '/js/chat/member-chat.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {isCall} from '/js/guests/arrival.js';
import {clearForm, liveForm, mayBegin} from '/js/guests/live-form.js';
import '/js/guests/scheduled.js';
import {letGo, warnBeforeLeaving} from '/js/leaving.js';
import {Held, listen} from '/js/live.js';
import {OwnDevices} from '/js/own-devices.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {Desk} from '/js/recording/desk.js';
import {Recorded} from '/js/recording/recorded.js';
import {Quality} from '/js/quality.js';
import {canShareScreen, ScreenShare} from '/js/screen-share.js';
import {Stage} from '/js/stage.js';
import {booth} from '/js/studio/booth.js';
import {goOnStage, Guests} from '/js/studio/guests.js';
import {showHands} from '/js/studio/hands.js';
import {showOwnPicture} from '/js/studio/own-picture.js';
import {Path} from '/js/studio/path.js';
import {isRunning, showDuration, showStanding} from '/js/studio/standing.js';
import {t} from '/js/text.js';

/** @type {?MediaStream} */
let camera = null;
/** @type {ScreenShare} */
let screen;
/** @type {import('/js/guests/live-form.js').Type} */
let type = 'VIDEO';
/** @type {any} */
let session = null;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {MemberChat} */
let chat;
/** @type {?Applause} */
let applause = null;
/** @type {?Recorded} */
let recorded = null;
/** @type {?Desk} */
let desk = null;
/** @type {?EdgeClient} */
let client = null;
/** @type {?Path} */
let path = null;
/** @type {?OwnDevices} */
let own = null;
/** @type {?Stage} */
let stage = null;

const quality = new Quality();
const people = new People(() => { stage?.show(); show(); });

export const title = () => t('studio.title');

export const body = () => html`
  <griot-scheduled id="scheduled" @start=${(/** @type {CustomEvent} */ event) => startScheduled(event.detail)}></griot-scheduled>
  ${booth({setup: liveForm({submit: goLive, choose: chooseType}), onStream: (event) => use(event.detail), copyLink, end: confirmEnd})}`;

function connect() {
  const made = new EdgeClient({join: () => post(`/api/sessions/${session.id}/join`)});
  const where = () => user && session && {session: session.id, user: user.id};
  const guests = new Guests(session.id, people, quality);
  client = made;
  recorded?.advise(made);
  path = new Path(made, show);
  stage = new Stage(byId('tiles'), made, {nameOf: (participant) => people.nameOf(participant), controlsOf: (participant) => guests.controlsOf(participant)});
  own = new OwnDevices(made, where);
  own.stream = camera;
  own.begin();
  screen.attach(made, where);
  // For a look from outside, such as a test's.
  made.addEventListener('publishing', (event) => { byId('preview').griotConnection = /** @type {CustomEvent} */ (event).detail; });
  made.addEventListener('problem', (event) => showProblem(/** @type {CustomEvent} */ (event).detail));
  made.addEventListener('closed', (event) => {
    const {code} = /** @type {CustomEvent} */ (event).detail;
    if (code === 'REPLACED') {
      letGo();
      showProblem(new Error(t('studio.replaced')));
    } else if (code === 'SIGNED_OUT') {
      location.reload();
    }
  });
  made.start();
}

function disconnect() {
  const left = client;
  client = null;
  left?.close();
}

/** Uses what the device check has opened, or nothing. @param {?MediaStream} opened */
async function use(opened) {
  camera = opened;
  if (own && client) {
    own.stream = opened;
    own.show(client.rights);
    await own.publish();
  }
  mayBegin(Boolean(opened));
  showPicture();
}

/** @param {import('/js/guests/live-form.js').Type} chosen */
function chooseType(chosen) {
  type = chosen;
  byId('check').pictures = type === 'VIDEO';
  return byId('check').open();
}

function showPicture() {
  showOwnPicture({camera, screen: screen.stream, type, onAir: isRunning(session), name: user?.displayName ?? ''});
}

function show() {
  const running = isRunning(session);
  showStanding(session, Boolean(path?.connected), people, user?.id ?? null);
  byId('scheduled').shut = running || session?.state === 'ENDED';
  byId('check').slim = running;
  desk?.update(mayRecord());
  byId('cam').hidden = type !== 'VIDEO';
  byId('screen').hidden = type === 'AUDIO' || isCall() || !canShareScreen();
  byId('inviting').session = running && session.state !== 'ENDING' && !isCall() ? session.id : null;
  if (session) {
    showHands(people, session.id);
  }
  if (session?.state === 'ENDING' || session?.state === 'ENDED') {
    letGo();
  }
  if (session?.state === 'ENDED') {
    disconnect();
    chat?.close();
    byId('check').close();
    byId('check').hidden = true;
    screen.release();
  }
}

function goOnAir() {
  const socket = listen({onUpdate: (update) => told.tell(update), onReset: () => { reload(); chat.load(); }});
  socket.subscribe(`sessions/${session.id}`).then(reload);
  chat = new MemberChat(byId('chat'), session.id, socket, /** @type {import('/js/api.js').User} */ (user)).begin();
  if (!isCall()) {
    applause = new Applause(/** @type {HTMLElement} */ (document.querySelector('.picture')), byId('applause'), session.id, user);
    applause.load();
  }
  recorded = new Recorded(session.id, byId('over'), () => {
    desk?.update(mayRecord());
    if (client) {
      recorded?.advise(client);
    }
  });
  desk = new Desk(byId('recording'), recorded, people);
  recorded.onProgress = () => desk?.show();
  byId('viewers').textContent = watching(session.viewerCount);
  byId('own-quality').replaceChildren(quality.markOf(user?.id ?? ''));
  show();
  if (session.state !== 'ENDING') {
    warnBeforeLeaving(askBeforeLeaving);
    recorded.load().catch(() => undefined).then(() => {
      if (isRunning(session) && session.state !== 'ENDING') {
        connect();
        screen.show();
      }
    });
  }
  screen.show();
}

const mayRecord = () => !isCall() && ['STARTING', 'LIVE'].includes(session?.state);

const told = new Held(hear);
const reload = () => told.during(read).catch(showProblem);

async function read() {
  session = {...session, ...await get(`/api/sessions/${session.id}`)};
  await Promise.all([people.load(session).catch(() => undefined), recorded?.load()]);
  show();
}

/** @param {import('/js/live.js').Update} update */
function hear(update) {
  chat.onUpdate(update);
  applause?.onUpdate(update);
  recorded?.onUpdate(update);
  desk?.onUpdate(update);
  const {type: kind, data} = update;
  if (kind === 'sessionStateChanged') {
    if (data.state === 'ENDING') {
      disconnect();
    }
    session = {
      ...session, state: data.state, hostPresent: data.hostPresent, startedAt: data.startedAt || session.startedAt,
      endedAt: data.endedAt || session.endedAt, reason: data.reason || session.reason,
    };
    show();
  } else if (kind === 'sessionStopped' && data.sessionId === session.id) {
    session = {...session, stopped: data.reason};
    show();
  } else if (kind === 'sessionEdited') {
    session = {...session, title: data.title, visibility: data.visibility, maxParticipants: data.maxParticipants};
    show();
  } else if (kind === 'viewerCountChanged') {
    session = {...session, viewerCount: data.viewerCount};
    byId('viewers').textContent = watching(data.viewerCount);
  } else if (kind === 'speaking') {
    stage?.light(data.speaking);
    byId('alone').classList.toggle('speaks', data.speaking.includes(user?.id));
  } else if (kind === 'codecWished') {
    client?.prefer(data.codec);
  } else if (kind === 'hostChanged' && data.to.id !== user?.id) {
    goOnStage(session.id);
  } else if (quality.onUpdate(update)) {
    path?.judge(data.quality[user?.id ?? '']);
  } else if (people.onUpdate(update) && isCall() && kind === 'participantLeft' && data.userId !== user?.id) {
    end().catch(() => undefined);
  }
}

/** @param {import('/js/guests/live-form.js').Wish} wish */
async function goLive(wish) {
  byId('go').disabled = true;
  if (wish.scheduledFor) {
    await schedule(wish);
  } else {
    await start(wish.type, () => create(wish));
  }
}

/** @param {import('/js/guests/live-form.js').Wish} wish */
async function create({stems, recording, ...wish}) {
  const created = await post('/api/sessions', {...wish, recording: recording && !stems});
  if (stems) {
    await post(`/api/sessions/${created.id}/recording`, {stems});
  }
  return created;
}

/** @param {import('/js/guests/live-form.js').Wish} wish */
async function schedule(wish) {
  try {
    const made = await create(wish);
    showProblem(null);
    clearForm();
    if (type !== 'VIDEO') {
      chooseType('VIDEO').catch(showProblem);
    }
    await byId('scheduled').add(made);
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
    mayBegin(Boolean(camera));
  }
}

/** Begins what was scheduled, once its devices are open. @param {any} planned */
async function startScheduled(planned) {
  if (planned.type !== type || !camera) {
    await chooseType(planned.type);
  }
  if (camera) {
    await start(planned.type, async () => planned);
  }
}

/** @param {import('/js/guests/live-form.js').Type} carried @param {() => Promise<{id: string}>} make */
async function start(carried, make) {
  try {
    if (carried === 'SCREEN' && !screen.stream) {
      await screen.start();
    }
    const created = await make();
    session = await post(`/api/sessions/${created.id}/start`);
    // What was a call before is a live now.
    history.replaceState(null, '', location.pathname);
    showProblem(null);
    goOnAir();
    showPicture();
    // The form is gone, and with it what had the focus.
    byId('main').focus({preventScroll: true});
    scrollTo(0, 0);
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
    mayBegin(Boolean(camera));
  }
}

async function copyLink() {
  const address = `${location.origin}/watch/${session.id}`;
  await navigator.clipboard.writeText(address).then(
    () => { byId('share').textContent = t('studio.copied'); },
    () => { byId('share').textContent = address; },
  );
}

/** Who hangs up a call is not asked. */
async function confirmEnd() {
  const guests = people.onStage.size - 1;
  const audience = `${watching(session.viewerCount)}${guests > 0 ? ` · ${t('studio.guestsOnStage', {count: guests})}` : ''}`;
  const sure = isCall() || await ask({
    heading: t('studio.endQuestion'), text: t('studio.endText'), more: audience, yes: t('studio.end'), no: t('studio.stay'), value: 'end',
  });
  if (sure) {
    await end().catch(showProblem);
  }
}

const askBeforeLeaving = () => ask({
  heading: t(isCall() ? 'leaving.callQuestion' : 'leaving.question'), text: t(isCall() ? 'leaving.callText' : 'leaving.text'),
  yes: t('leaving.leave'), no: t(isCall() ? 'leaving.stayInCall' : 'studio.stay'),
});

async function end() {
  const ended = await post(`/api/sessions/${session.id}/end`);
  session = {...session, state: session.state === 'ENDED' ? 'ENDED' : ended.state};
  disconnect();
  show();
}

export async function begin() {
  user = await showAccount();
  if (!user) {
    location.replace('/signin?next=/studio');
    return;
  }
  screen = new ScreenShare(showPicture);
  setInterval(() => showDuration(session), 1000);
  addEventListener('pagehide', () => client?.close());
  try {
    session = await get('/api/sessions/current');
    if (!session) {
      byId('scheduled').shut = false;
      byId('scheduled').load();
    }
    await chooseType(session?.type ?? type);
    if (session) {
      goOnAir();
      showPicture();
    }
  } catch (problem) {
    showProblem(problem);
  }
}
