/** With what the person reacted to which message, as far as this window knows: the server tells only how many did. */
export class OwnReactions {
  /** @param {string} sessionId */
  constructor(sessionId) {
    this.key = `griot.reacted.${sessionId}`;
    /** @type {Set<string>} */
    this.given = new Set(JSON.parse(sessionStorage.getItem(this.key) ?? '[]'));
  }

  /** @param {string} message @param {string} emoji */
  has(message, emoji) {
    return this.given.has(`${message} ${emoji}`);
  }

  /** @param {string} message @param {string} emoji @param {boolean} given */
  set(message, emoji, given) {
    this.given[given ? 'add' : 'delete'](`${message} ${emoji}`);
    sessionStorage.setItem(this.key, JSON.stringify([...this.given].slice(-500)));
  }

  /** Returns all that was given to a message, as one word. @param {string} message */
  of(message) {
    return [...this.given].filter((one) => one.startsWith(`${message} `)).join();
  }
}
