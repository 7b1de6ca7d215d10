/**
 * The way of a viewer onto the stage and down again: the raised hand, one's own camera and microphone, and the switches for them. Loaded
 * for those with an account alone.
 */
import {html, nothing, render} from 'lit-html';
import {post, remove} from '/js/api.js';
import {comesUp, isCall, staysDown} from '/js/guests/arrival.js';
import {byId, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/edge/edge-client.js').EdgeClient} EdgeClient */

export class WayUp {
  /**
   * @param {HTMLElement} place where its buttons go
   * @param {{id: string, user: import('/js/api.js').User, people: import('/js/people.js').People, type: () => string, onOwn: (stream: ?MediaStream) => void}} options
   *   {@code onOwn} is told of one's own picture when it is to be shown, and when it is not any more
   */
  constructor(place, options) {
    this.place = place;
    this.options = options;
    /** @type {?EdgeClient} */
    this.client = null;
    /** @type {?import('/js/own-devices.js').OwnDevices} */
    this.own = null;
    /** @type {?import('/js/screen-share.js').ScreenShare} */
    this.screen = null;
    this.opening = false;
    this.over = false;
    this.live = false;
    this.show();
  }

  /** Goes on with that connection to the edge. @param {EdgeClient} client */
  on(client) {
    this.client = client;
    client.addEventListener('rights', () => {
      if (!client.rights.onStage) {
        this.stepDown();
      } else if (comesUp()) {
        this.stepUp();
      }
      this.show();
    });
  }

  /** There is no connection any more. */
  off() {
    this.stepDown();
    this.client = null;
    this.own = null;
    this.screen = null;
  }

  /** @param {boolean} live @param {boolean} over whether the live, or one's being there, is over */
  update(live, over) {
    this.live = live;
    this.over = over;
    this.show();
  }

  show() {
    const {user, people, type} = this.options;
    const onStage = !this.over && Boolean(this.client?.rights.onStage) && user.id !== people.host;
    const asks = !this.over && this.live && !onStage && user.id !== people.host;
    const up = !this.over && this.up && Boolean(this.client?.rights.onStage);
    const shares = up && this.screen !== null && type() !== 'AUDIO' && !isCall();
    const hosts = !this.over && this.live && user.id === people.host;
    render(html`
      ${hosts ? html`<p role="status">${t('watch.youHost')}</p><a class="button primary" id="to-studio" href="/studio">${t('watch.toStudio')}</a>` : nothing}
      ${asks ? html`<button id="hand" aria-pressed=${people.hands.has(user.id)} @click=${() => this.flipHand()}>${people.hands.has(user.id) ? t('watch.lowerHand') : t('watch.raiseHand')}</button>` : nothing}
      ${onStage && !up ? html`<button class="primary" id="step-up" @click=${() => this.stepUp()}>${t('watch.stepUp')}</button>` : nothing}
      <button class="toggle" id="mic" aria-pressed="false" ?hidden=${!up}></button>
      <button class="toggle" id="cam" aria-pressed="false" ?hidden=${!up || type() !== 'VIDEO'}></button>
      <button class="shares" id="screen" aria-pressed="false" ?hidden=${!shares}></button>
      ${up && user.id !== people.host ? html`<button class=${isCall() ? 'danger' : ''} id="step-down" @click=${() => isCall() ? this.hangUp() : this.comeDown()}>${t(isCall() ? 'call.hangUp' : 'watch.stepDown')}</button>` : nothing}`, this.place);
  }

  /** Whether one shows oneself. */
  get up() {
    return Boolean(this.own?.published);
  }

  async stepUp() {
    const {client} = this;
    if (!client || this.opening || this.up) {
      return;
    }
    this.opening = true;
    try {
      const [{OwnDevices}, {canShareScreen, ScreenShare}] = await Promise.all([import('/js/own-devices.js'), import('/js/screen-share.js')]);
      const where = () => ({session: this.options.id, user: this.options.user.id});
      this.own ??= new OwnDevices(client, where);
      if (canShareScreen() && !this.screen) {
        this.screen = new ScreenShare();
        this.screen.attach(client, where);
        this.screen.show();
      }
      this.options.onOwn(await this.own.open(undefined, undefined, this.options.type() === 'VIDEO'));
      await this.own.begin();
      this.own.show(client.rights);
      showProblem(null);
    } catch (problem) {
      showProblem(/** @type {Error} */ (problem));
    }
    this.opening = false;
    this.show();
  }

  stepDown() {
    this.screen?.stop().catch(() => undefined);
    if (this.own?.stream) {
      this.own.end();
      this.options.onOwn(null);
    }
  }

  /** Does not want to be shown any more. */
  comeDown() {
    staysDown();
    this.stepDown();
    this.show();
    byId('step-up')?.focus();
  }

  /** Who leaves a call ends it, and does not come back when the edge says that they are off its stage. */
  async hangUp() {
    const {client} = this;
    this.off();
    client?.close();
    await post(`/api/sessions/${this.options.id}/leave`).catch(() => undefined);
    location.assign('/people');
  }

  flipHand() {
    const hand = `/api/sessions/${this.options.id}/hand`;
    (this.options.people.hands.has(this.options.user.id) ? remove(hand) : post(hand)).catch(showProblem);
  }
}
