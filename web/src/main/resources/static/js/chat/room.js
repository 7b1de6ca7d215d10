/** How one may write here, and whether the person themselves may: what the room's settings, a mute or a ban, and slow mode say. */
import {get} from '/js/api.js';
import {language, t} from '/js/text.js';

const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;

/** @typedef {{slowMode: ?string, membersOnly: boolean, enabled: boolean, blockedWords: ?string[]}} Settings */

/** Returns the milliseconds of a duration such as PT1M30S. @param {?string} duration */
export function millisOf(duration) {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '') ?? [];
  return 1000 * (86_400 * Number(days) + 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds));
}

export class Room {
  /** @param {string} sessionId @param {() => void} onChange */
  constructor(sessionId, onChange) {
    this.path = `/api/sessions/${encodeURIComponent(sessionId)}/chat`;
    this.onChange = onChange;
    /** @type {Settings} */
    this.settings = {slowMode: null, membersOnly: false, enabled: true, blockedWords: null};
    /** Until when the person is muted; infinite for good, zero for not at all. */
    this.mutedUntil = 0;
    this.banned = false;
    this.stranger = false;
    this.over = false;
    /** From when on slow mode lets them write again. */
    this.waitUntil = 0;
    this.ticking = 0;
    this.unmuting = 0;
  }

  async load() {
    this.set(await get(this.path));
  }

  /** @param {Settings} settings */
  set(settings) {
    this.settings = {...settings, blockedWords: settings.blockedWords ?? this.settings.blockedWords};
    this.stranger &&= settings.membersOnly;
    this.waitUntil = settings.slowMode ? Math.min(this.waitUntil, Date.now() + millisOf(settings.slowMode)) : 0;
    this.onChange();
  }

  /** @param {?string} until */
  mute(until) {
    this.mutedUntil = until ? Date.parse(until) : Infinity;
    clearTimeout(this.unmuting);
    if (until) {
      this.unmuting = setTimeout(() => this.onChange(), Math.min(LONGEST_TIMER_MILLIS, Math.max(0, this.mutedUntil - Date.now()) + 50));
    }
    this.onChange();
  }

  unmute() {
    this.mutedUntil = 0;
    this.onChange();
  }

  ban() {
    this.banned = true;
    this.onChange();
  }

  /** One's own message was taken at that time: in slow mode the next one waits. @param {number} at */
  wrote(at) {
    const pause = millisOf(this.settings.slowMode);
    if (pause) {
      this.wait(at + pause - Date.now());
    }
  }

  /** @param {number} millis */
  wait(millis) {
    this.waitUntil = Date.now() + Math.min(millis, millisOf(this.settings.slowMode) || millis);
    clearInterval(this.ticking);
    this.ticking = setInterval(() => {
      if (!this.secondsToWait) {
        clearInterval(this.ticking);
      }
      this.onChange();
    }, 250);
    this.onChange();
  }

  get secondsToWait() {
    return Math.max(0, Math.ceil((this.waitUntil - Date.now()) / 1000));
  }

  /** Learns from what was refused. @param {any} refusal */
  refused(refusal) {
    switch (refusal.code) {
      case 'SLOW_MODE':
        this.wait(1000 * (refusal.retryAfterSeconds ?? 0) || millisOf(this.settings.slowMode));
        break;
      case 'MUTED':
        this.mutedUntil = Math.max(this.mutedUntil, Date.now()) === this.mutedUntil ? this.mutedUntil : Infinity;
        break;
      case 'BANNED':
        this.banned = true;
        break;
      case 'MEMBERS_ONLY':
        this.stranger = true;
        break;
    }
    this.onChange();
  }

  get muted() {
    return this.mutedUntil > Date.now();
  }

  /** Returns why the person cannot write, or nothing when they can. */
  get why() {
    if (this.over) {
      return t('chat.closed');
    }
    if (this.banned) {
      return t('refused.BANNED');
    }
    if (!this.settings.enabled) {
      return t('chat.off');
    }
    if (this.muted) {
      return this.mutedUntil === Infinity ? t('chat.muted') : t('chat.mutedUntil', {time: time(this.mutedUntil)});
    }
    return this.stranger ? t('refused.MEMBERS_ONLY') : '';
  }
}

/** @param {number} at */
function time(at) {
  const far = at - Date.now() > 86_400_000;
  return new Date(at).toLocaleString(language, far ? {dateStyle: 'medium', timeStyle: 'short'} : {timeStyle: 'short'});
}
