/** The host's controls of a recording, how far it is, what is wrong with it, and who on stage is not in it. */
import {html, nothing, render} from 'lit-html';
import {get, patch, post, remove} from '/js/api.js';
import {ask} from '/js/ask.js';
import {clock, showProblem} from '/js/page.js';
import {millis} from '/js/recording/offset.js';
import {language, t} from '/js/text.js';

export class Desk {
  /** @param {HTMLElement} place @param {import('/js/recording/recorded.js').Recorded} recorded @param {import('/js/people.js').People} people */
  constructor(place, recorded, people) {
    this.place = place;
    this.recorded = recorded;
    this.people = people;
    /** What each said. @type {Map<string, boolean>} */
    this.answers = new Map();
    this.on = false;
    this.busy = false;
    /** Whether everybody's picture is to be kept by itself too. */
    this.stems = false;
    this.runs = false;
  }

  /** @param {boolean} on whether the live is on, so that it can be recorded */
  update(on) {
    this.on = on;
    if (this.recorded.runs && !this.runs) {
      this.load();
    }
    this.runs = this.recorded.runs;
    this.show();
  }

  async load() {
    const page = await get(`${this.recorded.path}/answers`).catch(() => ({items: []}));
    this.answers = new Map(page.items.map((/** @type {any} */ one) => [one.user.id, one.consent]));
    this.show();
  }

  /** @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    if (type === 'recordingAnswered') {
      this.answers.set(data.userId, data.consent);
      this.show();
    }
  }

  show() {
    const {state} = this.recorded;
    render(!this.on ? nothing : html`
      <div class="row desk" role="group" aria-label=${t('recording.title')}>
        ${state === 'STOPPED' ? html`<button id="record" ?disabled=${this.busy} @click=${() => this.doing(() => post(this.recorded.path, {stems: this.stems}))}>${t('recording.record')}</button>
          <label class="check small"><input type="checkbox" id="stems" .checked=${this.stems} @change=${(/** @type {any} */ event) => { this.stems = event.target.checked; }}> <span>${t('recording.stems')}</span></label>` : nothing}
        ${state === 'RECORDING' ? html`<button id="pause-recording" ?disabled=${this.busy} @click=${() => this.doing(() => patch(this.recorded.path, {state: 'PAUSED'}))}>${t('recording.pause')}</button>` : nothing}
        ${state === 'PAUSED' ? html`<button id="resume-recording" ?disabled=${this.busy} @click=${() => this.doing(() => patch(this.recorded.path, {state: 'RECORDING'}))}>${t('recording.resume')}</button>` : nothing}
        ${state === 'RECORDING' || state === 'PAUSED' ? html`
          <button id="stop-recording" ?disabled=${this.busy} @click=${() => this.stop()}>${t('recording.stop')}</button>
          <span class="soft small" id="recording-progress">${this.words()}</span>` : nothing}
      </div>
      ${this.runs ? this.notIn() : nothing}
      ${this.runs && this.recorded.progress.trouble ? html`<p class="problem" role="alert">${t(`recording.trouble.${this.recorded.progress.trouble}`)}</p>` : nothing}`, this.place);
  }

  words() {
    const {duration, bytes} = this.recorded.progress;
    const megabytes = (bytes / 1_000_000).toLocaleString(language, {maximumFractionDigits: bytes < 10_000_000 ? 1 : 0});
    return t('recording.progress', {time: clock(millis(duration)), size: megabytes});
  }

  /** Who is on stage, and has not agreed. */
  notIn() {
    const names = [...this.people.onStage.keys()]
      .filter((person) => person !== this.people.host && this.answers.get(person) !== true)
      .map((person) => this.people.nameOf(person));
    return names.length ? html`<p class="soft small" id="not-recorded">${t('recording.notIn', {names: new Intl.ListFormat(language).format(names)})}</p>` : nothing;
  }

  async stop() {
    const sure = await ask({heading: t('recording.stopQuestion'), text: t('recording.stopText'), yes: t('recording.stop'), no: t('recording.goOn'), value: 'stop'});
    if (sure) {
      await this.doing(() => remove(this.recorded.path));
    }
  }

  /** @param {() => Promise<unknown>} deed */
  async doing(deed) {
    this.busy = true;
    this.show();
    await deed().then(() => showProblem(null), showProblem);
    this.busy = false;
    this.show();
  }
}
