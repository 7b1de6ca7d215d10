/** A clip: what somebody marked of a recording, the way to the whole of it, and to others. */
import {html, nothing, render} from 'lit-html';
import {get, patch, remove} from '/js/api.js';
import {ask} from '/js/ask.js';
import {byId, clock, day, showAccount, showProblem} from '/js/page.js';
import {millis} from '/js/recording/offset.js';
import {Player, startOf} from '/js/recording/player.js';
import {goOnInFile, hasHiddenPicture} from '/js/recording/prepared.js';
import {SeekBar} from '/js/recording/seek-bar.js';
import {share} from '/js/recording/share.js';
import {t} from '/js/text.js';

const id = decodeURIComponent(location.pathname.split('/')[2] || '');
const path = `/api/clips/${encodeURIComponent(id)}`;
/** @type {any} */
let clip = null;
/** @type {any} */
let recording = null;
/** @type {any} */
let user = null;
let isAdmin = false;
/** @type {Player} */
let player;
/** @type {SeekBar} */
let bar;
let editing = false;

export const title = () => t('clip.title');

export const body = () => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <section class="seen replay clip" id="replay" aria-label=${t('clip.title')}>
    <div class="picture" id="picture">
      <video id="video" playsinline tabindex="-1"></video>
      <button class="begin" id="begin" hidden @click=${() => bar.flip()}><span aria-hidden="true">▶</span> <span class="hidden-text">${t('replay.play')}</span></button>
      <div class="veil" id="veil" role="status" hidden></div>
    </div>
    <div class="bars" id="bars"></div>
    <div id="about"></div>
  </section>`;

const about = () => html`
  <div class="title-row">
    <div class="titles"><h1 id="title" dir="auto">${clip.title || t('history.titleGone')}</h1>
      <p class="soft"><bdi>${clip.by.displayName}</bdi> · ${day(clip.createdAt)} · ${clock(millis(clip.duration))}</p></div>
    <div class="row">
      <button class="primary" id="share" @click=${() => share(byId('share'), clip.title, location.origin + clip.url)}>${t('replay.share')}</button>
      <a class="button" id="whole" href=${`/recordings/${encodeURIComponent(clip.recordingId)}?t=${Math.floor(millis(clip.from) / 1000)}`}>${t('clip.whole')}</a>
      ${mayRename() && !editing ? html`<button id="edit" @click=${() => edit(true)}>${t('replay.edit')}</button>` : nothing}
      ${mayRename() || isAdmin ? html`<button id="delete" @click=${erase}>${t('clip.remove')}</button>` : nothing}
    </div>
  </div>
  ${editing ? form() : recording ? html`<p class="soft">${t('clip.of')} <bdi>${recording.title || t('history.titleGone')}</bdi></p>` : nothing}`;

const form = () => html`
  <form class="card stack setup" @submit=${save}>
    <label>${t('clip.name')} <input name="title" required maxlength="120" .value=${clip.title}></label>
    <div class="row"><button class="primary">${t('replay.save')}</button> <button type="button" @click=${() => edit(false)}>${t('replay.cancel')}</button></div>
  </form>`;

const mayRename = () => user && (user.id === clip.by.id || user.id === recording?.host.id);

function show() {
  render(about(), byId('about'));
  document.title = t('page.title', {page: clip.title || t('clip.title')});
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
  try {
    clip = await patch(path, {title: /** @type {any} */ (event.target).elements.title.value});
    showProblem(null);
    edit(false);
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
  }
}

async function erase() {
  if (await ask({heading: t('clip.removeQuestion'), text: t('clip.removeText'), yes: t('clip.remove'), no: t('replay.keep'), value: 'delete'})) {
    await remove(path).then(() => location.assign(`/recordings/${encodeURIComponent(clip.recordingId)}`), showProblem);
  }
}

/** @param {string} heading @param {string} text */
function veil(heading, text) {
  byId('veil').hidden = !heading;
  render(heading ? html`<h2>${heading}</h2><p>${text}</p>` : nothing, byId('veil'));
}

/** The playlist begins where a decoder can, and says how far before the clip that is. */
async function play() {
  veil('', '');
  const lead = await startOf(clip.playUrl);
  bar.within(lead, lead + millis(clip.duration) / 1000);
  await player.play(clip.playUrl, lead);
  byId('begin').hidden = false;
  if (recording && hasHiddenPicture(recording)) {
    playPrepared(lead);
  }
}

/** The file has all of the recording. @param {number} lead where the clip begins in its own playlist */
async function playPrepared(lead) {
  const from = millis(clip.from) / 1000;
  const video = byId('video');
  try {
    await goOnInFile(player, `/api/recordings/${encodeURIComponent(clip.recordingId)}`, (percent) => veil(t('clip.title'), t('replay.preparingPicture', {percent})), () => {
      bar.within(from, from + millis(clip.duration) / 1000);
      return from + Math.max(0, video.currentTime - lead);
    });
    veil('', '');
  } catch {
    veil('', '');
    showProblem(new Error(t('replay.noPicture')));
  }
}

/** An address is good for some hours: whoever may still play asks for another, once. @param {boolean} fatal */
async function stuck(fatal) {
  const before = clip.playUrl;
  clip = fatal ? await get(path).catch(() => clip) : clip;
  if (fatal && clip.playUrl !== before) {
    await play();
  } else {
    veil(fatal ? t('replay.stuck') : '', t('replay.stuckText'));
  }
}

export async function begin() {
  user = await showAccount();
  try {
    clip = await get(path);
  } catch (problem) {
    veil(t('replay.nothing'), /** @type {Error} */ (problem).message);
    return;
  }
  recording = await get(`/api/recordings/${encodeURIComponent(clip.recordingId)}`).catch(() => null);
  const video = byId('video');
  bar = new SeekBar(byId('bars'), video, byId('replay'));
  if (recording?.posterUrl) {
    video.poster = recording.posterUrl;
  }
  show();
  for (const told of ['play', 'pause', 'loadeddata']) {
    video.addEventListener(told, () => { byId('begin').hidden = !video.paused; });
  }
  player = new Player(video, stuck);
  await play().catch(() => stuck(true));
  if (user && !mayRename()) {
    isAdmin = await get('/api/me').then((me) => me.admin === true, () => false);
    show();
  }
}
