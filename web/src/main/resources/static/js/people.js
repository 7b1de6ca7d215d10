/** Who is in the session, as far as the stage needs it: names, who hosts, what is switched on, and whose hands are up. */
import {get} from '/js/api.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

export class People {
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    /** @type {Map<string, User>} */
    this.known = new Map();
    /** @type {Map<string, {audio: boolean, video: boolean, screen: boolean}>} */
    this.onStage = new Map();
    /** @type {Set<string>} */
    this.hands = new Set();
    /** Who was looked for. @type {Set<string>} */
    this.sought = new Set();
    /** @type {Set<string>} */
    this.moderators = new Set();
    /** Whose name can be taken for another's here. @type {Set<string>} */
    this.alike = new Set();
    /** @type {?string} */
    this.host = null;
  }

  /** Reads who is there. @param {any} session */
  async load(session) {
    this.meet(session.host);
    this.host = session.host.id;
    const page = await get(`/api/sessions/${encodeURIComponent(session.id)}/participants`);
    this.onStage.clear();
    this.hands.clear();
    this.moderators.clear();
    for (const one of page.items) {
      this.meet(one.user, one.lookAlike);
      if (one.onStage) {
        this.onStage.set(one.user.id, {audio: one.audio, video: one.video, screen: one.screen});
      }
      if (one.role === 'MODERATOR') {
        this.moderators.add(one.user.id);
      }
      if (one.handRaisedAt) {
        this.hands.add(one.user.id);
      }
    }
    this.onChange();
  }

  /** Heeds what is told on the session's topic; returns whether it was about people. @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    switch (type) {
      case 'participantSeated':
        this.meet(data.user, data.lookAlike);
        this.hands.delete(data.user.id);
        this.onStage.set(data.user.id, data.devices);
        break;
      case 'participantUnseated':
      case 'participantLeft':
      case 'participantRemoved':
        this.hands.delete(data.userId);
        if (data.userId !== this.host) {
          this.onStage.delete(data.userId);
        }
        break;
      case 'devicesSwitched':
        this.onStage.set(data.userId, {audio: data.audio, video: data.video, screen: data.screen});
        break;
      case 'moderatorNamed':
        this.meet(data.user);
        this.moderators.add(data.user.id);
        break;
      case 'moderatorDismissed':
        this.moderators.delete(data.user.id);
        break;
      case 'hostChanged':
        this.meet(data.to);
        this.host = data.to.id;
        this.moderators.delete(data.to.id);
        break;
      case 'handRaised':
        this.meet(data.user, data.lookAlike);
        this.hands.add(data.user.id);
        break;
      case 'handLowered':
        this.hands.delete(data.userId);
        break;
      default:
        return false;
    }
    this.onChange();
    return true;
  }

  /** @param {User} user @param {boolean} [alike] whether their name can be taken for another's; not said, what is known stays */
  meet(user, alike) {
    this.known.set(user.id, user);
    if (alike) {
      this.alike.add(user.id);
    } else if (alike === false) {
      this.alike.delete(user.id);
    }
  }

  /** Reads who is there if somebody is seen who is not known, once for each. @param {string} id @param {any} session */
  lookFor(id, session) {
    if (!this.known.has(id) && !this.sought.has(id)) {
      this.sought.add(id);
      this.load(session).catch(() => undefined);
    }
  }

  /** Their name; where it can be taken for another's with the handle, or for who has none as a guest's. @param {string} id */
  nameOf(id) {
    const user = this.known.get(id);
    if (!user) {
      return t('people.somebody');
    }
    const {displayName: name, handle} = user;
    return !this.alike.has(id) ? name : handle ? t('people.named', {name, handle}) : t('people.guest', {name});
  }
}
