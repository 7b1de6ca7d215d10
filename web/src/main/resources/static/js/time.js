/** Times as people say them, in the person's language and time zone. */
import {language, t} from '/js/text.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When something begins: by how long until then if that is near, else by day and hour. @param {string} instant @param {number} [now] */
export function when(instant, now = Date.now()) {
  const date = new Date(instant);
  const left = date.getTime() - now;
  if (left < MINUTE) {
    return t('time.anyMoment');
  }
  const relative = new Intl.RelativeTimeFormat(language, {numeric: 'auto'});
  if (left < HOUR) {
    return relative.format(Math.round(left / MINUTE), 'minute');
  }
  const time = date.toLocaleTimeString(language, {hour: 'numeric', minute: '2-digit'});
  const days = Math.round((midnight(date) - midnight(new Date(now))) / DAY);
  return days < 2
    ? t('time.dayAt', {day: relative.format(days, 'day'), time})
    : date.toLocaleString(language, {weekday: 'long', day: 'numeric', month: 'long', ...days > 300 && {year: 'numeric'}, hour: 'numeric', minute: '2-digit'});
}

/** How long something has gone on. @param {string} since @param {number} [now] */
export function lasting(since, now = Date.now()) {
  const minutes = Math.floor((now - Date.parse(since)) / MINUTE);
  if (minutes < 1) {
    return t('time.justBegan');
  }
  const hours = Math.floor(minutes / 60);
  return [...hours ? [unit(hours, 'hour')] : [], ...minutes % 60 ? [unit(minutes % 60, 'minute')] : []].join(' ');
}

/** @param {number} count @param {string} name */
const unit = (count, name) => count.toLocaleString(language, {style: 'unit', unit: name, unitDisplay: 'short'});

/** @param {Date} date */
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
