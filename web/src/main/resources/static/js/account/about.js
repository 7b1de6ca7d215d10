/** What one says of oneself: the picture and the words that others see, and the address that nobody else does. */
import {html, nothing} from 'lit';
import {changeMe, get, put, Refusal, remove} from '/js/api.js';
import {Part} from '/js/account/part.js';
import {showAccount} from '/js/page.js';
import {LANGUAGES, t} from '/js/text.js';

/** As much as the server takes. */
const MOST_BYTES = 2 * 1024 * 1024;

class AboutMe extends Part {
  static properties = {...Part.properties, me: {attribute: false}, chosen: {state: true}};

  constructor() {
    super();
    /** @type {any} */
    this.me = null;
    /** A picture that is looked at before it is used. @type {?{file: File, url: string}} */
    this.chosen = null;
  }

  render() {
    const {me, chosen} = this;
    return html`
      <section class="card own-part" aria-labelledby="about">
        <div class="row portrait">
          <img class="face" src=${chosen?.url ?? me.avatarUrl ?? nothing} alt=${t(chosen ? 'own.pictureChosen' : 'own.picture')} width="96" height="96" @error=${this.unreadable}>
          <div><h2 id="about" dir="auto">${me.displayName}</h2><p class="soft" dir="ltr">@${me.handle}</p></div>
        </div>
        <div class="row">${chosen
          ? html`<button class="primary" ?disabled=${this.busy} @click=${this.use}>${t('own.usePicture')}</button>
              <button @click=${() => this.look(null)}>${t('own.notThis')}</button>`
          : html`<label class="button file">${t('own.choosePicture')}
                <input type="file" class="hidden-text" accept="image/png,image/jpeg,image/webp" @change=${this.choose}></label>
              <button class="quiet" ?disabled=${this.busy} @click=${this.withoutPicture}>${t('own.removePicture')}</button>`}
        </div>
        <form class="stack" @submit=${this.save}>
          <label>${t('signin.name')}
            <input name="displayName" dir="auto" .value=${me.displayName} autocomplete="name" required maxlength="60">
          </label>
          <label>${t('own.bio')}
            <textarea name="bio" dir="auto" rows="4" maxlength="500" .value=${me.bio ?? ''}></textarea>
          </label>
          <label>${t('own.links')}
            <textarea name="links" dir="ltr" rows="3" spellcheck="false" placeholder="https://" .value=${me.links.join('\n')}></textarea>
          </label>
          <label>${t('own.email')}
            <input name="email" type="email" dir="ltr" autocomplete="email" maxlength="254" .value=${me.email ?? ''} aria-describedby="email-hint">
          </label>
          <p class="soft small" id="email-hint">${t('own.emailText')}</p>
          <label>${t('own.mailLanguage')}
            <select name="language">
              <option value="" ?selected=${!me.language}>${t('own.anyLanguage')}</option>
              ${this.languages().map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === me.language}>${name}</option>`)}
            </select>
          </label>
          <div class="row"><button class="primary" ?disabled=${this.busy}>${t('profile.save')}</button></div>
        </form>
        ${this.outcome()}
      </section>`;
  }

  /** Another one may have been set by a program. */
  languages() {
    const {language} = this.me;
    return [...Object.entries(LANGUAGES), ...(language && !(language in LANGUAGES) ? [[language, language]] : [])];
  }

  /** @param {SubmitEvent} event */
  save(event) {
    event.preventDefault();
    const {displayName, bio, links, email, language} = /** @type {any} */ (event.target).elements;
    const change = {
      displayName: displayName.value.trim(),
      bio: bio.value.trim(),
      links: links.value.split(/\s+/).filter(Boolean),
      email: email.value.trim(),
      language: language.value,
    };
    this.attempt(async () => {
      this.me = await changeMe(change);
      await showAccount();
    }, t('profile.saved'));
  }

  /** @param {?File} file */
  look(file) {
    if (this.chosen) {
      URL.revokeObjectURL(this.chosen.url);
    }
    this.chosen = file && {file, url: URL.createObjectURL(file)};
    this.done = '';
    this.refused = [];
  }

  /** @param {Event} event */
  choose(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    input.value = '';
    if (file && file.size > MOST_BYTES) {
      this.attempt(() => Promise.reject(new Refusal(413, {code: 'TOO_LARGE'})));
    } else if (file) {
      this.look(file);
    }
  }

  /** What the browser cannot show is not offered to the server. */
  unreadable() {
    if (this.chosen) {
      this.look(null);
      this.attempt(() => Promise.reject(new Error(t('own.wrongPicture'))));
    }
  }

  use() {
    const {chosen} = this;
    this.attempt(async () => {
      const {avatarUrl} = await put('/api/me/avatar', chosen?.file);
      this.look(null);
      this.me = {...this.me, avatarUrl};
    }, t('own.pictureSet'));
  }

  withoutPicture() {
    this.attempt(async () => {
      await remove('/api/me/avatar');
      const {avatarUrl} = await get('/api/me');
      this.me = {...this.me, avatarUrl};
    }, t('own.pictureRemoved'));
  }
}

customElements.define('griot-about-me', AboutMe);
