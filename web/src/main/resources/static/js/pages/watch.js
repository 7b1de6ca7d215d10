/** Watching a live: the stage when there is one, what is happening when there is none, and the way up onto it. */
import {html} from 'lit';
import {get, post, remove} from '/js/api.js';
import {Applause} from '/js/chat/applause.js';
import {Chat} from '/js/chat/chat.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {arrivedBy, comesUp, isCall, staysDown} from '/js/guests/arrival.js';
import {Held, listen} from '/js/live.js';
import {OwnDevices} from '/js/own-devices.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {Stage} from '/js/stage.js';
import {t} from '/js/text.js';

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
/** The code of the link one came by, if any: after the hash, so that no server's log holds it. */
const link = arrivedBy('link');
/** @type {{id: string, type: string, visibility: string, state: string, hostPresent: boolean}} */
let session;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {Chat} */
let chat;
/** @type {Applause} */
let applause;
/** How one was put out, if one was: BANNED or REMOVED. @type {?string} */
let out = null;
/** @type {?EdgeClient} */
let client = null;
/** @type {?Stage} */
let stage = null;
/** @type {?OwnDevices} */
let own = null;

export const title = () => t('live.live');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="stage" id="stage">
    <section aria-label=${t('watch.live')}>
      <div class="picture">
        <div class="tiles" id="tiles"></div>
        <div class="over" id="over" hidden><span class="badge live">${t('live.live')}</span><span class="badge" id="viewers"></span></div>
        <div class="veil" id="veil" role="status"><h2 id="veil-title">${t('watch.moment')}</h2><p id="veil-text"></p><a class="button" id="veil-link" href="/" hidden>${t('watch.others')}</a></div>
        <button class="primary unmute" id="unmute" hidden @click=${unmute}>${t('watch.unmute')}</button>
      </div>
      <div id="applause"></div>
      <div class="title-row">
        <div><h1 id="title"></h1><p class="soft" id="host"></p></div>
        <button id="fullscreen" @click=${() => byId('tiles').requestFullscreen?.()}>${t('watch.fullScreen')}</button>
      </div>
      <div class="row controls">
        <button id="hand" hidden @click=${flipHand}></button>
        <button class="primary" id="step-up" hidden @click=${stepUp}>${t('watch.stepUp')}</button>
        <video class="own mirrored" id="own" autoplay muted playsinline hidden></video>
        <button class="toggle" id="mic" aria-pressed="false" hidden>${t('own.mute')}</button>
        <button class="toggle" id="cam" aria-pressed="false" hidden>${t('own.cameraOff')}</button>
        <button class=${isCall() ? 'danger' : ''} id="step-down" hidden @click=${isCall() ? hangUp : () => { staysDown(); stepDown(); show(); }}>${t(isCall() ? 'call.hangUp' : 'watch.stepDown')}</button>
      </div>
      <p class="lead" id="description"></p>
    </section>
    <section class="card chat" id="chat" aria-label=${t('chat.title')}></section>
  </div>`;

const people = new People(() => { stage?.show(); show(); });

/** The answer to the join of who came by a link, until it is used: before it, they may neither read nor listen. @type {?import('/js/edge/types.js').Joined} */
let joined = null;

async function join() {
  const first = joined;
  joined = null;
  return first ?? post(`/api/sessions/${id}/join`, link ? {link} : undefined);
}

function connect() {
  if (client) {
    return;
  }
  const made = new EdgeClient({join});
  client = made;
  stage = new Stage(byId('tiles'), made, {nameOf: (participant) => people.nameOf(participant), onChange: show, frame: byId('stage')});
  own = new OwnDevices(made, () => user && {session: id, user: user.id});
  made.addEventListener('rights', show);
  made.addEventListener('rights', () => { if (!made.rights.onStage) { stepDown(); } else if (comesUp() && !own?.stream) { stepUp(); } });
  made.addEventListener('closed', (event) => {
    const {code} = /** @type {CustomEvent} */ (event).detail;
    if (code === 'REPLACED') {
      showProblem(new Error(t('watch.replaced')));
    } else if (code === 'BANNED') {
      putOut(code);
    }
  });
  made.start();
}

/** @param {string} how */
function putOut(how) {
  out = how;
  showProblem(null);
  show();
}

function disconnect() {
  stepDown();
  const left = client;
  client = null;
  stage = null;
  left?.close();
}

async function stepUp() {
  if (own) {
    try {
      byId('own').srcObject = await own.open(undefined, undefined, session.type === 'VIDEO');
      byId('own').hidden = session.type !== 'VIDEO';
      await own.begin();
    } catch (problem) {
      showProblem(problem);
    }
    show();
  }
}

function stepDown() {
  if (own?.stream) {
    own.end();
    byId('own').srcObject = null;
  }
  byId('own').hidden = true;
}

/** Who leaves a call ends it. */
async function hangUp() {
  stepDown();
  await post(`/api/sessions/${id}/leave`).catch(() => undefined);
  location.assign('/people');
}

/** What is told where no picture plays. @param {string} state AWAY while the host's media has stopped */
function veil(state) {
  const key = state === 'ENDING' ? 'ENDED' : state;
  return [t(`veil.${key}`), t(`veil.${key}.text`)];
}

function show() {
  if (!session) {
    return;
  }
  const onAir = session.state === 'LIVE' && session.hostPresent;
  const over = ['ENDING', 'ENDED', 'CANCELLED'].includes(session.state);
  const away = session.state === 'LIVE' && !session.hostPresent;
  stage?.miss(away ? people.host : null);
  const playing = !out && session.state === 'LIVE' && (stage?.plays() ?? false);
  const [heading, text] = veil(out ?? (away ? 'AWAY' : session.state));
  byId('veil').hidden = playing;
  byId('veil-title').textContent = heading;
  byId('veil-text').textContent = text;
  byId('veil-link').hidden = !over && !out;
  byId('over').hidden = session.state !== 'LIVE' || out !== null;
  byId('fullscreen').hidden = over || out !== null;
  byId('unmute').hidden = !(playing && stage?.muted);
  showWayUp(over || out !== null);
  document.body.dataset.state = out ?? session.state;
  if (onAir && !out) {
    connect();
  } else if (over || out || session.state === 'PENDING') {
    disconnect();
  }
  if (over) {
    chat?.close();
  }
}

/** @param {boolean} over */
function showWayUp(over) {
  const mayStepUp = !over && Boolean(client?.rights.onStage);
  const up = Boolean(own?.published);
  const isHost = user !== null && user.id === people.host;
  byId('hand').hidden = over || !user || isHost || mayStepUp || session.state !== 'LIVE';
  byId('hand').textContent = user && people.hands.has(user.id) ? t('watch.lowerHand') : t('watch.raiseHand');
  byId('step-up').hidden = !mayStepUp || up || isHost;
  for (const name of ['mic', 'cam', 'step-down']) {
    byId(name).hidden = !(mayStepUp && up) || (name === 'cam' && session.type !== 'VIDEO');
  }
}

/** @param {import('/js/live-socket.js').Update} update */
function hear(update) {
  chat?.onUpdate(update);
  applause?.onUpdate(update);
  if (update.type === 'sessionStateChanged') {
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else if (update.type === 'putOut' && update.data.sessionId === id) {
    putOut(update.data.banned ? 'BANNED' : 'REMOVED');
  } else if (update.type === 'speaking') {
    stage?.light(update.data.speaking);
  } else {
    people.onUpdate(update);
  }
}

const told = new Held(hear);
const load = () => told.during(read);

async function read() {
  const found = await get(`/api/sessions/${encodeURIComponent(id)}${link ? `?link=${encodeURIComponent(link)}` : ''}`);
  session = found;
  document.title = t('page.title', {page: found.title});
  byId('title').textContent = found.title;
  byId('host').textContent = found.host.displayName;
  byId('description').textContent = found.description;
  byId('viewers').textContent = watching(found.viewerCount);
  people.meet(found.host);
  people.host = found.host.id;
  show();
  await people.load(found).catch(() => undefined);
}

function flipHand() {
  const hand = `/api/sessions/${id}/hand`;
  (user && people.hands.has(user.id) ? remove(hand) : post(hand)).catch(showProblem);
}

function unmute() {
  stage?.mute(false);
  show();
}

/** Brings tickets to listen with: the one there is, then a fresh one for each return. @param {?string} first */
function follow(first) {
  return async () => {
    const ticket = first ?? (await post(`/api/sessions/${id}/join`, {link})).ticket;
    first = null;
    return ticket;
  };
}

export async function begin() {
  addEventListener('pagehide', () => client?.close());
  user = await showAccount();
  try {
    const ticket = link ? (joined = await join().catch(() => null))?.ticket : undefined;
    const socket = listen({onUpdate: (update) => told.tell(update), onReset: () => { load(); chat?.load(); }}, ticket ? follow(ticket) : undefined);
    await socket.subscribe(`sessions/${id}`);
    await load();
    applause = new Applause(/** @type {HTMLElement} */ (document.querySelector('.picture')), byId('applause'), id, user);
    // What was said in a private live is for those with an account to read.
    byId('chat').hidden = !user && session.visibility === 'PRIVATE';
    if (!byId('chat').hidden) {
      chat = new Chat(byId('chat'), id, socket, user);
    }
    show();
  } catch (problem) {
    showProblem(problem);
    byId('veil-title').textContent = t('watch.nothing');
    byId('veil-text').textContent = t('watch.nothingText');
    byId('veil-link').hidden = false;
    byId('chat').hidden = true;
    byId('fullscreen').hidden = true;
  }
}
