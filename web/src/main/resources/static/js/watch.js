/** Watching a live: the stage when there is one, what is happening when there is none, and the way up onto it. */
import {get, post, remove} from '/js/api.js';
import {Chat} from '/js/chat.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {LiveSocket} from '/js/live-socket.js';
import {OwnDevices} from '/js/own-devices.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {Stage} from '/js/stage.js';

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
/** The code of the link one came by, if any: after the hash, so that no server's log holds it. */
const link = new URLSearchParams(location.hash.slice(1)).get('link');
/** @type {{id: string, state: string, hostPresent: boolean}} */
let session;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {Chat} */
let chat;
/** @type {?EdgeClient} */
let client = null;
/** @type {?Stage} */
let stage = null;
/** @type {?OwnDevices} */
let own = null;

const people = new People(() => { stage?.show(); show(); });

function connect() {
  if (client) {
    return;
  }
  const made = new EdgeClient({join: () => post(`/api/sessions/${id}/join`, link ? {link} : undefined)});
  client = made;
  stage = new Stage(byId('tiles'), made, {nameOf: (participant) => people.nameOf(participant), onChange: show, frame: byId('stage')});
  own = new OwnDevices(made, () => user && {session: id, user: user.id});
  made.addEventListener('rights', show);
  made.addEventListener('rights', () => { if (!made.rights.onStage) { stepDown(); } });
  made.addEventListener('closed', (event) => {
    if (/** @type {CustomEvent} */ (event).detail.code === 'REPLACED') {
      showProblem(new Error('You watch in another window now.'));
    }
  });
  made.start();
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
      byId('own').srcObject = await own.open();
      byId('own').hidden = false;
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

const VEILS = {
  PENDING: ['Not started yet', 'The live begins here when its host starts it.'],
  STARTING: ['Almost there', 'The host is getting ready.'],
  LIVE: ['Connecting', 'The picture comes in a moment.'],
  AWAY: ['One moment', 'The host will be right back.'],
  ENDING: ['This live has ended', 'Thank you for being there. The chat can be read for a while.'],
  ENDED: ['This live has ended', 'Thank you for being there. The chat can be read for a while.'],
  CANCELLED: ['This live was cancelled', 'Its host called it off.'],
};

function show() {
  if (!session) {
    return;
  }
  const onAir = session.state === 'LIVE' && session.hostPresent;
  const over = ['ENDING', 'ENDED', 'CANCELLED'].includes(session.state);
  const away = session.state === 'LIVE' && !session.hostPresent;
  stage?.miss(away ? people.host : null);
  const playing = session.state === 'LIVE' && (stage?.plays() ?? false);
  const [title, text] = VEILS[away ? 'AWAY' : session.state];
  byId('veil').hidden = playing;
  byId('veil-title').textContent = title;
  byId('veil-text').textContent = text;
  byId('veil-link').hidden = !over;
  byId('over').hidden = session.state !== 'LIVE';
  byId('fullscreen').hidden = over;
  byId('unmute').hidden = !(playing && stage?.muted);
  showWayUp(over);
  document.body.dataset.state = session.state;
  if (onAir) {
    connect();
  } else if (over || session.state === 'PENDING') {
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
  byId('hand').textContent = user && people.hands.has(user.id) ? 'Lower your hand' : 'Raise your hand';
  byId('step-up').hidden = !mayStepUp || up || isHost;
  for (const name of ['mic', 'cam', 'step-down']) {
    byId(name).hidden = !(mayStepUp && up);
  }
}

function onUpdate(update) {
  if (update.type === 'sessionStateChanged') {
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else if (!people.onUpdate(update)) {
    chat?.onUpdate(update);
  }
}

async function load() {
  const read = await get(`/api/sessions/${encodeURIComponent(id)}${link ? `?link=${encodeURIComponent(link)}` : ''}`);
  session = read;
  document.title = `${read.title} · Griot`;
  byId('title').textContent = read.title;
  byId('host').textContent = read.host.displayName;
  byId('description').textContent = read.description;
  byId('viewers').textContent = watching(read.viewerCount);
  people.meet(read.host);
  people.host = read.host.id;
  show();
  await people.load(read).catch(() => undefined);
}

async function begin() {
  user = await showAccount();
  try {
    const socket = new LiveSocket({onUpdate, onReset: () => { load(); chat?.load(); }});
    socket.subscribe(`sessions/${id}`);
    await load();
    chat = new Chat(byId('chat'), id, socket, user);
    show();
  } catch (problem) {
    showProblem(problem);
    byId('veil-title').textContent = 'Nothing to see here';
    byId('veil-text').textContent = 'This live does not exist, or it is private.';
    byId('veil-link').hidden = false;
    byId('chat').hidden = true;
    byId('fullscreen').hidden = true;
  }
}

byId('hand').addEventListener('click', () => {
  const hand = `/api/sessions/${id}/hand`;
  (user && people.hands.has(user.id) ? remove(hand) : post(hand)).catch(showProblem);
});
byId('step-up').addEventListener('click', stepUp);
byId('step-down').addEventListener('click', () => { stepDown(); show(); });
byId('unmute').addEventListener('click', () => { stage?.mute(false); show(); });
byId('fullscreen').addEventListener('click', () => byId('tiles').requestFullscreen?.());
addEventListener('pagehide', () => client?.close());
begin();
