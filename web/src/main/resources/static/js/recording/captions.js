/** Captions of a recording: which there are, which are shown, and how who recorded it gives some. */
import {html, nothing} from 'lit-html';
import {get, getPicture, put, remove} from '/js/api.js';
import {showProblem} from '/js/page.js';
import {language, LANGUAGES, t} from '/js/text.js';

const named = new Intl.DisplayNames([language], {type: 'language'});

/** @param {string} lang */
const nameOf = (lang) => named.of(lang) ?? lang;

export class Captions {
  /** @param {HTMLVideoElement} video @param {string} path of the recording @param {() => void} onChange */
  constructor(video, path, onChange) {
    this.video = video;
    this.path = `${path}/captions`;
    this.onChange = onChange;
    /** @type {{lang: string, url: string}[]} */
    this.listed = [];
    /** Which is shown; none for the empty one. */
    this.shown = '';
  }

  async load() {
    this.listed = await get(this.path).catch(() => []);
    await this.show(this.listed.some(({lang}) => lang === this.shown) ? this.shown : '');
  }

  /** Shows one, which is read when it is shown for the first time: what is private is not everybody's to read. @param {string} lang */
  async show(lang) {
    this.shown = lang;
    const found = this.listed.find((one) => one.lang === lang);
    if (found && !this.track(lang)) {
      const text = await getPicture(found.url);
      if (!text) {
        this.shown = '';
        showProblem(new Error(t('captions.unreadable')));
      }
      if (text && !this.track(lang)) {
        const track = document.createElement('track');
        Object.assign(track, {kind: 'captions', srclang: lang, label: nameOf(lang), src: URL.createObjectURL(text)});
        this.video.append(track);
      }
    }
    for (const {track, srclang} of this.tracks) {
      track.mode = srclang === this.shown ? 'showing' : 'disabled';
    }
    this.onChange();
  }

  /** @returns {HTMLTrackElement[]} */
  get tracks() {
    return [...this.video.querySelectorAll('track')];
  }

  /** @param {string} lang */
  track(lang) {
    return this.tracks.find(({srclang}) => srclang === lang);
  }

  /** On with the first that fits, or off. */
  flip() {
    const own = this.listed.find(({lang}) => lang.split('-')[0] === language) ?? this.listed[0];
    this.show(this.shown || !own ? '' : own.lang);
  }

  /** What the bar has of it. */
  choice() {
    return !this.listed.length ? nothing : html`
      <button id="captions" aria-pressed=${this.shown !== ''} @click=${() => this.flip()}>${t('captions.title')}</button>
      ${this.listed.length < 2 ? nothing : html`
        <label class="speed"><span class="hidden-text">${t('captions.language')}</span>
          <select id="captions-language" @change=${(/** @type {any} */ event) => this.show(event.target.value)}>
            <option value="" .selected=${!this.shown}>${t('captions.none')}</option>
            ${this.listed.map(({lang}) => html`<option value=${lang} .selected=${lang === this.shown}>${nameOf(lang)}</option>`)}
          </select></label>`}`;
  }

  /** What who recorded it has of it. */
  desk() {
    return html`
      <fieldset class="stack captions-desk"><legend>${t('captions.title')}</legend>
        ${this.listed.map(({lang}) => html`<p class="row"><span>${nameOf(lang)}</span> <button type="button" class="quiet" aria-label=${`${t('captions.remove')}: ${nameOf(lang)}`} @click=${() => this.takeBack(lang)}>${t('captions.remove')}</button></p>`)}
        <div class="row">
          <label>${t('captions.language')}
            <select name="lang">${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`)}</select></label>
          <label>${t('captions.file')} <input type="file" name="captions" accept=".vtt,text/vtt" @change=${(/** @type {any} */ event) => this.give(event.target)}></label>
        </div>
      </fieldset>`;
  }

  /** @param {HTMLInputElement} input */
  async give(input) {
    const [file] = input.files ?? [];
    const lang = /** @type {any} */ (input.form).elements.lang.value;
    if (file) {
      await this.change(() => put(`${this.path}/${lang}`, new Blob([file], {type: 'text/vtt'})), lang);
      input.value = '';
    }
  }

  /** @param {string} lang */
  takeBack(lang) {
    return this.change(() => remove(`${this.path}/${lang}`), lang);
  }

  /** @param {() => Promise<any>} act @param {string} lang */
  async change(act, lang) {
    try {
      await act();
      showProblem(null);
      this.track(lang)?.remove();
      await this.load();
    } catch (problem) {
      showProblem(/** @type {Error} */ (problem));
    }
  }
}
