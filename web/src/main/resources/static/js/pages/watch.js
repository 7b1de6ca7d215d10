/** Watching a live: the stage when there is one, what is happening when there is none, and the way up onto it. */
import {html} from 'lit-html';
import {get, post} from '/js/api.js';
import {Applause} from '/js/chat/applause.js';
import {Chat} from '/js/chat/chat.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {arrivedBy, isCall} from '/js/guests/arrival.js';
import {Held, listen} from '/js/live.js';
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
/** @type {?import('/js/way-up.js').WayUp} */
let wayUp = null;

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
      <video class="own mirrored" id="own" autoplay muted playsinline hidden></video>
      <div class="row controls" id="way-up"></div>
      <p class="lead" id="description"></p>
    </section>
    <section class="card chat" id="chat" aria-label=${t('chat.title')}></section>
  </div>`;

const people = new People(() => { stage?.show(); show(); });

/** @param {string} participant */
function nameOf(participant) {
  people.lookFor(participant, session);
  return people.nameOf(participant);
}

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
  stage = new Stage(byId('tiles'), made, {nameOf, onChange: show, frame: byId('stage')});
  wayUp?.on(made);
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
  const left = client;
  client = null;
  stage = null;
  wayUp?.off();
  left?.close();
}

/** @param {?MediaStream} stream */
function showOwn(stream) {
  byId('own').srcObject = stream;
  byId('own').hidden = !stream || session.type !== 'VIDEO';
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
  wayUp?.update(session.state === 'LIVE', over || out !== null);
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

/** @param {import('/js/live.js').Update} update */
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
  // Who only watches asks who is there when somebody beside the host is seen.
  if (user) {
    await people.load(found).catch(() => undefined);
  }
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
    if (user) {
      const {WayUp} = await import('/js/way-up.js');
      wayUp = new WayUp(byId('way-up'), {id, user, people, type: () => session.type, onOwn: showOwn});
    }
    await load();
    applause = new Applause(/** @type {HTMLElement} */ (document.querySelector('.picture')), byId('applause'), id, user);
    // What was said in a private live is for those with an account to read.
    byId('chat').hidden = !user && session.visibility === 'PRIVATE';
    if (!byId('chat').hidden) {
      const {MemberChat} = user ? await import('/js/chat/member-chat.js') : {MemberChat: null};
      chat = MemberChat && user ? new MemberChat(byId('chat'), id, socket, user) : new Chat(byId('chat'), id, socket);
      chat.begin();
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
