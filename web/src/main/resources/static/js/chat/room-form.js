/** How one may write here, for those who decide that: chat off, members only, slow mode, blocked words. */
import {html} from 'lit';
import {live} from 'lit/directives/live.js';
import {patch} from '/js/api.js';
import {millisOf} from '/js/chat/room.js';
import {t} from '/js/text.js';

const PAUSES = ['PT5S', 'PT10S', 'PT30S', 'PT1M', 'PT5M'];

export class RoomForm {
  /** @param {import('/js/chat/console.js').Console} console */
  constructor(console) {
    this.console = console;
    /** What was asked for and not answered yet: news of another change must not undo it on the page. @type {Record<string, any>} */
    this.asked = {};
  }

  template() {
    const {room} = this.console.chat;
    const settings = {...room.settings, ...this.asked};
    const pauses = settings.slowMode && !PAUSES.includes(settings.slowMode) ? [...PAUSES, settings.slowMode] : PAUSES;
    const set = (/** @type {object} */ change) => this.change(change);
    return html`
      <details class="room-form">
        <summary>${t('console.room')}</summary>
        <label class="choice"><input type="checkbox" .checked=${live(settings.enabled)} ?disabled=${room.over} @change=${(/** @type {any} */ event) => set({enabled: event.target.checked})}> ${t('console.enabled')}</label>
        <label class="choice"><input type="checkbox" .checked=${live(settings.membersOnly)} ?disabled=${room.over} @change=${(/** @type {any} */ event) => set({membersOnly: event.target.checked})}> ${t('console.membersOnly')}</label>
        <label>${t('console.slowMode')}
          <select .value=${live(settings.slowMode ?? '')} ?disabled=${room.over} @change=${(/** @type {any} */ event) => set({slowMode: event.target.value || null})}>
            <option value="" ?selected=${!settings.slowMode}>${t('console.noSlowMode')}</option>
            ${pauses.map((pause) => html`<option value=${pause} ?selected=${pause === settings.slowMode}>${spoken(pause)}</option>`)}
          </select>
        </label>
        <form class="words-form" @submit=${(/** @type {SubmitEvent} */ event) => this.saveWords(event)}>
          <label>${t('console.blockedWords')}
            <textarea name="words" rows="3" dir="auto" ?disabled=${room.over} .value=${(settings.blockedWords ?? []).join('\n')}></textarea>
          </label>
          <button ?disabled=${room.over}>${t('console.saveWords')}</button>
          <span class="soft small" role="status"></span>
        </form>
      </details>`;
  }

  /** @param {Record<string, any>} change */
  async change(change) {
    const {chat} = this.console;
    Object.assign(this.asked, change);
    await this.console.doing(patch(chat.room.path, change).then((settings) => chat.room.set(settings)));
    for (const name of Object.keys(change)) {
      if (this.asked[name] === change[name]) {
        delete this.asked[name];
      }
    }
    this.console.changed();
  }

  /** @param {SubmitEvent} event */
  async saveWords(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const words = /** @type {any} */ (form.elements).words.value.split('\n').map((/** @type {string} */ word) => word.trim()).filter(Boolean);
    const told = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
    told.textContent = '';
    await this.console.doing(patch(this.console.chat.room.path, {blockedWords: words}).then((settings) => {
      this.console.chat.room.set(settings);
      told.textContent = t('console.saved');
    }));
    this.console.changed();
  }
}

/** @param {string} pause */
function spoken(pause) {
  const seconds = millisOf(pause) / 1000;
  return seconds % 60 ? t('console.seconds', {count: seconds}) : t('console.minutes', {count: seconds / 60});
}
