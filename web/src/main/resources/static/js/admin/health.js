/** How the installation fares at this moment. */
import {html, nothing} from 'lit';
import {AdminPart} from '/js/admin/part.js';
import {get} from '/js/api.js';
import {day} from '/js/page.js';
import {language, t} from '/js/text.js';
import {lasting} from '/js/time.js';

/** @typedef {'UP' | 'DOWN' | 'SLOW' | 'OFF'} Status */
/** @typedef {{version: string, upSince: string, audience: ?{sessions: number, viewers: number}, room: ?{freeBytes: number, totalBytes: number}, components: {name: string, status: Status, detail: string}[], projections: {name: string, behind: number, replaying: boolean}[]}} Health */

const REFRESH_MILLIS = 5000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** @type {Record<Status, () => string>} */
const STATUSES = {UP: () => t('admin.up'), DOWN: () => t('admin.down'), SLOW: () => t('admin.slow'), OFF: () => t('admin.off')};

/** @type {Record<string, () => string>} */
const COMPONENTS = {
  database: () => t('admin.database'),
  disk: () => t('admin.disk'),
  processors: () => t('admin.processors'),
  edge: () => t('admin.edge'),
  mail: () => t('admin.mail'),
};

/** What is ill comes first, and what is not there last. @type {Status[]} */
const ORDER = ['DOWN', 'SLOW', 'UP', 'OFF'];

/** @type {Record<string, () => string>} */
const PROJECTIONS = {sessions: () => t('discover.lives'), chat: () => t('chat.title')};

class AdminHealth extends AdminPart {
  static properties = {...AdminPart.properties, health: {state: true}};

  constructor() {
    super();
    /** @type {?Health} */
    this.health = null;
    this.pauseMillis = REFRESH_MILLIS;
  }

  async load() {
    this.health = await get('/api/admin/health');
  }

  render() {
    return html`
      <section class="stack" aria-labelledby="admin-health">
        <h2 id="admin-health" class="hidden-text">${t('admin.health')}</h2>
        ${this.told()}
        ${this.health ? this.whole(this.health) : nothing}
      </section>`;
  }

  /** @param {Health} health */
  whole({version, upSince, audience, room, components, projections}) {
    const figure = (/** @type {string} */ name, /** @type {?string | number | undefined} */ value) => html`<div><dt>${name}</dt><dd>${typeof value === 'number' ? value.toLocaleString(language) : value ?? '–'}</dd></div>`;
    return html`
      <dl class="figures admin-glance">
        ${figure(t('discover.title'), audience?.sessions)}
        ${figure(t('admin.watching'), audience?.viewers)}
        ${figure(t('admin.freeRoom'), room && bytes(room.freeBytes))}
        ${figure(t('admin.upFor'), lasting(upSince))}
      </dl>
      <ul class="admin-list admin-tiles">
        ${[...components].sort((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status) || one.name.localeCompare(other.name)).map(({name, status, detail}) => html`
          <li class="card admin-one" data-component=${name}>
            <div class="admin-about"><p><strong>${COMPONENTS[name]?.() ?? name}</strong></p>${sentence(name, status, detail)}</div>
            <span class=${`badge is-${status.toLowerCase()}`}>${STATUSES[status]()}</span>
          </li>`)}
        ${projections.length ? this.readModels(projections) : nothing}
      </ul>
      <p class="soft small">${t('admin.version', {version})} · ${t('own.since', {time: day(upSince)})}${room ? html` · ${t('admin.roomOf', {free: bytes(room.freeBytes), total: bytes(room.totalBytes)})}` : nothing}</p>`;
  }

  /** @param {Health['projections']} projections */
  readModels(projections) {
    const rebuilt = projections.some(({replaying}) => replaying);
    return html`
      <li class="card admin-one" data-component="reads">
        <div class="admin-about"><p><strong>${t('admin.reads')}</strong></p>
          ${projections.map(({name, behind, replaying}) => html`
            <p class="soft small">${PROJECTIONS[name]?.() ?? name}: ${replaying ? t('admin.replaying') : behind ? t('admin.behind', {count: behind}) : t('admin.caughtUp')}</p>`)}</div>
        <span class=${`badge ${rebuilt ? 'is-slow' : 'is-up'}`}>${rebuilt ? t('admin.rebuilt') : t('admin.up')}</span>
      </li>`;
  }
}

/** What the server says of a part is English, and is shown to others where it says more than the status does. @param {string} name @param {Status} status @param {string} detail */
function sentence(name, status, detail) {
  if (status === 'SLOW' || name === 'mail' && status === 'OFF') {
    return html`<p class="soft small">${t(status === 'SLOW' ? 'admin.slowText' : 'admin.mailOff')}</p>`;
  }
  return language === 'en' || status !== 'UP' ? html`<p class="soft small" lang="en" dir="ltr">${detail}</p>` : nothing;
}

/** As people say it: the largest unit of which there is one. @param {number} count */
function bytes(count) {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
  return (count / 1000 ** power).toLocaleString(language, {style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits: 1});
}

customElements.define('griot-admin-health', AdminHealth);
