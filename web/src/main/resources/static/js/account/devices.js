/** Where one is signed in, and how to be so no longer. */
import {html, nothing} from 'lit';
import {get, post, remove, signOut} from '/js/api.js';
import {Part} from '/js/account/part.js';
import {ask} from '/js/ask.js';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {{id: string, client: ?string, current: boolean, since: string, lastSeenAt: string}} Device */

/** The first that fits: most browsers also name those that they are like. @type {[RegExp, string][]} */
const BROWSERS = [[/Edg/, 'Edge'], [/OPR/, 'Opera'], [/Firefox|FxiOS/, 'Firefox'], [/Chrom|CriOS/, 'Chrome'], [/Safari/, 'Safari']];
/** @type {[RegExp, string][]} */
const SYSTEMS = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

/** Says what kind of device that is, by what it calls itself. @param {?string} client */
function kind(client) {
  const of = (/** @type {[RegExp, string][]} */ known) => known.find(([sign]) => sign.test(client ?? ''))?.[1];
  const browser = of(BROWSERS);
  const system = of(SYSTEMS);
  return browser && system ? t('own.deviceOn', {browser, system}) : browser ?? client?.slice(0, 60) ?? t('own.deviceUnknown');
}

class OwnDevices extends Part {
  static properties = {...Part.properties, devices: {state: true}};

  constructor() {
    super();
    /** @type {Device[]} */
    this.devices = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.attempt(() => this.load());
  }

  async load() {
    this.devices = (await get('/api/me/devices')).items;
  }

  render() {
    return html`
      <section class="card own-part" aria-labelledby="devices">
        <h2 id="devices">${t('own.devices')}</h2>
        <p class="soft">${t('own.devicesText')}</p>
        <ul class="signed-in">${this.devices.map((device) => this.device(device))}</ul>
        <div class="row"><button ?disabled=${this.busy} @click=${this.everywhere}>${t('own.everywhere')}</button></div>
        ${this.outcome()}
      </section>`;
  }

  /** @param {Device} device */
  device(device) {
    const name = kind(device.client);
    return html`
      <li title=${device.client ?? nothing}>
        <div><strong dir="auto">${name}</strong>
          <p class="soft small">${t('own.since', {time: day(device.since)})}</p>
          <p class="soft small">${t('own.lastSeen', {time: day(device.lastSeenAt)})}</p></div>
        ${device.current
          ? html`<span class="badge">${t('own.thisDevice')}</span>`
          : html`<button ?disabled=${this.busy} aria-label=${t('own.signOutOf', {name})} @click=${() => this.end(device)}>${t('account.signOut')}</button>`}
      </li>`;
  }

  /** @param {Device} device */
  end(device) {
    this.attempt(async () => {
      await remove(`/api/me/devices/${encodeURIComponent(device.id)}`);
      await this.load();
    }, t('own.deviceEnded'));
  }

  async everywhere() {
    const sure = await ask({heading: t('own.everywhereAsk'), text: t('own.everywhereText'), yes: t('own.everywhere'), no: t('own.stay')});
    if (sure && (await this.attempt(() => post('/api/auth/logout-all')))) {
      await signOut();
      location.assign('/signin');
    }
  }
}

customElements.define('griot-own-devices', OwnDevices);
