/** The host's own picture: the camera's; a screen, with the camera in its corner; or, where there is sound alone, who it is. */
import {html} from 'lit-html';
import {byId, initials} from '/js/page.js';
import {t} from '/js/text.js';

export const ownPicture = () => html`
  <div class="picture">
    <video id="preview" class="mirrored" autoplay muted playsinline></video>
    <video id="self" class="mirrored" autoplay muted playsinline hidden></video>
    <div class="alone" id="alone" hidden><span class="face" aria-hidden="true"></span><p>${t('golive.soundAlone')}</p></div>
    <div class="over" id="over" hidden><span class="badge live" id="state">${t('live.live')}</span><span class="badge duration">0:00</span><span class="badge" id="viewers"></span><span id="own-quality"></span></div>
    <div class="veil" id="veil"><h2 id="veil-title">${t('studio.camera')}</h2><p id="veil-text">${t('studio.allow')}</p><a class="button" id="veil-link" href="/history" hidden>${t('studio.seeLives')}</a></div>
  </div>`;

/** @param {{camera: ?MediaStream, screen: ?MediaStream, type: string, onAir: boolean, name: string}} shown */
export function showOwnPicture({camera, screen, type, onAir, name}) {
  const face = type === 'VIDEO' ? camera : null;
  fill(byId('preview'), screen ?? face);
  fill(byId('self'), screen ? face : null);
  byId('self').hidden = !(screen && face);
  byId('preview').classList.toggle('mirrored', !screen);
  byId('alone').hidden = type === 'VIDEO' || !camera || Boolean(screen);
  byId('alone').querySelector('.face').textContent = initials(name);
  byId('alone').querySelector('p').textContent = t(type !== 'SCREEN' ? 'golive.soundAlone' : onAir ? 'golive.noScreen' : 'golive.screenNext');
  byId('veil').hidden = Boolean(camera || screen);
  if (onAir && !camera) {
    byId('veil-title').textContent = t('studio.noPicture');
    byId('veil-text').textContent = t('studio.noPictureText');
  }
}

/** @param {HTMLVideoElement} video @param {?MediaStream} stream */
function fill(video, stream) {
  if (video.srcObject !== stream) {
    video.srcObject = stream;
  }
}
