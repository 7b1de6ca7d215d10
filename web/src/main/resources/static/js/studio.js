/** The studio: check the camera, go live, keep an eye on it, end it. Comes back on air after a reload. */
import {get, patch, post, put} from '/js/api.js';
import {Chat} from '/js/chat.js';
import * as devices from '/js/devices.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {LiveSocket} from '/js/live-socket.js';
import {OwnDevices} from '/js/own-devices.js';
import {byId, clock, element, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {Stage} from '/js/stage.js';

/** @type {?MediaStream} */
let stream = null;
let stopMeter = () => {};
/** @type {any} */
let session = null;
/** @type {Chat} */
let chat;
let connected = false;
/** @type {?EdgeClient} */
let client = null;
/** @type {?OwnDevices} */
let own = null;
/** @type {?Stage} */
let stage = null;

const people = new People(() => { stage?.show(); showHands(); });

/** @param {import('/js/api.js').User} user */
function connect(user) {
  const made = new EdgeClient({join: () => post(`/api/sessions/${session.id}/join`)});
  client = made;
  stage = new Stage(byId('tiles'), made, {nameOf: (participant) => people.nameOf(participant), controlsOf});
  own = new OwnDevices(made, () => ({session: session.id, user: user.id}));
  own.stream = stream;
  own.begin();
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
    ...(devicesOn?.audio ? [button('Mute', `Mute ${name}`, () => patch(path, {audio: false}))] : []),
    ...(devicesOn?.video ? [button('Camera off', `Switch off ${name}'s camera`, () => patch(path, {video: false}))] : []),
    button('Off stage', `Take ${name} off the stage`, () => put(`${path}/role`, {role: 'VIEWER'})),
  ];
}

/** Those who ask to come on stage. */
function showHands() {
  byId('hands').replaceChildren(...[...people.hands].map((person) => {
    const line = element('li', '', '');
    const up = element('button', 'primary', `Bring ${people.nameOf(person)} on stage`);
    up.addEventListener('click', () => put(`/api/sessions/${session.id}/participants/${encodeURIComponent(person)}/role`, {role: 'GUEST'}).catch(showProblem));
    line.append(up);
    return line;
  }));
}

async function openDevices() {
  const camera = byId('cameras').value;
  const microphone = byId('microphones').value;
  stream?.getTracks().forEach((track) => track.stop());
  stopMeter();
  stream = await devices.open(camera, microphone);
  if (own) {
    own.stream = stream;
    await own.publish();
  }
  byId('preview').srcObject = stream;
  byId('veil').hidden = true;
  byId('go').disabled = false;
  stopMeter = devices.meter(stream, byId('level'));
  await devices.list(byId('cameras'), 'videoinput', stream.getVideoTracks()[0]?.getSettings().deviceId);
  await devices.list(byId('microphones'), 'audioinput', stream.getAudioTracks()[0]?.getSettings().deviceId);
}

const WORDS = {
  STARTING: ['Connecting', 'Connecting you to the server.'],
  LIVE: ['Live', 'You are live.'],
  AWAY: ['Reconnecting', 'Your connection was cut. Bringing you back on air.'],
  ENDING: ['Ending', 'Letting everybody go.'],
  ENDED: ['Ended', 'Your live has ended. It is kept in your history.'],
};

function show() {
  const running = ['STARTING', 'LIVE', 'ENDING'].includes(session?.state);
  const over = session?.state === 'ENDED';
  const [badge, sentence] = WORDS[session?.state === 'LIVE' && !(session.hostPresent && connected) ? 'AWAY' : session?.state] || WORDS.STARTING;
  byId('setup').hidden = running || over;
  byId('chat').hidden = !(running || over);
  byId('onair-title').hidden = !(running || over);
  byId('switches').hidden = !running;
  byId('over').hidden = !running;
  byId('state').textContent = badge;
  byId('state').className = session?.state === 'LIVE' ? 'badge live' : 'badge';
  byId('subtitle').textContent = sentence;
  byId('title').textContent = session?.title || '';
  byId('share').hidden = over;
  byId('end').disabled = session?.state === 'ENDING';
  document.body.dataset.state = session?.state || 'SETUP';
  if (over) {
    disconnect();
    chat?.close();
    stopMeter();
    stream?.getTracks().forEach((track) => track.stop());
    byId('meter').hidden = true;
    byId('veil').hidden = false;
    byId('veil-link').hidden = false;
    byId('veil-title').textContent = 'That was it';
    byId('veil-text').textContent = 'Everybody has been told goodbye.';
  }
}

/** @param {import('/js/api.js').User} user */
function goOnAir(user) {
  const socket = new LiveSocket({onUpdate, onReset: reload});
  socket.subscribe(`sessions/${session.id}`);
  chat = new Chat(byId('chat'), session.id, socket, user);
  byId('viewers').textContent = watching(session.viewerCount);
  show();
  people.load(session).catch(() => undefined);
  if (session.state !== 'ENDING') {
    connect(user);
  }
}

async function reload() {
  session = await get(`/api/sessions/${session.id}`);
  people.load(session).catch(() => undefined);
  chat.load();
  show();
}

function onUpdate(update) {
  if (update.type === 'sessionStateChanged') {
    if (update.data.state === 'ENDING') {
      disconnect();
    }
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent, startedAt: update.data.startedAt || session.startedAt};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else if (!people.onUpdate(update)) {
    chat.onUpdate(update);
  }
}

async function begin() {
  const user = await showAccount();
  if (!user) {
    location.replace('/signin?next=/studio');
    return;
  }
  byId('setup').addEventListener('submit', async (event) => {
    event.preventDefault();
    byId('go').disabled = true;
    try {
      const {title, description} = event.target;
      const created = await post('/api/sessions', {title: title.value, description: description.value, type: 'VIDEO', visibility: 'PUBLIC'});
      session = await post(`/api/sessions/${created.id}/start`);
      showProblem(null);
      goOnAir(user);
    } catch (problem) {
      showProblem(problem);
      byId('go').disabled = false;
    }
  });
  try {
    await openDevices();
    session = await get('/api/sessions/current');
    if (session) {
      goOnAir(user);
    }
  } catch (problem) {
    showProblem(problem);
  }
}

for (const chosen of ['cameras', 'microphones']) {
  byId(chosen).addEventListener('change', () => openDevices().catch(showProblem));
}
byId('share').addEventListener('click', async () => {
  const address = `${location.origin}/watch/${session.id}`;
  await navigator.clipboard.writeText(address).then(
    () => { byId('share').textContent = 'Copied'; },
    () => { byId('share').textContent = address; },
  );
});
byId('end').addEventListener('click', () => byId('confirm').showModal());
byId('confirm').addEventListener('close', async () => {
  if (byId('confirm').returnValue === 'end') {
    try {
      const ended = await post(`/api/sessions/${session.id}/end`);
      session = {...session, state: session.state === 'ENDED' ? 'ENDED' : ended.state};
      disconnect();
      show();
    } catch (problem) {
      showProblem(problem);
    }
  }
  byId('confirm').returnValue = '';
});
setInterval(() => {
  byId('duration').textContent = session?.startedAt ? clock(Date.now() - Date.parse(session.startedAt)) : '0:00';
}, 1000);
addEventListener('pagehide', () => client?.close());
begin();
