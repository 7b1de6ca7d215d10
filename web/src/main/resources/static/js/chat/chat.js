/**
 * The chat beside a live as everybody reads it: what was said and what is said, rendered once a frame however much it is. Who has an
 * account takes part in it: {@code member-chat.js}.
 */
import {html, render} from 'lit-html';
import {Lines} from '/js/chat/lines.js';
import {Messages} from '/js/chat/messages.js';
import {Pins} from '/js/chat/pins.js';
import {Held} from '/js/live.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

const FLASH_MILLIS = 1500;

export class Chat {
  /** @param {HTMLElement} place @param {string} sessionId @param {import('/js/live.js').LiveSocket} socket */
  constructor(place, sessionId, socket) {
    this.place = place;
    this.sessionId = sessionId;
    this.socket = socket;
    /** @type {?User} */
    this.user = null;
    this.topic = `sessions/${sessionId}/chat`;
    this.path = `/api/sessions/${encodeURIComponent(sessionId)}`;
    this.told = new Held((update) => this.heed(update));
    this.frame = 0;
    this.notice = '';
    this.over = false;
    /** Whether the socket is cut for now. */
    this.cut = false;
    /** @type {?string} */
    this.flashed = null;
    this.messages = new Messages(sessionId, () => this.changed());
    this.pins = new Pins(this);
    this.lines = new Lines(this);
  }

  /** Shows it, and reads what was said. */
  begin() {
    this.place.replaceChildren();
    this.render();
    this.lines.attach(this.place);
    this.socket.subscribe(this.topic).then(() => this.load());
    return this;
  }

  /** Reads everything anew: at first, and when too much was missed. */
  async load() {
    try {
      await this.told.during(() => this.read());
    } catch (problem) {
      this.show(problem);
    }
  }

  /** @returns {Promise<unknown>} */
  read() {
    return Promise.all([this.messages.load(), this.pins.load()]);
  }

  /** Takes what is told, of any topic. @param {import('/js/live.js').Update} update */
  onUpdate(update) {
    this.told.tell(update);
  }

  /** @param {boolean} open whether the socket is open */
  onOpen(open) {
    this.cut = !open;
    this.changed();
  }

  /** @param {import('/js/live.js').Update} update */
  heed({topic, type, data}) {
    if (topic !== this.topic) {
      return;
    }
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
    render(this.template(), this.place);
    this.lines.show(shown);
    this.lines.stay(anchor);
  }

  template() {
    return html`<h2>${t('chat.title')}</h2>${this.talk(false)}`;
  }

  /** @param {boolean} hidden */
  talk(hidden) {
    return html`
      <div class="talk" ?hidden=${hidden}>
        ${this.pins.template()}
        <div class="lines-frame">${this.lines.template()}</div>
        <p class="cut" role="status" ?hidden=${!this.cut || this.over}>${t('chat.isReconnecting')}</p>
        <p class="problem" role="alert" ?hidden=${!this.notice}>${this.notice}</p>
        ${this.foot()}
      </div>`;
  }

  /** Where one writes; who has no account is shown the way to one. */
  foot() {
    return this.over
      ? html`<div class="compose"><p class="soft small">${t('chat.closed')}</p></div>`
      : html`<div class="compose"><a class="button" href="/signin?next=${encodeURIComponent(location.pathname)}">${t('chat.signIn')}</a></div>`;
  }

  /** Where one writes, if one may. @returns {?HTMLElement} */
  get input() {
    return null;
  }

  /** Whether the person reacts to messages, keeps order, and looks at a menu now. */
  get mayReact() {
    return false;
  }

  get keepsOrder() {
    return false;
  }

  get showsMenu() {
    return false;
  }

  /** With what the person reacted to a message, as one word. @param {string} _message */
  reactedTo(_message) {
    return '';
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
    this.over = true;
    this.changed();
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
