/** Watching a live: the stage when there is one, what is happening when there is none, and the chat beside it. */
import {html, nothing, render} from 'lit-html';
import {beGuest, get, getAsAnybody, post} from '/js/api.js';
import {Applause} from '/js/chat/applause.js';
import {Chat} from '/js/chat/chat.js';
import {EdgeClient} from '/js/edge/edge-client.js';
import {arrivedBy, guestName, isCall} from '/js/guests/arrival.js';
import {Layout} from '/js/layout.js';
import {Held, listen} from '/js/live.js';
import {byId, showAccount, showProblem, watching} from '/js/page.js';
import {People} from '/js/people.js';
import {PictureControls} from '/js/picture-controls.js';
import {Stage} from '/js/stage.js';
import {language, t} from '/js/text.js';

/** A phone that stands has less than that above its keyboard alone. */
const SHORT = 560;

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
/** The code of the link one came by, if any: after the hash, so that no server's log holds it. */
const link = arrivedBy('link');
/** @type {any} */
let session;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {Chat} */
let chat;
/** @type {Applause} */
let applause;
/** Whether the live is recorded; loaded once it is. @type {?import('/js/recording/recorded.js').Recorded} */
let recorded = null;
/** Asks who is on stage, with an account or as a guest, whether they agree to be recorded. @type {?import('/js/recording/consent.js').Consent} */
let consent = null;
/** How often in a row no way to the edge may come about before the live is shown without. */
const MOST_FAILURES = 2;
/** What is seen where the edge has no place for one, or there is no way to it. @type {?import('/js/recording/far-view.js').FarView} */
let far = null;
/** Why one is not to come to the edge: WISHED by the address, FAILED. @type {?string} */
let farBecause = new URLSearchParams(location.search).get('player') === 'hls' ? 'WISHED' : null;
/** @type {PictureControls} */
let controls;
/** @type {Layout} */
let layout;
/** Why nothing is to be seen here for good, or for now: BANNED, REMOVED, REPLACED, FULL. @type {?string} */
let out = null;
/** Whether our own connection is lost for now. */
let lost = false;
/** @type {?EdgeClient} */
let client = null;
/** @type {?Stage} */
let stage = null;
/** @type {?import('/js/way-up.js').WayUp} */
let wayUp = null;
/** Others who are live, once one is asked for where to go. @type {?any[]} */
let others = null;

