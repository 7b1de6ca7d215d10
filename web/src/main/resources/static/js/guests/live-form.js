/** What a live is to be: its title, what it carries, who may come, for how many it has seats, and whether now or later. */
import {html} from 'lit';
import {byId} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {'VIDEO' | 'AUDIO' | 'SCREEN'} Type */
/** @typedef {{title: string, description: string, type: Type, visibility: 'PUBLIC' | 'PRIVATE', maxParticipants: number, scheduledFor?: string, recording: boolean, stems: boolean}} Wish */

const FEWEST = 2;
const MOST = 10;
const USUAL = 4;
const SOONEST_MILLIS = 60_000;

let ready = false;

/** @param {{submit: (wish: Wish) => void, choose: (type: Type) => void}} listener */
export const liveForm = ({submit, choose}) => html`
  <form class="card stack setup" id="setup" @submit=${(/** @type {SubmitEvent} */ event) => { event.preventDefault(); submit(read(event.target)); }}>
    <h1>${t('account.goLive')}</h1>
    <label>${t('studio.liveTitle')}
      <input name="title" required maxlength="120" placeholder=${t('studio.about')}>
    </label>
    <label>${t('studio.description')}
      <textarea name="description" maxlength="2000" rows="2"></textarea>
    </label>
    ${choices('type', t('golive.type'), [['VIDEO', t('golive.video')], ['AUDIO', t('golive.audio')], ['SCREEN', t('golive.screen')]], choose)}
    ${choices('visibility', t('golive.visibility'), [['PUBLIC', t('golive.public')], ['PRIVATE', t('golive.private')]])}
    <label>${t('golive.seats')}
      <select name="seats">${Array.from({length: MOST - FEWEST + 1}, (_, more) => FEWEST + more).map((seats) => html`<option value=${seats} ?selected=${seats === USUAL}>${seats.toLocaleString()}</option>`)}</select>
    </label>
    <label class="check"><input type="checkbox" name="recording" @change=${showStems}> <span>${t('golive.record')} <span class="small">${t('golive.recordText')}</span></span></label>
    <label class="check" id="with-stems" hidden><input type="checkbox" name="stems"> <span>${t('recording.stems')} <span class="small">${t('golive.stemsText')}</span></span></label>
    ${choices('when', t('golive.when'), [['NOW', t('golive.now')], ['LATER', t('golive.later')]], showTime)}
    <label id="time" hidden>${t('golive.time')}
      <input type="datetime-local" name="time" disabled required @focus=${(/** @type {any} */ event) => { event.target.min = local(Date.now() + SOONEST_MILLIS); }}>
      <span class="small">${t('golive.timeText')}</span>
    </label>
    <button class="primary" id="go" disabled>${t('account.goLive')}</button>
  </form>`;

/** One of a few, the first unless another is picked. @param {string} name @param {string} label @param {[string, string][]} all @param {(value: any) => void} [picked] */
const choices = (name, label, all, picked) => html`
  <fieldset class="segments">
    <legend>${label}</legend>
    ${all.map(([value, word], index) => html`
      <label><input type="radio" name=${name} value=${value} ?checked=${index === 0} @change=${() => picked?.(value)}><span>${word}</span></label>`)}
  </fieldset>`;

/** @param {any} form @returns {Wish} */
const read = ({elements: {title, description, type, visibility, seats, time, recording, stems}}) => ({
  title: title.value, description: description.value, type: type.value, visibility: visibility.value, maxParticipants: Number(seats.value), recording: recording.checked, stems: recording.checked && stems.checked,
  ...time.disabled ? {} : {scheduledFor: new Date(time.value).toISOString()},
});

/** Says whether the devices are open that a live needs which begins now. @param {boolean} open */
export function mayBegin(open) {
  ready = open;
  showButton();
}

/** @param {'NOW' | 'LATER'} chosen */
function showTime(chosen) {
  const time = field('time');
  time.disabled = chosen === 'NOW';
  time.min = local(Date.now() + SOONEST_MILLIS);
  byId('time').hidden = time.disabled;
  showButton();
}

/** Everybody's picture is kept by itself of what is recorded alone. */
function showStems() {
  byId('with-stems').hidden = !field('recording').checked;
}

function showButton() {
  const later = !field('time').disabled;
  byId('go').disabled = !ready && !later;
  byId('go').textContent = t(later ? 'golive.schedule' : 'account.goLive');
}

/** Empties the form, for another live. */
export function clearForm() {
  byId('setup').reset();
  showStems();
  showTime('NOW');
}

/** @param {string} name */
const field = (name) => byId('setup').elements[name];

/** The time as a field for times has it: by the person's own clock, to the minute. @param {number} millis */
const local = (millis) => new Date(millis - new Date(millis).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
