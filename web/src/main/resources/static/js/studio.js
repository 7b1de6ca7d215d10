/** The studio: check the camera, go live, keep an eye on it, end it. Comes back on air after a reload. */
import {get, post} from '/js/api.js';
import {Chat} from '/js/chat.js';
import * as devices from '/js/devices.js';
import {LiveSocket} from '/js/live-socket.js';
import {byId, clock, showAccount, showProblem, watching} from '/js/page.js';
import {KeptPeer, Peer} from '/js/peer.js';

const MAX_BITRATE = 2_500_000;

/** @type {?MediaStream} */
let stream = null;
let stopMeter = () => {};
/** @type {any} */
let session = null;
/** @type {Chat} */
let chat;
let connected = false;

const kept = new KeptPeer(async () => {
  const joined = await post(`/api/sessions/${session.id}/join`);
  return new Peer({
    url: joined.edge.whipUrl,
    ticket: joined.ticket,
    iceServers: joined.edge.iceServers,
    prepare: publish,
    onConnected: () => { connected = true; kept.succeeded(); show(); },
    onLost: () => { connected = false; show(); kept.again(); },
  });
}, (problem) => { showProblem(problem); });

/** @param {RTCPeerConnection} connection */
function publish(connection) {
  const media = /** @type {MediaStream} */ (stream);
  // For a look from outside, such as a test's.
  byId('preview').griotConnection = connection;
  for (const track of media.getTracks()) {
    const encodings = track.kind === 'video' ? [{maxBitrate: MAX_BITRATE}] : [];
    const transceiver = connection.addTransceiver(track, {direction: 'sendonly', streams: [media], sendEncodings: encodings});
    if (track.kind === 'video') {
      preferVp8(transceiver);
    }
  }
}

/** Every browser plays VP8; which H.264 it plays is another matter. @param {RTCRtpTransceiver} transceiver */
function preferVp8(transceiver) {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs || [];
  const vp8First = [...codecs].sort((a, b) => Number(/vp8/i.test(b.mimeType)) - Number(/vp8/i.test(a.mimeType)));
  transceiver.setCodecPreferences?.(vp8First);
}

async function openDevices() {
  const camera = byId('cameras').value;
  const microphone = byId('microphones').value;
  stream?.getTracks().forEach((track) => track.stop());
  stopMeter();
  stream = await devices.open(camera, microphone);
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
    kept.stop(false);
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
  if (session.state !== 'ENDING') {
    kept.start();
  }
}

async function reload() {
  session = await get(`/api/sessions/${session.id}`);
  chat.load();
  show();
}

function onUpdate(update) {
  if (update.type === 'sessionStateChanged') {
    if (update.data.state === 'ENDING') {
      kept.stop(false);
    }
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent, startedAt: update.data.startedAt || session.startedAt};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else {
    chat.onUpdate(update);
  }
}

/** @param {string} kind @param {HTMLElement} button @param {[string, string]} words */
function flip(kind, button, words) {
  const off = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(off));
  button.textContent = words[off ? 1 : 0];
  stream?.getTracks().filter((track) => track.kind === kind).forEach((track) => { track.enabled = !off; });
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
byId('mic').addEventListener('click', () => flip('audio', byId('mic'), ['Mute', 'Muted']));
byId('cam').addEventListener('click', () => flip('video', byId('cam'), ['Camera off', 'Camera is off']));
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
      kept.stop(false);
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
addEventListener('pagehide', () => kept.peer?.connection.close());
begin();
