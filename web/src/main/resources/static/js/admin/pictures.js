/** The pictures of lives that are not for everybody: they are asked for as the admin, which an address in the page could not be. */
import {getPicture} from '/js/api.js';

export class Pictures {
  constructor() {
    /** By session: which picture was asked for last, and where in this page it is. @type {Map<string, {asked: string, address: ?string}>} */
    this.known = new Map();
  }

  /** Returns where the picture of a session is. @param {import('/js/api.js').Session} session */
  of({id, visibility, previewUrl}) {
    return visibility === 'PUBLIC' || !previewUrl ? previewUrl : this.known.get(id)?.address ?? null;
  }

  /** Asks for those that are new, and forgets those of sessions that are over. @param {import('/js/api.js').Session[]} sessions */
  async load(sessions) {
    const hidden = sessions.filter(({visibility, previewUrl}) => visibility !== 'PUBLIC' && previewUrl);
    for (const id of this.known.keys()) {
      if (!hidden.some((session) => session.id === id)) {
        this.forget(id);
      }
    }
    await Promise.all(hidden.map((session) => this.ask(session.id, session.previewUrl ?? '')));
  }

  /** @param {string} id @param {string} path */
  async ask(id, path) {
    const before = this.known.get(id);
    if (before?.asked === path) {
      return;
    }
    this.known.set(id, {asked: path, address: before?.address ?? null});
    const picture = await getPicture(path);
    const now = this.known.get(id);
    if (picture && now?.asked === path) {
      if (now.address) {
        URL.revokeObjectURL(now.address);
      }
      now.address = URL.createObjectURL(picture);
    }
  }

  /** @param {string} id */
  forget(id) {
    const address = this.known.get(id)?.address;
    if (address) {
      URL.revokeObjectURL(address);
    }
    this.known.delete(id);
  }

  forgetAll() {
    [...this.known.keys()].forEach((id) => this.forget(id));
  }
}
