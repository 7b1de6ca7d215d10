/** The chat as somebody with an account takes part in it: they write, answer and react, and some keep order among the lines. */
import {html, nothing} from 'lit-html';
import {put, remove} from '/js/api.js';
import {Chat} from '/js/chat/chat.js';
import {Composer} from '/js/chat/composer.js';
import {Menu} from '/js/chat/menu.js';
import {ofMessage, ofPerson} from '/js/chat/menus.js';
import {Order} from '/js/chat/order.js';
import {OwnReactions} from '/js/chat/own-reactions.js';
import {Room} from '/js/chat/room.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

export class MemberChat extends Chat {
  /** @param {HTMLElement} place @param {string} sessionId @param {import('/js/live.js').LiveSocket} socket @param {User} user */
  constructor(place, sessionId, socket, user) {
    super(place, sessionId, socket);
    const changed = () => this.changed();
    this.user = user;
    this.room = new Room(sessionId, changed);
    this.order = new Order(sessionId, user, changed);
    this.own = new OwnReactions(sessionId);
    this.composer = new Composer(this);
    this.menu = new Menu(document.body, () => this.lines.hold());
    /** What those who keep order have beside the lines, once they open it. @type {?import('/js/chat/console.js').Console} */
    this.console = null;
    this.consoleShown = false;
    // There one is told of being put out.
    socket.subscribe('me');
  }

  async read() {
    await Promise.all([super.read(), this.room.load(), this.order.load()]);
    const last = [...this.messages.byId.values()].filter((message) => message.author.id === this.user?.id).at(-1);
    if (last && !this.order.mine) {
      this.room.wrote(Date.parse(last.sentAt));
    }
  }

  /** @param {import('/js/live.js').Update} update */
  heed(update) {
    const {topic, type, data} = update;
    super.heed(update);
    this.console?.onUpdate(update);
    if (topic !== this.topic) {
      if (type === 'putOut' && data.sessionId === this.sessionId && data.banned) {
        this.room.ban();
      }
      this.order.onUpdate(update);
    } else if (type === 'chatSettingsChanged') {
      this.room.set(data);
    } else if (type === 'muted') {
      this.room.mute(data.until);
    } else if (type === 'unmuted') {
      this.room.unmute();
      this.say(t('chat.unmuted'));
    }
  }

  template() {
    const {mine} = this.order;
    const panel = mine ? 'tabpanel' : nothing;
    return html`
      ${mine ? this.tabs() : html`<h2>${t('chat.title')}</h2>`}
      <div class="panel" id="panel-chat" role=${panel} aria-labelledby=${mine ? 'tab-chat' : nothing} ?hidden=${mine && this.consoleShown}>${this.talk(false)}</div>
      ${mine ? html`<div class="panel console" id="panel-console" role="tabpanel" aria-labelledby="tab-console" ?hidden=${!this.consoleShown}>${this.console?.root ?? nothing}</div>` : nothing}`;
  }

  tabs() {
    return html`
      <h2 class="hidden-text">${t('chat.title')}</h2>
      <div class="tabs" role="tablist" aria-label=${t('chat.title')} @keydown=${(/** @type {KeyboardEvent} */ event) => this.onTabKey(event)}>${this.tab(false)}${this.tab(true)}</div>`;
  }

  /** @param {boolean} console */
  tab(console) {
    const [name, word] = console ? ['console', t('console.title')] : ['chat', t('chat.title')];
    const chosen = this.consoleShown === console;
    return html`<button class="tab" role="tab" id="tab-${name}" aria-controls="panel-${name}" aria-selected=${chosen} tabindex=${chosen ? 0 : -1}
      @click=${() => this.showConsole(console)}>${word}</button>`;
  }

  /** Arrows, Home and End choose between the tabs. @param {KeyboardEvent} event */
  onTabKey(event) {
    const to = {ArrowLeft: !this.consoleShown, ArrowRight: !this.consoleShown, Home: false, End: true}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.showConsole(to);
      /** @type {?HTMLElement} */ (this.place.querySelector(to ? '#tab-console' : '#tab-chat'))?.focus();
    }
  }

  foot() {
    return this.composer.template();
  }

  get input() {
    return this.composer.input;
  }

  get mayReact() {
    return !this.over && !this.room.banned && !this.room.muted && this.room.settings.enabled;
  }

  get keepsOrder() {
    return this.order.mine;
  }

  get showsMenu() {
    return this.menu.isOpen;
  }

  /** @param {string} message */
  reactedTo(message) {
    return this.own.of(message);
  }

  /** @param {boolean} shown */
  async showConsole(shown) {
    if (shown && !this.console) {
      const {Console} = await import('/js/chat/console.js');
      this.console ??= new Console(this);
    }
    this.consoleShown = shown;
    this.changed();
    if (shown) {
      this.console?.load();
    }
  }

  /** @param {HTMLElement} button @param {string} id */
  openMessageMenu(button, id) {
    const message = this.messages.byId.get(id);
    if (message) {
      this.menu.open(button, t('chat.menuOf', {name: message.author.displayName}), ofMessage(this, message));
    }
  }

  /** @param {HTMLElement} button @param {User} person */
  openPersonMenu(button, person) {
    this.menu.open(button, person.displayName, ofPerson(this, person));
  }

  /** @param {string} id @param {string} emoji */
  react(id, emoji) {
    const given = this.own.has(id, emoji);
    const path = `${this.path}/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
    return this.doing((given ? remove(path) : put(path, undefined)).then(() => {
      this.own.set(id, emoji, !given);
      this.changed();
    }));
  }

  /** @param {string} id */
  delete(id) {
    return this.doing(remove(`${this.path}/messages/${id}`));
  }

  /** @param {string} id */
  pin(id) {
    return this.doing(put(`${this.path}/messages/${id}/pin`, undefined));
  }

  /** @param {string} id */
  unpin(id) {
    return this.doing(remove(`${this.path}/messages/${id}/pin`));
  }

  /** Asks for how long and why, and mutes or bans. @param {'mutes' | 'bans'} how @param {User} person */
  async bar(how, person) {
    const {Sanction} = await import('/js/chat/sanction.js');
    new Sanction(this, how, person).ask();
  }

  /** @param {User} person */
  async showRecent(person) {
    await this.showConsole(true);
    this.console?.showRecent(person);
  }

  close() {
    this.room.over = true;
    super.close();
  }

  /** @param {Promise<unknown>} deed */
  async doing(deed) {
    try {
      await deed;
      this.show(null);
    } catch (problem) {
      this.show(problem);
    }
  }
}
