/** Asks for how long and why somebody is to be silent, or gone, and does it. */
import {html, render} from 'lit';
import {put} from '/js/api.js';
import {t} from '/js/text.js';

export class Sanction {
  /** @param {import('/js/chat/member-chat.js').MemberChat} chat @param {'mutes' | 'bans'} kind @param {import('/js/api.js').User} person */
  constructor(chat, kind, person) {
    this.chat = chat;
    this.kind = kind;
    this.person = person;
    this.dialog = document.createElement('dialog');
    this.dialog.setAttribute('aria-labelledby', 'sanction-title');
  }

  ask() {
    const back = /** @type {?HTMLElement} */ (document.activeElement);
    document.body.append(this.dialog);
    render(this.template(), this.dialog);
    this.dialog.addEventListener('close', () => {
      this.dialog.remove();
      (back?.isConnected && back !== document.body ? back : this.chat.lines.root)?.focus();
    });
    this.dialog.showModal();
  }

  template() {
    const name = this.person.displayName;
    const ban = this.kind === 'bans';
    const lengths = [['PT10M', t('sanction.tenMinutes')], ['PT1H', t('sanction.hour')], ['PT24H', t('sanction.day')], ['', t('sanction.forGood')]];
    return html`
      <form class="stack sanction" @submit=${(/** @type {SubmitEvent} */ event) => this.submit(event)}>
        <h2 id="sanction-title">${ban ? t('sanction.banQuestion', {name}) : t('sanction.muteQuestion', {name})}</h2>
        <p class="soft">${t(ban ? 'sanction.banText' : 'sanction.muteText')}</p>
        <fieldset><legend>${t('sanction.length')}</legend>
          ${lengths.map(([value, word], at) => html`<label class="choice"><input type="radio" name="duration" value=${value} ?checked=${at === 0}> ${word}</label>`)}
        </fieldset>
        <label>${t('sanction.reason')}<input name="reason" maxlength="300" autocomplete="off" dir="auto"></label>
        <p class="problem" role="alert" hidden></p>
        <div class="row">
          <button class="danger">${t(ban ? 'sanction.ban' : 'sanction.mute')}</button>
          <button type="button" @click=${() => this.dialog.close()}>${t('sanction.cancel')}</button>
        </div>
      </form>`;
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const {duration, reason} = /** @type {any} */ (event.target).elements;
    const why = reason.value.trim();
    const name = this.person.displayName;
    try {
      await put(`${this.chat.path}/${this.kind}/${this.person.id}`, {...(duration.value && {duration: duration.value}), ...(why && {reason: why})});
      this.dialog.close();
      this.chat.say(this.kind === 'bans' ? t('sanction.banned', {name}) : t('sanction.muted', {name}));
      this.chat.console?.load();
    } catch (problem) {
      const place = /** @type {HTMLElement} */ (this.dialog.querySelector('.problem'));
      place.hidden = false;
      place.textContent = /** @type {Error} */ (problem).message;
    }
  }
}
