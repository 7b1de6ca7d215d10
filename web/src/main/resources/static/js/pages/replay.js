/** A recording: picture and sound, the chat beside it in step, and what was where. It plays while its live still runs, too. */
import {html, nothing, render} from 'lit-html';
import {get, patch, remove} from '/js/api.js';
import {ask} from '/js/ask.js';
import {byId, clock, day, element, showAccount, showProblem} from '/js/page.js';
import {Captions} from '/js/recording/captions.js';
import {ClipList} from '/js/recording/clip-list.js';
import {Clipper} from '/js/recording/clipper.js';
import {hasGrid, made, save as saveFile} from '/js/recording/download.js';
import {asked, millis} from '/js/recording/offset.js';
import {Player} from '/js/recording/player.js';
import {goOnInFile, hasHiddenPicture} from '/js/recording/prepared.js';
import {choice as qualityChoice, soundOf} from '/js/recording/quality.js';
import {ReplayChat} from '/js/recording/replay-chat.js';
import {SeekBar} from '/js/recording/seek-bar.js';
import {read as readThumbnails} from '/js/recording/thumbnails.js';
import {share} from '/js/recording/share.js';
import {t} from '/js/text.js';

/** How often one that is being made is looked at again. */
const LOOK_MILLIS = 10_000;

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
const path = `/api/recordings/${encodeURIComponent(id)}`;
/** @type {any} */
let recording = null;
/** @type {?import('/js/api.js').User} */
let user = null;
/** @type {Player} */
let player;
/** @type {SeekBar} */
let bar;
/** @type {ReplayChat} */
let chat;
/** @type {Captions} */
let captions;
/** @type {Clipper} */
let clipper;
/** @type {any[]} */
let chapters = [];
let editing = false;
/** Whether the sound alone is played. */
let soundAlone = false;
/** What is being made of it, and how far that is. @type {?{what: string, percent: number}} */
let preparing = null;

