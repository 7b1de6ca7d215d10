/** One part of the account's page: it draws itself, and says beneath what its last deed came to. */
import {html, LitElement, nothing} from 'lit';
import {sentences} from '/js/account/words.js';

export class Part extends LitElement {
  static properties = {done: {state: true}, refused: {state: true}, busy: {state: true}};

  constructor() {
    super();
    this.done = '';
    /** @type {string[]} */
    this.refused = [];
    this.busy = false;
  }

  /** The page's styles are this one's too. */
  createRenderRoot() {
    return this;
  }

  /** Does something once at a time; says {@code done} when it has worked, else why not. @param {() => Promise<any>} deed @param {string} [done] */
  async attempt(deed, done = '') {
    if (this.busy) {
      return false;
    }
    this.busy = true;
    this.done = '';
    this.refused = [];
    try {
      await deed();
      this.done = done;
      return true;
    } catch (problem) {
      this.refused = sentences(problem);
      return false;
    } finally {
      this.busy = false;
    }
  }

  outcome() {
    return html`<div role="status" class="good">${this.done || nothing}</div>
      <div role="alert">${this.refused.length ? html`<p class="notice">${this.refused.map((sentence) => html`<span class="line">${sentence}</span>`)}</p>` : nothing}</div>`;
  }
}
