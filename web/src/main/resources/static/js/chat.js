/** The chat beside a live: history, new lines as they come, and a line of one's own. */
import {get} from '/js/api.js';
import {element, link} from '/js/page.js';
import {language, t} from '/js/text.js';

const MAX_LINES = 500;
const PAGE = 50;

export class Chat {
  /**
   * @param {HTMLElement} place @param {string} sessionId @param {import('/js/live-socket.js').LiveSocket} socket
   * @param {?import('/js/api.js').User} user
   */
  constructor(place, sessionId, socket, user) {
    this.topic = `sessions/${sessionId}/chat`;
    this.sessionId = sessionId;
    this.socket = socket;
    this.seen = new Set();
    this.lines = element('ol', 'lines');
    this.lines.setAttribute('role', 'log');
    this.lines.setAttribute('aria-label', t('chat.messages'));
    this.lines.tabIndex = 0;
    this.problem = element('p', 'problem');
    this.problem.setAttribute('role', 'alert');
    this.problem.hidden = true;
    this.compose = user ? this.form() : this.invitation();
    place.replaceChildren(element('h2', '', t('chat.title')), this.lines, this.problem, this.compose);
    this.showNothing();
    socket.subscribe(this.topic);
    this.load();
    this.loadSettings();
  }

  /** Reads the history anew and shows it. */
  async load() {
    try {
      const page = await get(`/api/sessions/${this.sessionId}/messages?limit=${PAGE}`);
      const newer = [...this.lines.querySelectorAll('li[data-id]')];
      this.seen.clear();
      this.lines.replaceChildren();
      page.items.reverse().forEach((message) => this.add(message));
      newer.filter((line) => !this.seen.has(line.dataset.id)).forEach((line) => {
        this.seen.add(line.dataset.id);
        this.lines.append(line);
      });
      if (!this.lines.children.length) {
        this.showNothing();
      }
      this.lines.scrollTop = this.lines.scrollHeight;
    } catch (problem) {
      this.show(problem);
    }
  }

  /** @param {import('/js/live-socket.js').Update} update */
  onUpdate(update) {
    if (update.topic !== this.topic) {
      return;
    }
    switch (update.type) {
      case 'messageSent':
        this.add(update.data);
        break;
      case 'messageDeleted':
        this.remove(update.data.id);
        break;
      case 'chatSettingsChanged':
        this.showSettings(update.data);
        break;
      case 'muted':
        this.say(update.data.until ? t('chat.mutedUntil', {time: new Date(update.data.until).toLocaleTimeString(language)}) : t('refused.MUTED'));
        break;
      case 'unmuted':
        this.say(t('chat.unmuted'));
        break;
      case 'chatExpired':
        this.load();
        break;
    }
  }

  /** Reads how one may write and shows it. */
  async loadSettings() {
    try {
      this.showSettings(await get(`/api/sessions/${this.sessionId}/chat`));
    } catch {
      // The messages' own problem is shown already; who writes against the settings is told why.
    }
  }

  /** A chat that is off takes nothing; a slow one says how slow. @param {{enabled: boolean, slowMode: ?string}} settings */
  showSettings(settings) {
    const input = this.compose.querySelector('input');
    const send = this.compose.querySelector('button');
    if (input && send) {
      input.disabled = !settings.enabled;
      send.disabled = !settings.enabled;
      input.placeholder = t(settings.enabled ? (settings.slowMode ? 'chat.saySlowly' : 'chat.say') : 'chat.off');
    }
  }

  /** What was deleted is shown no more. @param {string} id */
  remove(id) {
    const line = this.lines.querySelector(`li[data-id="${CSS.escape(id)}"]`);
    line?.lastElementChild?.replaceWith(element('span', 'soft', t('chat.removed')));
  }

  /** Nobody can write any more, and what was written can still be read. */
  close() {
    this.compose.replaceChildren(element('p', 'soft small', t('chat.closed')));
  }

  add(message) {
    if (this.seen.has(message.id)) {
      return;
    }
    this.seen.add(message.id);
    const atEnd = this.lines.scrollHeight - this.lines.scrollTop - this.lines.clientHeight < 60;
    this.lines.querySelector('.nothing')?.remove();
    const line = element('li', '');
    line.dataset.id = message.id;
    const host = message.role === 'HOST';
    line.append(
      element('span', host ? 'name host' : 'name', host ? t('chat.host', {name: message.author.displayName}) : message.author.displayName),
      element('span', message.deleted ? 'soft' : '', message.deleted ? t('chat.removed') : message.content),
    );
    this.lines.append(line);
    while (this.lines.children.length > MAX_LINES) {
      this.lines.firstElementChild?.remove();
    }
    if (atEnd) {
      this.lines.scrollTop = this.lines.scrollHeight;
    }
  }

  showNothing() {
    if (!this.lines.children.length) {
      this.lines.append(element('li', 'nothing', t('chat.nothing')));
    }
  }

  form() {
    const form = /** @type {HTMLFormElement} */ (element('form', 'compose'));
    const input = /** @type {HTMLInputElement} */ (element('input', ''));
    input.name = 'content';
    input.maxLength = 2000;
    input.autocomplete = 'off';
    input.placeholder = t('chat.say');
    input.setAttribute('aria-label', t('chat.yours'));
    const send = element('button', 'primary', t('chat.send'));
    form.append(input, send);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const content = input.value.trim();
      if (!content) {
        return;
      }
      input.value = '';
      try {
        await this.socket.post(this.topic, content);
        this.show(null);
      } catch (problem) {
        input.value ||= content;
        this.show(problem);
      }
    });
    return form;
  }

  invitation() {
    const place = element('div', 'compose');
    place.append(link(t('chat.signIn'), `/signin?next=${encodeURIComponent(location.pathname)}`, 'button'));
    return place;
  }

  /** @param {?Error} problem */
  show(problem) {
    this.say(problem ? problem.message : '');
  }

  /** @param {string} text what to tell, or nothing to take back what was told */
  say(text) {
    this.problem.hidden = !text;
    this.problem.textContent = text;
  }
}