export const title = () => t('replay.title');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <div class="stage watch">
    <section class="seen replay" id="replay" aria-label=${t('replay.title')}>
      <div class="picture" id="picture">
        <video id="video" playsinline tabindex="-1"></video>
        <div class="air" id="air" aria-hidden="true"></div>
        <button class="begin" id="begin" hidden @click=${() => bar.flip()}><span aria-hidden="true">▶</span> <span class="hidden-text">${t('replay.play')}</span></button>
        <div class="veil" id="veil" role="status" hidden></div>
      </div>
      <div class="bars" id="bars"></div>
      <div id="clipper"></div>
      <div id="about"></div>
      <div id="chapters"></div>
      <div id="clips"></div>
    </section>
    <section class="card chat" id="chat" aria-label=${t('chat.title')}></section>
  </div>`;

const about = () => html`
  <div class="title-row">
    <div class="titles"><h1 id="title" dir="auto">${recording.title || t('history.titleGone')}</h1>
      <p class="soft"><bdi>${recording.host.displayName}</bdi> · ${day(recording.startedAt)} · ${clock(millis(recording.duration))}
        ${recording.visibility === 'PRIVATE' ? html`<span class="badge">${t('golive.private')}</span>` : nothing}</p></div>
    <div class="row">
      <button id="share" @click=${shareIt}>${t('replay.share')}</button>
      ${recording.state === 'FINISHED' && recording.bytes > 0 ? html`<button id="download" ?disabled=${preparing !== null} @click=${() => download('programme')}>${t('replay.download')}</button>` : nothing}
      ${recording.state === 'FINISHED' && hasGrid(recording) ? html`<button id="download-grid" ?disabled=${preparing !== null} @click=${() => download('grid')}>${t('replay.downloadGrid')}</button>` : nothing}
      ${user && recording.bytes > 0 ? html`<button id="clip" aria-expanded=${clipper.open} @click=${() => clipper.open ? clipper.close() : clipper.begin()}>${t('clip.new')}</button>` : nothing}
      ${isRunning() ? html`<a class="button primary" href=${`/watch/${encodeURIComponent(recording.sessionId)}`}>${t('replay.toLive')}</a>` : nothing}
      ${isMine() && !editing ? html`<button id="edit" @click=${() => edit(true)}>${t('replay.edit')}</button>` : nothing}
    </div>
  </div>
  <p class="soft small" id="preparing" role="status">${preparing === null ? nothing : t(preparing.what, {percent: preparing.percent})}</p>
  ${recording.reason === 'NODE_LOST' ? html`<p class="soft small">${t('replay.cutOff')}</p>` : nothing}
  ${editing ? form() : recording.description ? html`<p class="lead" id="description" dir="auto">${recording.description}</p>` : nothing}`;

const form = () => html`
  <form class="card stack setup" @submit=${save}>
    <label>${t('studio.liveTitle')} <input name="title" required maxlength="120" .value=${recording.title}></label>
    <label>${t('studio.description')} <textarea name="description" maxlength="2000" rows="3" .value=${recording.description}></textarea></label>
    <label>${t('golive.visibility')}
      <select name="visibility">
        <option value="PUBLIC" ?selected=${recording.visibility === 'PUBLIC'}>${t('golive.public')}</option>
        <option value="PRIVATE" ?selected=${recording.visibility === 'PRIVATE'}>${t('golive.private')}</option>
      </select></label>
    ${captions.desk()}
    <div class="row">
      <button class="primary">${t('replay.save')}</button>
      <button type="button" @click=${() => edit(false)}>${t('replay.cancel')}</button>
      ${isRunning() ? nothing : html`<button type="button" class="danger" id="delete" @click=${erase}>${t('replay.delete')}</button>`}
    </div>
  </form>`;

const chapterList = () => chapters.length < 2 ? nothing : html`
  <details class="chapters" open><summary>${t('replay.chapters')}</summary>
    <ol>${chapters.map(({seconds, words}) => html`<li><button class="quiet" @click=${() => jump(seconds)}><span class="moment small">${clock(seconds * 1000)}</span> <span dir="auto">${words}</span></button></li>`)}</ol>
  </details>`;

const isRunning = () => recording.state === 'RECORDING' || recording.state === 'PAUSED';
const isMine = () => user?.id === recording.host.id;

function show() {
  render(about(), byId('about'));
  render(chapterList(), byId('chapters'));
  document.title = t('page.title', {page: recording.title || t('replay.title')});
}

/** @param {boolean} on */
function edit(on) {
  editing = on;
  show();
  (on ? document.querySelector('.setup input') : byId('edit'))?.focus();
}

/** @param {SubmitEvent} event */
async function save(event) {
  event.preventDefault();
  const {title, description, visibility} = /** @type {any} */ (event.target).elements;
  try {
    recording = await patch(path, {title: title.value, description: description.value, visibility: visibility.value});
    showProblem(null);
    edit(false);
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
  }
}

async function erase() {
  if (await ask({heading: t('replay.deleteQuestion'), text: t('replay.deleteText'), yes: t('replay.delete'), no: t('replay.keep'), value: 'delete'})) {
    await remove(path).then(() => location.assign('/history'), showProblem);
  }
}

/** The address says where one is. */
function shareIt() {
  const seconds = Math.floor(byId('video').currentTime);
  return share(byId('share'), recording.title, `${location.origin}${location.pathname}${seconds > 5 ? `?t=${seconds}` : ''}`);
}

/** @param {'programme' | 'grid'} layout */
async function download(layout) {
  tellPreparing('replay.preparing', 0);
  try {
    const address = await made(path, (percent) => tellPreparing('replay.preparing', percent), layout);
    saveFile(address, recording.title);
    showProblem(null);
  } catch (problem) {
    showProblem(new Error(/** @type {any} */ (problem).code === 'RECORDING_UNAVAILABLE' ? t('replay.noDownload') : /** @type {Error} */ (problem).message));
  }
  tellPreparing('', null);
}

/** @param {number} seconds */
function jump(seconds) {
  bar.seek(seconds);
  byId('video').play().catch(() => undefined);
}

/** @param {string} emoji @param {number} count */
function float(emoji, count) {
  const air = byId('air');
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    for (let one = 0; one < Math.min(count, 8) && air.childElementCount < 40; one++) {
      const glyph = element('span', '', emoji);
      glyph.style.insetInlineEnd = `${2 + Math.random() * 26}%`;
      glyph.style.animationDelay = `${Math.random() * 500}ms`;
      glyph.addEventListener('animationend', () => glyph.remove());
      air.append(glyph);
    }
  }
}

/** @param {string} heading @param {string} text */
function veil(heading, text) {
  byId('veil').hidden = !heading;
  render(heading ? html`<h2>${heading}</h2><p>${text}</p>` : nothing, byId('veil'));
}

/** What a chapter is called: all that happened where it begins. @param {any} chapter */
const nameOf = ({parts}) => parts.map((/** @type {any} */ {code, person, message}) =>
  t(`chapter.${code}`, {name: person?.displayName ?? t('people.somebody'), text: message?.content ?? ''})).join(' · ');

async function readChapters() {
  const [told, density] = await Promise.all([get(`${path}/chapters`).catch(() => []), get(`${path}/chat/density`).catch(() => ({messages: []}))]);
  chapters = told.map((/** @type {any} */ one) => ({seconds: millis(one.offset) / 1000, words: nameOf(one)}));
  bar.chapters = chapters;
  bar.density = density.messages;
  bar.show();
  bar.thumbnails = recording.state === 'FINISHED' ? await readThumbnails(path).catch(() => []) : [];
}

async function look() {
  const ran = isRunning();
  recording = {...recording, ...await get(path)};
  if (ran && !isRunning()) {
    readChapters();
  }
  bar.length = millis(recording.duration) / 1000;
  chat.refresh();
  show();
  if (!player.hls && recording.playUrl && recording.bytes > 0 && !byId('veil').hidden) {
    await play(0);
  }
}

/** @param {number} from */
async function play(from) {
  veil('', '');
  await player.play(soundAlone ? soundOf(recording) : recording.playUrl, from);
  byId('begin').hidden = false;
  if (!soundAlone && hasHiddenPicture(recording)) {
    playPrepared(from);
  }
}

/** Goes on where one is, as one was. @param {boolean} sound */
async function choose(sound) {
  const {paused, currentTime, playbackRate} = byId('video');
  soundAlone = sound;
  await play(currentTime);
  byId('video').playbackRate = playbackRate;
  if (!paused) {
    byId('video').play().catch(() => undefined);
  }
  bar.show();
}

/** @param {number} from */
async function playPrepared(from) {
  const video = byId('video');
  try {
    await goOnInFile(player, path, (percent) => tellPreparing('replay.preparingPicture', percent), () => video.currentTime || from);
  } catch {
    showProblem(new Error(t('replay.noPicture')));
  }
  tellPreparing('', null);
}

/** @param {string} what @param {?number} percent */
function tellPreparing(what, percent) {
  preparing = percent === null ? null : {what, percent};
  show();
}

/** An address is good for some hours, and no more once somebody was banned or it became private: whoever may still play asks for another, once. @param {boolean} fatal */
async function stuck(fatal) {
  const before = recording.playUrl;
  recording = fatal ? await get(path).catch(() => recording) : recording;
  if (fatal && recording.playUrl !== before) {
    await play(byId('video').currentTime);
  } else {
    veil(fatal ? t('replay.stuck') : '', t('replay.stuckText'));
  }
}

export async function begin() {
  user = await showAccount();
  try {
    recording = await get(path);
  } catch (problem) {
    veil(t('replay.nothing'), /** @type {Error} */ (problem).message);
    byId('chat').hidden = true;
    return;
  }
  const video = byId('video');
  video.poster = recording.posterUrl ?? '';
  bar = new SeekBar(byId('bars'), video, byId('replay'));
  bar.length = millis(recording.duration) / 1000;
  captions = new Captions(video, path, () => { bar.show(); show(); });
  bar.more = () => html`${qualityChoice(recording, soundAlone, choose)}${captions.choice()}`;
  clipper = new Clipper(byId('clipper'), bar, path, byId('replay'));
  captions.load();
  new ClipList(byId('clips'), path).load();
  chat = new ReplayChat(byId('chat'), `${path}/chat`, {seek: jump, float});
  show();
  chat.follow(video);
  for (const told of ['play', 'pause', 'loadeddata']) {
    video.addEventListener(told, () => { byId('begin').hidden = !video.paused || video.currentTime > 0; });
  }
  player = new Player(video, stuck);
  const from = asked(new URLSearchParams(location.search).get('t')) ?? 0;
  if (recording.playUrl && recording.bytes > 0) {
    await play(from);
  } else {
    veil(t('replay.empty'), t('replay.emptyText'));
  }
  chat.at(from * 1000);
  readChapters();
  setInterval(() => { if (isRunning() && !document.hidden) { look().catch(() => undefined); } }, LOOK_MILLIS);
}
