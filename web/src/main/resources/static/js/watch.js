/** Watching a live: the picture when there is one, and what is happening when there is none. */
import {get, post} from '/js/api.js';
import {Chat} from '/js/chat.js';
import {LiveSocket} from '/js/live-socket.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {KeptPeer, Peer} from '/js/peer.js';

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
/** The code of the link one came by, if any: after the hash, so that no server's log holds it. */
const link = new URLSearchParams(location.hash.slice(1)).get('link');
const video = /** @type {HTMLVideoElement} */ (byId('picture'));
/** @type {{state: string, hostPresent: boolean}} */
let session;
/** @type {Chat} */
let chat;

const kept = new KeptPeer(async () => {
  const joined = await post(`/api/sessions/${id}/join`, link ? {link} : undefined);
  const stream = new MediaStream();
  video.srcObject = stream;
  return new Peer({
    url: joined.edge.whepUrl,
    ticket: joined.ticket,
    iceServers: joined.edge.iceServers,
    prepare: (connection) => {
      // For a look from outside, such as a test's.
      video.griotConnection = connection;
      connection.addTransceiver('video', {direction: 'recvonly'});
      connection.addTransceiver('audio', {direction: 'recvonly'});
      connection.addEventListener('track', ({track}) => stream.addTrack(track));
    },
    onConnected: () => kept.succeeded(),
    onLost: () => { show(); kept.again(); },
  });
}, () => show());

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
  const onAir = session.state === 'LIVE' && session.hostPresent;
  const over = ['ENDING', 'ENDED', 'CANCELLED'].includes(session.state);
  const playing = onAir && video.videoWidth > 0 && kept.peer !== null;
  const [title, text] = VEILS[session.state === 'LIVE' && !session.hostPresent ? 'AWAY' : session.state];
  byId('veil').hidden = playing;
  byId('veil-title').textContent = title;
  byId('veil-text').textContent = text;
  byId('veil-link').hidden = !over;
  byId('over').hidden = session.state !== 'LIVE';
  byId('fullscreen').hidden = over;
  byId('unmute').hidden = !(playing && video.muted);
  document.body.dataset.state = session.state;
  if (onAir) {
    kept.start();
  } else if (session.state !== 'LIVE') {
    kept.stop(!over);
  }
  if (over) {
    chat?.close();
    video.srcObject = null;
  }
}

/** Plays with sound where the browser lets us, and else without until it is tapped. */
async function play() {
  try {
    await video.play();
  } catch (refused) {
    if (/** @type {Error} */ (refused).name === 'NotAllowedError') {
      video.muted = true;
      await video.play().catch(() => undefined);
    }
  }
  show();
}

function onUpdate(update) {
  if (update.type === 'sessionStateChanged') {
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent};
    show();
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else {
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
  show();
}

async function begin() {
  const user = await showAccount();
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

video.addEventListener('loadedmetadata', play);
video.addEventListener('resize', show);
byId('unmute').addEventListener('click', () => { video.muted = false; show(); });
byId('fullscreen').addEventListener('click', () => byId('picture').requestFullscreen?.());
addEventListener('pagehide', () => kept.stop());
begin();
