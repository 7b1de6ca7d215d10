/** The studio: check the camera, go live, keep an eye on it, end it. Comes back on air after a reload. */
import {html} from 'lit';
import {get, patch, post, put} from '/js/api.js';
import {Applause} from '/js/chat/applause.js';
import {MemberChat} from '/js/chat/member-chat.js';
import * as devices from '/js/devices.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {isCall} from '/js/guests/arrival.js';
import '/js/guests/device-check.js';
import '/js/guests/inviting.js';
import {liveForm} from '/js/guests/live-form.js';
import {Held, listen} from '/js/live.js';
import {OwnDevices} from '/js/own-devices.js';
import {byId, clock, element, initials, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {Stage} from '/js/stage.js';
import {t} from '/js/text.js';

/** @type {?MediaStream} */
let stream = null;
/** What is shown beside the sound, where the live is of a screen. @type {?MediaStream} */
let screen = null;
/** @type {import('/js/guests/live-form.js').Type} */
let type = 'VIDEO';
/** @type {any} */
let session = null;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {MemberChat} */
let chat;
/** @type {Applause} */
let applause;
let connected = false;
/** @type {?EdgeClient} */
let client = null;
/** @type {?OwnDevices} */
let own = null;
/** @type {?Stage} */
let stage = null;

export const title = () => t('studio.title');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="stage">
    <section aria-label=${t('studio.yourPicture')}>
      <div class="picture">
        <video id="preview" class="mirrored" autoplay muted playsinline></video>
        <div class="alone" id="alone" hidden><span class="face" aria-hidden="true"></span><p>${t('golive.soundAlone')}</p></div>
        <div class="over" id="over" hidden><span class="badge live" id="state">${t('live.live')}</span><span class="badge" id="duration">0:00</span><span class="badge" id="viewers"></span></div>
        <div class="veil" id="veil"><h2 id="veil-title">${t('studio.camera')}</h2><p id="veil-text">${t('studio.allow')}</p><a class="button" id="veil-link" href="/history" hidden>${t('studio.seeLives')}</a></div>
      </div>
      <div id="applause"></div>
      <div class="tiles guests" id="tiles" role="group" aria-label=${t('studio.others')}></div>
      <ul class="hands" id="hands" aria-label=${t('studio.hands')}></ul>
      <div class="title-row" id="onair-title" hidden>
        <div><h1 id="title"></h1><p class="soft" id="subtitle" role="status"></p></div>
        <div class="row"><griot-inviting id="inviting"></griot-inviting><button id="share" @click=${copyLink}>${t('studio.copyLink')}</button></div>
      </div>
      <div class="row controls" id="switches" hidden>
        <button class="toggle" id="mic" aria-pressed="false">${t('own.mute')}</button>
        <button class="toggle" id="cam" aria-pressed="false">${t('own.cameraOff')}</button>
        <button class="primary" id="screen" hidden @click=${() => shareScreen().catch(showProblem)}>${t('golive.share')}</button>
        <button class="danger" id="end" @click=${() => isCall() ? end().catch(showProblem) : byId('confirm').showModal()}>${t(isCall() ? 'call.hangUp' : 'studio.end')}</button>
      </div>
      <griot-device-check class="controls" id="check" @stream=${(/** @type {CustomEvent} */ event) => use(event.detail)}></griot-device-check>
    </section>
    ${liveForm({submit: goLive, choose: chooseType})}
    <section class="card chat" id="chat" aria-label=${t('chat.title')} hidden></section>
  </div>
  <dialog id="confirm" aria-labelledby="confirm-title" @close=${endIfConfirmed}>
    <form method="dialog" class="stack">
      <h2 id="confirm-title">${t('studio.endQuestion')}</h2>
      <p>${t('studio.endText')}</p>
      <div class="row"><button class="danger" value="end">${t('studio.end')}</button><button value="stay" autofocus>${t('studio.stay')}</button></div>
    </form>
  </dialog>`;

const people = new People(() => { stage?.show(); showHands(); });

function connect() {
  const made = new EdgeClient({join: () => post(`/api/sessions/${session.id}/join`)});
  client = made;
  stage = new Stage(byId('tiles'), made, {nameOf: (participant) => people.nameOf(participant), controlsOf});
  own = new OwnDevices(made, () => user && {session: session.id, user: user.id});
  own.stream = stream;
  own.begin();
  if (screen) {
    made.publish('SCREEN', screen.getVideoTracks()[0]);
  }
  made.addEventListener('publishing', (event) => {
    const connection = /** @type {CustomEvent} */ (event).detail;
    // For a look from outside, such as a test's.
    byId('preview').griotConnection = connection;
    connected = connection.connectionState === 'connected';
    show();
  });
  made.addEventListener('state', (event) => {
    if (/** @type {CustomEvent} */ (event).detail === 'connecting') {
      connected = false;
      show();
    }
  });
  made.addEventListener('problem', (event) => showProblem(/** @type {CustomEvent} */ (event).detail));
  made.start();
}

function disconnect() {
  const left = client;
  client = null;
  left?.close();
}

/** What the host can do about somebody on stage: nothing can be switched on from here. @param {string} participant */
function controlsOf(participant) {
  const path = `/api/sessions/${session.id}/participants/${encodeURIComponent(participant)}`;
  const name = people.nameOf(participant);
  const button = (word, label, act) => {
    const made = element('button', '', word);
    made.setAttribute('aria-label', label);
    made.addEventListener('click', () => act().catch(showProblem));
    return made;
  };
  const devicesOn = people.onStage.get(participant);
  return [
    ...(devicesOn?.audio ? [button(t('own.mute'), t('studio.mutePerson', {name}), () => patch(path, {audio: false}))] : []),
    ...(devicesOn?.video ? [button(t('own.cameraOff'), t('studio.cameraOffPerson', {name}), () => patch(path, {video: false}))] : []),
    button(t('studio.offStage'), t('studio.offStagePerson', {name}), () => put(`${path}/role`, {role: 'VIEWER'})),
  ];
}

/** Those who ask to come on stage. */
function showHands() {
  byId('hands').replaceChildren(...[...people.hands].map((person) => {
    const line = element('li', '', '');
    const up = element('button', 'primary', t('studio.bringUp', {name: people.nameOf(person)}));
    up.addEventListener('click', () => put(`/api/sessions/${session.id}/participants/${encodeURIComponent(person)}/role`, {role: 'GUEST'}).catch(showProblem));
    line.append(up);
    return line;
  }));
}

/** Uses what the device check has opened, or nothing. @param {?MediaStream} opened */
async function use(opened) {
  stream = opened;
  if (own && opened) {
    own.stream = opened;
    await own.publish();
  }
  byId('go').disabled = !opened;
  showPicture();
}

/** @param {import('/js/guests/live-form.js').Type} chosen */
function chooseType(chosen) {
  type = chosen;
  byId('check').pictures = type === 'VIDEO';
  return byId('check').open();
}

/** The own picture: the camera's, the screen's, or where there is sound alone, who it is. */
function showPicture() {
  const picture = screen ?? (type === 'VIDEO' ? stream : null);
  if (byId('preview').srcObject !== picture) {
    byId('preview').srcObject = picture;
  }
  byId('preview').classList.toggle('mirrored', !screen);
  byId('alone').hidden = type === 'VIDEO' || !stream || Boolean(screen);
  byId('alone').querySelector('.face').textContent = initials(user?.displayName ?? '');
  byId('alone').querySelector('p').textContent = t(type === 'SCREEN' ? 'golive.screenNext' : 'golive.soundAlone');
  byId('veil').hidden = Boolean(stream);
  byId('screen').hidden = type !== 'SCREEN' || Boolean(screen) || !client;
}

/** Shows a screen in place of one before, until whoever shares it ends that. */
async function shareScreen() {
  const picked = await devices.openScreen();
  screen?.getTracks().forEach((track) => track.stop());
  screen = picked;
  const [track] = picked.getVideoTracks();
  track.addEventListener('ended', () => { screen = null; client?.publish('SCREEN', null); showPicture(); });
  await client?.publish('SCREEN', track);
  showPicture();
}

/** How it stands: AWAY while the host's own media does not arrive. */
function standing() {
  const state = session?.state ?? 'STARTING';
  const key = state === 'LIVE' && !(session.hostPresent && connected) ? 'AWAY' : state === 'PENDING' ? 'STARTING' : state;
  const ofCall = isCall() ? {LIVE: t('call.connected'), ENDED: t('call.ended')}[/** @type {'LIVE' | 'ENDED'} */ (key)] : undefined;
  return [t(`onair.${key}`), ofCall ?? t(`onair.${key}.text`)];
}

function show() {
  const running = ['STARTING', 'LIVE', 'ENDING'].includes(session?.state);
  const over = session?.state === 'ENDED';
  const [badge, sentence] = standing();
  byId('setup').hidden = running || over;
  byId('chat').hidden = !(running || over);
  byId('onair-title').hidden = !(running || over);
  byId('switches').hidden = !running;
  byId('over').hidden = !running;
  byId('state').textContent = badge;
  byId('state').className = session?.state === 'LIVE' ? 'badge live' : 'badge';
  byId('subtitle').textContent = sentence;
  byId('title').textContent = session?.title || '';
  byId('share').hidden = over || session?.visibility === 'PRIVATE';
  byId('check').slim = running;
  byId('cam').hidden = type !== 'VIDEO';
  byId('inviting').session = running && session.state !== 'ENDING' && !isCall() ? session.id : null;
  byId('end').disabled = session?.state === 'ENDING';
  document.body.dataset.state = session?.state || 'SETUP';
  document.body.toggleAttribute('data-call', Boolean(running && isCall()));
  if (over) {
    disconnect();
    chat?.close();
    byId('check').close();
    byId('check').hidden = true;
    byId('alone').hidden = true;
    screen?.getTracks().forEach((track) => track.stop());
    byId('veil').hidden = false;
    byId('veil-link').hidden = false;
    byId('veil-title').textContent = t(isCall() ? 'call.ended' : 'studio.over');
    byId('veil-text').textContent = isCall() ? '' : t('studio.overText');
  }
}

function goOnAir() {
  const socket = listen({onUpdate: (update) => told.tell(update), onReset: () => { reload(); chat.load(); }});
  socket.subscribe(`sessions/${session.id}`).then(reload);
  chat = new MemberChat(byId('chat'), session.id, socket, /** @type {import('/js/api.js').User} */ (user)).begin();
  applause = new Applause(/** @type {HTMLElement} */ (document.querySelector('.picture')), byId('applause'), session.id, user);
  byId('viewers').textContent = watching(session.viewerCount);
  show();
  people.load(session).catch(() => undefined);
  if (session.state !== 'ENDING') {
    connect();
  }
}

const told = new Held(hear);
const reload = () => told.during(read).catch(showProblem);

async function read() {
  session = await get(`/api/sessions/${session.id}`);
  await people.load(session).catch(() => undefined);
  show();
}

/** @param {import('/js/live.js').Update} update */
function hear(update) {
  chat.onUpdate(update);
  applause.onUpdate(update);
  if (update.type === 'sessionStateChanged') {
    if (update.data.state === 'ENDING') {
      disconnect();
    }
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent, startedAt: update.data.startedAt || session.startedAt};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else if (update.type === 'speaking') {
    stage?.light(update.data.speaking);
    byId('alone').classList.toggle('speaks', update.data.speaking.includes(user?.id));
  } else {
    people.onUpdate(update);
    if (isCall() && update.type === 'participantLeft' && update.data.userId !== user?.id) {
      end().catch(() => undefined);
    }
  }
}

/** @param {import('/js/guests/live-form.js').Wish} wish */
async function goLive(wish) {
  byId('go').disabled = true;
  try {
    if (wish.type === 'SCREEN' && !screen) {
      await shareScreen();
    }
    const created = await post('/api/sessions', wish);
    session = await post(`/api/sessions/${created.id}/start`);
    // What was a call before is a live now.
    history.replaceState(null, '', location.pathname);
    showProblem(null);
    goOnAir();
    showPicture();
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
    byId('go').disabled = false;
  }
}

async function copyLink() {
  const address = `${location.origin}/watch/${session.id}`;
  await navigator.clipboard.writeText(address).then(
    () => { byId('share').textContent = t('studio.copied'); },
    () => { byId('share').textContent = address; },
  );
}

async function end() {
  const ended = await post(`/api/sessions/${session.id}/end`);
  session = {...session, state: session.state === 'ENDED' ? 'ENDED' : ended.state};
  disconnect();
  show();
}

async function endIfConfirmed() {
  if (byId('confirm').returnValue === 'end') {
    try {
      await end();
    } catch (problem) {
      showProblem(problem);
    }
  }
  byId('confirm').returnValue = '';
}

export async function begin() {
  user = await showAccount();
  if (!user) {
    location.replace('/signin?next=/studio');
    return;
  }
  setInterval(() => {
    byId('duration').textContent = session?.startedAt ? clock(Date.now() - Date.parse(session.startedAt)) : '0:00';
  }, 1000);
  addEventListener('pagehide', () => client?.close());
  try {
    session = await get('/api/sessions/current');
    await chooseType(session?.type ?? type);
    if (session) {
      goOnAir();
      showPicture();
    }
  } catch (problem) {
    showProblem(problem);
  }
}
