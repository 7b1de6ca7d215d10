/** Whether a live is recorded: a mark on the picture that everybody sees, spoken once when it changes. */
import {get} from '/js/api.js';
import {element} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {'PLANNED' | 'RECORDING' | 'PAUSED' | 'STOPPED'} State */

/** What a recording was is not what it is: of one that is over the live has no mark. */
const RUNS = ['PLANNED', 'RECORDING', 'PAUSED'];

export class Recorded {
  /** @param {string} session @param {HTMLElement} marks where the mark goes, among others on the picture @param {() => void} [onChange] */
  constructor(session, marks, onChange) {
    this.path = `/api/sessions/${encodeURIComponent(session)}/recording`;
    this.onChange = onChange ?? (() => undefined);
    /** Told each second while it is recorded. */
    this.onProgress = () => {};
    /** @type {State} */
    this.state = 'STOPPED';
    /** @type {?string} */
    this.id = null;
    /** How far it is, and what is wrong with it. @type {{duration: string, bytes: number, trouble: ?string}} */
    this.progress = {duration: 'PT0S', bytes: 0, trouble: null};
    this.mark = element('span', 'badge rec');
    this.mark.hidden = true;
    this.told = element('span', 'hidden-text');
    this.told.setAttribute('role', 'status');
    marks.append(this.mark, this.told);
  }

  /** Reads how it stands. */
  async load() {
    const found = await get(this.path);
    if (found && RUNS.includes(found.state)) {
      this.progress = {duration: found.duration, bytes: found.bytes, trouble: found.trouble};
    }
    this.be(found && RUNS.includes(found.state) ? found.state : 'STOPPED', found?.id ?? null);
  }

  /** Whether what is shown and said is kept, or may be in a moment. */
  get runs() {
    return this.state === 'RECORDING' || this.state === 'PAUSED';
  }

  /** What is recorded is sent so that it can be kept as it comes; and so it goes on afterwards, since a change is seen. @param {import('/js/edge/edge-client.js').EdgeClient} client */
  advise(client) {
    if (this.state !== 'STOPPED') {
      client.prefer('H264');
    }
  }

  /** @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    if (type === 'recordingChanged') {
      this.be(data.state, data.recordingId);
    } else if (type === 'recordingProgress') {
      this.id = data.recordingId;
      this.progress = data;
      this.onProgress();
    } else if (type === 'sessionStateChanged' && ['ENDING', 'ENDED', 'CANCELLED'].includes(data.state)) {
      this.be('STOPPED', this.id);
    }
  }

  /** @param {State} state @param {?string} id */
  be(state, id) {
    const before = this.state;
    this.state = state;
    this.id = id;
    this.mark.hidden = !this.runs;
    this.mark.toggleAttribute('data-paused', state === 'PAUSED');
    this.mark.textContent = t(state === 'PAUSED' ? 'recording.pausedMark' : 'recording.mark');
    if (state !== before && (this.runs || before === 'RECORDING' || before === 'PAUSED')) {
      this.told.textContent = t(`recording.told.${state}`);
    }
    this.onChange();
  }
}
