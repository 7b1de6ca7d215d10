/** What of a recording is played: picture and sound, or the sound alone, which takes a fraction of the data. */
import {html, nothing} from 'lit-html';
import {t} from '/js/text.js';

/** @param {any} recording @param {string} name */
const has = (recording, name) => recording.tracks.some((/** @type {{name: string}} */ track) => track.name === name);

/** Where the sound alone is played: in what every player takes, if there is that. @param {any} recording */
export const soundOf = (recording) => recording.playUrl.replace(/main\.m3u8$/, `${has(recording, 'm-aac') ? 'm-aac' : 'm-opus'}/main.m3u8`);

/** A choice, where there is one. @param {any} recording @param {boolean} soundAlone @param {(soundAlone: boolean) => void} choose */
export const choice = (recording, soundAlone, choose) => !has(recording, 'p') ? nothing : html`
  <label class="speed"><span class="hidden-text">${t('replay.quality')}</span>
    <select id="quality" @change=${(/** @type {any} */ event) => choose(event.target.value === 'sound')}>
      <option value="picture" .selected=${!soundAlone}>${t('replay.allOfIt')}</option>
      <option value="sound" .selected=${soundAlone}>${t('replay.soundAlone')}</option>
    </select></label>`;
