/** The chat beside a live: what was said and what is said, read once a frame however much it is; one's own lines, and order among them. */
import {html, nothing, render} from 'lit';
import {put, remove} from '/js/api.js';
import {Composer} from '/js/chat/composer.js';
import {Lines} from '/js/chat/lines.js';
import {Menu} from '/js/chat/menu.js';
import {ofMessage, ofPerson} from '/js/chat/menus.js';
import {Messages} from '/js/chat/messages.js';
import {Order} from '/js/chat/order.js';
import {OwnReactions} from '/js/chat/own-reactions.js';
import {Pins} from '/js/chat/pins.js';
import {Room} from '/js/chat/room.js';
import {Held} from '/js/live.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

const FLASH_MILLIS = 1500;

export class Chat {
  /** @param {HTMLElement} place @param {string} sessionId @param {import('/js/live-socket.js').LiveSocket} socket @param {?User} user */
  constructor(place, sessionId, socket, user) {
    const changed = () => this.changed();
    this.place = place;
    this.sessionId = sessionId;
    this.socket = socket;
    this.user = user;
    this.topic = `sessions/${sessionId}/chat`;
    this.path = `/api/sessions/${encodeURIComponent(sessionId)}`;
    this.told = new Held((update) => this.heed(update));
    this.frame = 0;
    this.notice = '';
    /** @type {?string} */
    this.flashed = null;
    this.messages = new Messages(sessionId, changed);
    this.room = new Room(sessionId, changed);
    this.order = new Order(sessionId, user, changed);
    this.own = new OwnReactions(sessionId);
    this.pins = new Pins(this);
    this.composer = new Composer(this);
    this.lines = new Lines(this);
    /** What those who keep order have beside the lines, once they open it. @type {?import('/js/chat/console.js').Console} */
    this.console = null;
    this.consoleShown = false;
    place.replaceChildren();
    this.render();
    this.lines.attach(place);
    this.menu = new Menu(document.body, () => this.lines.hold());
    if (user) {
      // There one is told of being put out.
      socket.subscribe('me');
    }
    socket.subscribe(this.topic).then(() => this.load());
  }

  /** Reads everything anew: at first, and when too much was missed. */
  async load() {
    try {
      await this.told.during(() => Promise.all([this.messages.load(), this.room.load(), this.order.load(), this.pins.load()]));
      const last = [...this.messages.byId.values()].filter((message) => message.author.id === this.user?.id).at(-1);
      if (last && !this.order.mine) {
        this.room.wrote(Date.parse(last.sentAt));
      }
    } catch (problem) {
      this.show(problem);
    }
  }

  /** Takes what is told, of any topic. @param {import('/js/live-socket.js').Update} update */
  onUpdate(update) {
    this.told.tell(update);
  }

  /** @param {import('/js/live-socket.js').Update} update */
  heed(update) {
    const {type, data} = update;
    if (update.topic !== this.topic) {
      if (type === 'putOut' && data.sessionId === this.sessionId && data.banned) {
        this.room.ban();
      }
      this.order.onUpdate(update);
      this.console?.onUpdate(update);
      return;
    }
    this.console?.onUpdate(update);
    switch (type) {
      case 'messageSent':
        this.messages.add(data);
        break;
      case 'messageDeleted':
        this.messages.change(data.id, () => ({deleted: true, content: '', reactions: {}}));
        this.pins.remove(data.id);
        break;
      case 'messageReacted':
        this.messages.change(data.id, ({reactions}) => ({reactions: counted(reactions, data.emoji, data.count)}));
        break;
      case 'messagePinned':
        this.pins.add(data.id);
        break;
      case 'messageUnpinned':
        this.pins.remove(data.id);
        break;
      case 'chatSettingsChanged':
        this.room.set(data);
        break;
      case 'muted':
        this.room.mute(data.until);
        break;
      case 'unmuted':
        this.room.unmute();
        this.say(t('chat.unmuted'));
        break;
      case 'chatExpired':
        this.load();
        break;
    }
  }

  /** Something is to be shown anew, at the next frame and once. */
  changed() {
    this.frame ||= requestAnimationFrame(() => this.render());
  }

  render() {
    this.frame = 0;
    const anchor = this.lines.anchor();
    this.lines.came(this.messages.gathered.length);
    const shown = this.messages.settle();
    render(html`
      ${this.order.mine ? this.tabs() : html`<h2>${t('chat.title')}</h2>`}
      <div class="talk" ?hidden=${this.consoleShown}>
        ${this.pins.template()}
        <div class="lines-frame">${this.lines.template(shown)}</div>
        <p class="problem" role="alert" ?hidden=${!this.notice}>${this.notice}</p>
        ${this.composer.template()}
      </div>
      ${this.order.mine && this.console ? html`<div class="console" ?hidden=${!this.consoleShown}>${this.console.root}</div>` : nothing}`, this.place);
    this.lines.stay(anchor);
  }

  tabs() {
    const tab = (/** @type {boolean} */ console, /** @type {string} */ word) => html`
      <button class="tab" aria-pressed=${this.consoleShown === console} @click=${() => this.showConsole(console)}>${word}</button>`;
    return html`<h2 class="hidden-text">${t('chat.title')}</h2><div class="tabs">${tab(false, t('chat.title'))}${tab(true, t('console.title'))}</div>`;
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

  get mayReact() {
    return this.user !== null && !this.room.over && !this.room.banned && !this.room.muted && this.room.settings.enabled;
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

  /** @param {string} id */
  async jumpTo(id) {
    this.flashed = id;
    const found = await this.messages.showAround(id).catch(() => false);
    this.render();
    const line = this.lines.lineOf(id);
    if (found && line) {
      line.scrollIntoView({block: 'center'});
      this.lines.onScroll();
      line.querySelector('button')?.focus({preventScroll: true});
    } else {
      this.say(t('refused.MESSAGE_NOT_FOUND'));
    }
    setTimeout(() => { this.flashed = null; this.changed(); }, FLASH_MILLIS);
  }

  /** Nobody can write any more, and what was written can still be read. */
  close() {
    this.room.over = true;
    this.changed();
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

  /** @param {any} problem */
  show(problem) {
    this.say(problem ? problem.message : '');
  }

  /** @param {string} text what to tell, or nothing to take back what was told */
  say(text) {
    this.notice = text;
    this.changed();
  }
}

/** @param {Record<string, number>} reactions @param {string} emoji @param {number} count */
function counted(reactions, emoji, count) {
  const {[emoji]: _, ...others} = reactions ?? {};
  return count ? {...reactions, [emoji]: count} : others;
}