export const title = () => t('live.live');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="stage watch" id="stage">
    <section class="seen" aria-label=${t('watch.live')}>
      <div class="picture" id="picture">
        <div class="tiles" id="tiles"></div>
        <div class="over" id="over" hidden><span class="badge live">${t('live.live')}</span><span class="badge" id="viewers"></span></div>
        <div class="veil" id="veil" role="status"></div>
        <p class="lost" id="lost" role="status"></p>
        <button class="primary unmute" id="unmute" hidden @click=${unmute}>${t('watch.unmute')}</button>
        <div class="bar" id="controls" role="group" aria-label=${t('picture.controls')} hidden></div>
      </div>
      <div class="title-row">
        <div class="titles"><h1 id="title" dir="auto"></h1><p class="soft" id="host"></p></div>
        <div class="row" id="way-up"></div>
      </div>
      <div id="far" role="status"></div>
      <div id="consent"></div>
      <div id="applause"></div>
    </section>
    <section class="card chat" id="chat" aria-label=${t('chat.title')}></section>
  </div>
  <p class="lead" id="description" dir="auto"></p>`;

function unmute() {
  if (far) {
    far.video.muted = false;
  }
  controls.mute(false);
  show();
}

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
  return first ?? ask();
}

/** Comes without a place at the edge; returns where the live is to be had then. @returns {Promise<?string>} */
async function joinFromAfar() {
  return (await post(`/api/sessions/${id}/join`, {...askedBy(), hls: true})).edge.hlsUrl;
}

const askedBy = () => (link ? {link, ...(guestName() ? {displayName: guestName()} : {})} : undefined);

/** By a link, who has no account says the name they chose at the door, if they chose one; and who comes on stage by it, that they agree to be recorded. */
async function ask() {
  const by = askedBy();
  try {
    return await post(`/api/sessions/${id}/join`, by);
  } catch (problem) {
    const asked = link && /** @type {any} */ (problem).code === 'CONSENT_NEEDED';
    if (!asked || !await (await import('/js/recording/consent.js')).asksToAgree()) {
      throw problem;
    }
    return post(`/api/sessions/${id}/join`, {...by, recordingConsent: true});
  }
}

function connect() {
  if (client) {
    return;
  }
  const made = new EdgeClient({join});
  client = made;
  recorded?.advise(made);
  stage = new Stage(byId('tiles'), made, {nameOf, layout, sound: controls.sound, onChange: show});
  controls.on(stage);
  wayUp?.on(made);
  made.addEventListener('state', (event) => {
    const state = /** @type {CustomEvent} */ (event).detail;
    lost = state === 'lost';
    if (state === 'open' && out === 'FULL') {
      out = null;
      far?.end();
    }
    show();
  });
  made.addEventListener('rights', show);
  made.addEventListener('refused', (event) => {
    if (/** @type {CustomEvent} */ (event).detail === 'SESSION_FULL') {
      out = 'FULL';
      lookFromAfar();
      show();
    }
  });
  made.addEventListener('failing', (event) => {
    const isOften = /** @type {CustomEvent} */ (event).detail >= MOST_FAILURES;
    if (isOften && made.signal.joined?.edge.hlsUrl && !made.rights.onStage) {
      disconnect();
      farBecause = 'FAILED';
      show();
    }
  });
  made.addEventListener('closed', (event) => {
    const {code} = /** @type {CustomEvent} */ (event).detail;
    if (code === 'REPLACED' || code === 'BANNED') {
      putOut(code);
    } else if (code === 'SIGNED_OUT') {
      // As whoever they are now, somebody without an account perhaps.
      location.reload();
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
  wayUp?.off();
  const left = client;
  client = null;
  stage = null;
  lost = false;
  left?.close();
}

/** What is told where no picture plays. @param {string} state AWAY while the host's media has stopped */
function veil(state) {
  const key = state === 'ENDING' ? 'ENDED' : state;
  const soon = key === 'PENDING' && session.scheduledFor;
  const when = soon ? new Date(session.scheduledFor).toLocaleString(language, {dateStyle: 'full', timeStyle: 'short'}) : '';
  const left = isOver() || (out !== null && out !== 'REPLACED');
  return html`
    <h2 id="veil-title">${t(`veil.${key}`)}</h2>
    <p id="veil-text">${soon ? t('veil.PENDING.when', {time: when}) : key === 'ENDED' && session.reason === 'ADMIN_ENDED' ? t('studio.overAdmin') : t(`veil.${key}.text`)}</p>
    ${out === 'REMOVED' || out === 'REPLACED' ? html`<button class="primary" @click=${() => location.reload()}>${t('watch.comeBack')}</button>` : nothing}
    ${isOver() && session.recordingUrl ? html`<a class="button primary" id="watch-again" href=${session.recordingUrl}>${t('history.watchAgain')}</a>` : nothing}
    ${left && others?.length ? html`<ul class="elsewhere" aria-label=${t('watch.elsewhere')}>${others.map((one) => html`
      <li><a class="card" href=${`/watch/${encodeURIComponent(one.id)}`}><b dir="auto">${one.title}</b> <span class="soft" dir="auto">${one.host.displayName}</span></a></li>`)}</ul>` : nothing}
    ${left && !isCall() ? html`<a class="button" href="/">${t('watch.others')}</a>` : nothing}`;
}

const isOver = () => ['ENDING', 'ENDED', 'CANCELLED'].includes(session.state);

function show() {
  if (!session) {
    return;
  }
  const live = session.state === 'LIVE';
  const away = live && !session.hostPresent;
  stage?.miss(away ? people.host : null);
  const playing = live && ((!out && (stage?.plays() ?? false)) || seenFromAfar());
  byId('veil').hidden = playing;
  if (!playing) {
    render(veil(out ?? (away ? 'AWAY' : session.state)), byId('veil'));
  }
  byId('lost').textContent = lost && playing ? t('watch.lost') : '';
  byId('over').hidden = !live || (out !== null && !seenFromAfar());
  controls.offer(playing && !seenFromAfar());
  byId('unmute').hidden = !(playing && (seenFromAfar() ? far?.video.muted : stage?.hushed && !controls.sound.muted));
  wayUp?.update(live, isOver() || out !== null);
  consent?.update(Boolean(recorded?.runs) && !out && Boolean(client?.rights.onStage) && user?.id !== people.host);
  document.body.dataset.state = out ?? session.state;
  tellFar(playing);
  if (live && session.hostPresent && farBecause && !out) {
    lookFromAfar();
  } else if (live && session.hostPresent && (!out || out === 'FULL')) {
    connect();
  } else if (isOver() || out || session.state === 'PENDING') {
    disconnect();
  }
  if (isOver()) {
    chat?.close();
  }
  if (isOver() || (out && out !== 'FULL')) {
    far?.end();
  }
  if (isOver() || out) {
    lookElsewhere();
  }
}

async function lookWhetherRecorded() {
  const {Recorded} = await import('/js/recording/recorded.js');
  recorded ??= new Recorded(id, byId('over'), () => {
    if (client) {
      recorded?.advise(client);
    }
    show();
  });
  await recorded.load();
}

const seenFromAfar = () => Boolean(far?.plays) && (out === null || out === 'FULL');

async function lookFromAfar() {
  if (!far) {
    const {FarView} = await import('/js/recording/far-view.js');
    far ??= new FarView(byId('tiles'), show, comeNear);
  }
  far.begin(joinFromAfar, false);
}

/** Tries the way to the edge, whatever became of it before. */
function comeNear() {
  if (farBecause) {
    farBecause = null;
    far?.end();
    show();
  }
}

/** Says that and why what is seen is late, and offers the way back. @param {boolean} playing */
function tellFar(playing) {
  const why = seenFromAfar() && playing ? farBecause ?? 'FULL' : null;
  render(why ? html`
    <p class="soft far-why">${t(`watch.far.${why}`)}
      ${farBecause ? html`<button id="near" @click=${comeNear}>${t('watch.near')}</button>` : nothing}</p>` : nothing, byId('far'));
}

/** Reads who else is live, once. */
async function lookElsewhere() {
  if (!others && !isCall()) {
    others = [];
    const page = await getAsAnybody('/api/sessions?state=LIVE&limit=4').catch(() => ({items: []}));
    others = page.items.filter((/** @type {{id: string}} */ one) => one.id !== id).slice(0, 3);
    show();
  }
}

/** @param {import('/js/live.js').Update} update */
function hear(update) {
  chat?.onUpdate(update);
  applause?.onUpdate(update);
  if (recorded) {
    recorded.onUpdate(update);
  } else if (update.type === 'recordingChanged') {
    lookWhetherRecorded().catch(() => undefined);
  }
  if (update.type === 'sessionStateChanged') {
    session = {...session, state: update.data.state, hostPresent: update.data.hostPresent, reason: update.data.reason ?? session.reason};
    show();
    if (update.data.state === 'ENDED') {
      load().catch(() => undefined); // What was recorded can be watched now.
    }
  } else if (update.type === 'viewerCountChanged') {
    byId('viewers').textContent = watching(update.data.viewerCount);
  } else if (update.type === 'putOut' && update.data.sessionId === id) {
    putOut(update.data.banned ? 'BANNED' : 'REMOVED');
  } else if (update.type === 'codecWished') {
    client?.prefer(update.data.codec);
  } else if (update.type === 'speaking') {
    stage?.light(update.data.speaking);
    layout.leads(update.data.dominant ?? null);
  } else {
    people.onUpdate(update);
    if (update.type === 'participantSeated' && update.data.user.id === user?.id) {
      comeNear(); // From afar nobody can be on stage.
    }
    if (update.type === 'hostChanged') {
      byId('host').textContent = people.nameOf(update.data.to.id);
    }
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
  [found.host, ...found.guests].forEach((one) => people.meet(one));
  people.host = found.host.id;
  if (found.recorded || recorded) {
    await lookWhetherRecorded().catch(() => undefined);
  }
  show();
  // Who only watches asks who is there when somebody beside the host is seen.
  if (user) {
    await people.load(found).catch(() => undefined);
  }
}

/** Brings tickets to listen with: the one there is, then a fresh one for each return. @param {?string} first */
function follow(first) {
  return async () => {
    const ticket = first ?? (await ask()).ticket;
    first = null;
    return ticket;
  };
}

/** What those with an account have beside what everybody has. @param {import('/js/api.js').User} person */
async function beMember(person) {
  const [{WayUp}, {Consent}] = await Promise.all([import('/js/way-up.js'), import('/js/recording/consent.js')]);
  consent = new Consent(byId('consent'), id);
  wayUp = new WayUp(byId('way-up'), {id, user: person, people, type: () => session.type, onOwn: (stream) => stage?.showOwn(stream)});
}

/** @param {import('/js/live.js').LiveSocket} socket */
async function openChat(socket) {
  const {MemberChat} = user ? await import('/js/chat/member-chat.js') : {MemberChat: null};
  chat = MemberChat && user ? new MemberChat(byId('chat'), id, socket, user) : new Chat(byId('chat'), id, socket);
  chat.begin();
}

/** Where a keyboard on the screen covers the page, only what is seen of it counts. */
function keepInSight() {
  const seen = window.visualViewport;
  const fit = () => {
    const height = Math.round(seen?.height ?? innerHeight);
    document.documentElement.style.setProperty('--seen', `${height}px`);
    document.body.toggleAttribute('data-typing', height < SHORT && document.activeElement?.tagName === 'INPUT');
  };
  seen?.addEventListener('resize', fit);
  fit();
}

export async function begin() {
  addEventListener('pagehide', () => client?.close());
  document.body.toggleAttribute('data-call', isCall());
  keepInSight();
  layout = new Layout(byId('tiles'), {call: isCall()});
  controls = new PictureControls(byId('picture'), byId('controls'), layout);
  user = await showAccount();
  try {
    const ticket = link ? (joined = await join().catch(() => null))?.ticket : undefined;
    if (!user && joined?.guest) {
      beGuest(joined.guest, async () => (await ask()).guest);
      user = joined.guest.user;
    }
    const socket = listen({
      onUpdate: (update) => told.tell(update),
      onReset: () => { load(); chat?.load(); },
      onOpen: (open) => chat?.onOpen(open),
    }, ticket ? follow(ticket) : undefined);
    await Promise.all([socket.subscribe(`sessions/${id}`), user && beMember(user)]);
    await load();
    applause = new Applause(byId('picture'), byId('applause'), id, user);
    // What went before in a private live is for those with an account to read.
    byId('chat').hidden = !user && session.visibility === 'PRIVATE';
    if (!byId('chat').hidden) {
      applause.load();
      await openChat(socket);
    }
    show();
  } catch (problem) {
    const banned = /** @type {any} */ (problem).code === 'BANNED';
    showProblem(banned ? null : problem);
    if (banned) {
      document.body.dataset.state = 'BANNED';
    }
    render(html`<h2 id="veil-title">${t(banned ? 'veil.BANNED' : 'watch.nothing')}</h2><p id="veil-text">${t(banned ? 'veil.BANNED.text' : 'watch.nothingText')}</p><a class="button" href="/">${t('watch.others')}</a>`, byId('veil'));
    byId('chat').hidden = true;
  }
}
