/** What those who keep order have at hand: who watches, how one may write here, what somebody said of late, and what was done so far. */
import {html, nothing, render} from 'lit';
import {Audience} from '/js/chat/audience.js';
import {Log} from '/js/chat/log.js';
import {RecentMessages} from '/js/chat/recent-messages.js';
import {RoomForm} from '/js/chat/room-form.js';

export class Console {
  /** @param {import('/js/chat/member-chat.js').MemberChat} chat */
  constructor(chat) {
    this.chat = chat;
    this.root = document.createElement('div');
    this.root.className = 'console-parts';
    this.form = new RoomForm(this);
    this.audience = new Audience(this);
    this.log = new Log(this);
    /** @type {?RecentMessages} */
    this.recent = null;
    this.changed();
  }

  changed() {
    render(html`
      <p class="problem" role="alert" hidden></p>
      ${this.recent?.template() ?? nothing}
      ${this.audience.template()}
      ${this.form.template()}
      ${this.log.template()}`, this.root);
  }

  load() {
    return this.doing(Promise.all([this.chat.room.load(), this.audience.load(), this.log.load()]).then(() => this.changed()));
  }

  /** @param {import('/js/live.js').Update} update */
  onUpdate(update) {
    if (this.chat.consoleShown && update.topic === this.chat.topic && update.type === 'moderationLogged') {
      this.load();
    }
  }

  /** @param {import('/js/api.js').User} person */
  showRecent(person) {
    this.recent = new RecentMessages(this, person);
    this.recent.load();
    this.changed();
    this.recent.focus();
  }

  closeRecent() {
    this.recent = null;
    this.changed();
    this.root.querySelector('summary')?.focus();
  }

  /** Does something and tells when it cannot be done. @param {Promise<unknown>} deed */
  async doing(deed) {
    const place = /** @type {HTMLElement} */ (this.root.querySelector('.problem'));
    place.hidden = true;
    try {
      await deed;
    } catch (problem) {
      place.hidden = false;
      place.textContent = /** @type {Error} */ (problem).message;
    }
  }
}
