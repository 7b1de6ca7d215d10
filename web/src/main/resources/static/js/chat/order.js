/** Who keeps order in a session: its host and its moderators. */
import {get, put} from '/js/api.js';

export class Order {
  /** @param {string} sessionId @param {?import('/js/api.js').User} user who looks @param {() => void} onChange */
  constructor(sessionId, user, onChange) {
    this.sessionId = sessionId;
    this.user = user;
    this.onChange = onChange;
    /** @type {?string} */
    this.host = null;
    /** @type {Set<string>} */
    this.moderators = new Set();
  }

  /** Reads who does; those without an account need not know. */
  async load() {
    if (this.user) {
      const page = await get(`/api/sessions/${encodeURIComponent(this.sessionId)}/participants?limit=100`);
      this.moderators.clear();
      for (const {user, role} of page.items) {
        this.is(user.id, role);
      }
      this.onChange();
    }
  }

  /** @param {string} person @param {string} role */
  is(person, role) {
    if (role === 'HOST') {
      this.host = person;
    } else if (role === 'MODERATOR') {
      this.moderators.add(person);
    }
  }

  /** @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    if (type === 'moderatorNamed') {
      this.moderators.add(data.user.id);
    } else if (type === 'moderatorDismissed') {
      this.moderators.delete(data.user.id);
    } else if (type === 'hostChanged') {
      this.host = data.to.id;
      this.moderators.delete(data.to.id);
    } else {
      return;
    }
    this.onChange();
  }

  /** Returns whether who looks keeps order. */
  get mine() {
    return this.user !== null && (this.user.id === this.host || this.moderators.has(this.user.id));
  }

  /** Returns whether who looks decides who else keeps order. @param {string} person */
  mayName(person) {
    return this.user !== null && this.user.id === this.host && person !== this.host;
  }

  /** @param {string} person */
  name(person) {
    return put(this.roleOf(person), {role: 'MODERATOR'});
  }

  /** Who is on stage stays there. @param {string} person */
  async dismiss(person) {
    const page = await get(`/api/sessions/${encodeURIComponent(this.sessionId)}/participants?limit=100`);
    const there = page.items.find((/** @type {any} */ one) => one.user.id === person);
    await put(this.roleOf(person), {role: there?.onStage ? 'GUEST' : 'VIEWER'});
  }

  /** @param {string} person */
  roleOf(person) {
    return `/api/sessions/${encodeURIComponent(this.sessionId)}/participants/${encodeURIComponent(person)}/role`;
  }

  /** Returns whether who looks may put somebody in their place. @param {string} person */
  mayBar(person) {
    const above = person === this.host || (this.moderators.has(person) && this.user?.id !== this.host);
    return this.mine && person !== this.user?.id && !above;
  }
}
