/** Where one writes: the line, what it answers, how much room is left, and why not when one cannot. */
import {html, nothing} from 'lit-html';
import {t} from '/js/text.js';

const MOST = 500;
/** From how many characters left on that is told. */
const NEARLY = 50;

const characters = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Counts as the server does: what a person takes for one character is one. @param {string} text */
export function count(text) {
  let counted = 0;
  for (const _ of characters.segment(text.trim())) {
    counted++;
  }
  return counted;
}

export class Composer {
  /** @param {import('/js/chat/member-chat.js').MemberChat} chat */
  constructor(chat) {
    this.chat = chat;
    /** @type {?import('/js/chat/messages.js').Message} */
    this.answers = null;
    /** Where it is kept in the window what one had begun to write before a reload. */
    this.kept = `griot.draft.${chat.sessionId}`;
    this.draft = sessionStorage.getItem(this.kept) ?? '';
    this.left = MOST - count(this.draft);
  }

  /** @returns {?HTMLInputElement} */
  get input() {
    return this.chat.place.querySelector('.compose input');
  }

  template() {
    const {room} = this.chat;
    const why = room.why;
    if (room.over) {
      return html`<div class="compose"><p class="soft small">${why}</p></div>`;
    }
    const seconds = room.secondsToWait;
    const hint = room.settings.membersOnly ? t('chat.membersOnly') : t(room.settings.slowMode ? 'chat.saySlowly' : 'chat.say');
    return html`
      ${why ? html`<p class="barred" role="status">${why}</p>` : nothing}
      ${this.answers ? this.answering(this.answers) : nothing}
      <form class="compose" @submit=${(/** @type {SubmitEvent} */ event) => this.submit(event)}>
        <input name="content" autocomplete="off" dir="auto" maxlength="4000" aria-label=${t('chat.yours')} placeholder=${why ? '' : hint}
          .value=${this.draft} ?disabled=${Boolean(why)} aria-invalid=${this.left < 0} @input=${() => this.typed()} @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event)}>
        ${this.left <= NEARLY ? html`<span class=${this.left < 0 ? 'left too-long' : 'left'}>${this.left}</span>` : nothing}
        <button class="primary" ?disabled=${Boolean(why) || seconds > 0 || this.left < 0} aria-label=${seconds ? t('chat.wait', {count: seconds}) : nothing}>
          ${seconds ? html`<span class="countdown">${t('chat.seconds', {number: seconds})}</span>` : t('chat.send')}</button>
      </form>`;
  }

  /** @param {import('/js/chat/messages.js').Message} message */
  answering(message) {
    return html`<div class="answering"><span>${t('chat.answering', {name: message.author.displayName})} <span class="soft" dir="auto">${message.content}</span></span>
      <button class="quiet" aria-label=${t('chat.noAnswer')} @click=${() => this.answer(null)}>✕</button></div>`;
  }

  /** @param {?import('/js/chat/messages.js').Message} message what is answered from now on */
  answer(message) {
    this.answers = message;
    this.chat.changed();
    this.input?.focus();
  }

  typed() {
    const words = this.input?.value ?? '';
    if (words) {
      sessionStorage.setItem(this.kept, words);
    } else {
      sessionStorage.removeItem(this.kept);
    }
    const left = MOST - count(words);
    if (left !== this.left) {
      this.left = left;
      this.chat.changed();
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === 'Escape' && this.answers) {
      this.answer(null);
    }
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (this.input);
    const content = input.value.trim();
    const answered = this.answers;
    if (!content || this.left < 0 || this.chat.room.secondsToWait) {
      return;
    }
    input.value = '';
    this.answers = null;
    this.typed();
    this.chat.messages.follow();
    try {
      await this.chat.socket.post(this.chat.topic, content, answered?.id);
      if (!this.chat.order.mine) {
        this.chat.room.wrote(Date.now());
      }
      this.chat.show(null);
    } catch (problem) {
      input.value ||= content;
      this.answers ??= answered;
      this.typed();
      this.chat.room.refused(problem);
      this.chat.show(this.chat.room.why ? null : problem);
    }
  }
}
