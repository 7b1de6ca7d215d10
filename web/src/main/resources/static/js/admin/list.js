/** A list that the server gives a page at a time, and what keeps it fresh while somebody looks. */
import {get} from '/js/api.js';

/** @template T */
export class Pages {
  /** @param {string} path the call, with its question if there is one */
  constructor(path) {
    this.path = path;
    /** @type {T[]} */
    this.items = [];
    /** @type {?string} */
    this.next = null;
    /** Whether anything was read yet. */
    this.read = false;
  }

  /** Reads anew as much as was read before, the first page at least. */
  async load() {
    /** @type {T[]} */
    const items = [];
    let next = null;
    do {
      const page = await this.page(next);
      items.push(...page.items);
      next = page.next;
    } while (next && items.length < this.items.length);
    this.items = items;
    this.next = next;
    this.read = true;
  }

  /** Reads one page more. */
  async more() {
    const page = await this.page(this.next);
    this.items = [...this.items, ...page.items];
    this.next = page.next;
  }

  /** @param {?string} cursor */
  page(cursor) {
    return get(`${this.path}${cursor ? `${this.path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : ''}`);
  }
}

/**
 * Does something now, and again while the page is seen, a pause after it was done.
 *
 * @param {() => Promise<unknown>} deed does not fail @param {number} pauseMillis
 * @returns {() => void} how to stop
 */
export function whileSeen(deed, pauseMillis) {
  let timer = 0;
  let running = false;
  let over = false;
  const turn = async () => {
    clearTimeout(timer);
    if (running || over || document.hidden) {
      return;
    }
    running = true;
    await deed();
    running = false;
    if (!over) {
      timer = setTimeout(turn, pauseMillis);
    }
  };
  document.addEventListener('visibilitychange', turn);
  turn();
  return () => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
  };
}
