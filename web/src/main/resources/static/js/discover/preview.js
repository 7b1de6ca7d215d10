/** The small picture of a live: the first comes when it is scrolled near, and each later one takes its place once it is decoded. */

/** {@code src} is the picture's address, null where there is none. */
export class Preview extends HTMLElement {
  /** @type {?string} */
  #src = null;
  /** @type {?HTMLImageElement} */
  #picture = null;

  /** @param {?string} next */
  set src(next) {
    if (next === this.#src) {
      return;
    }
    this.#src = next;
    if (!next) {
      this.#show(null);
    } else if (this.#picture?.complete) {
      this.#replace(next);
    } else {
      this.#show(next);
    }
  }

  get src() {
    return this.#src;
  }

  /** @param {string} next */
  async #replace(next) {
    const coming = new Image();
    coming.src = next;
    await coming.decode().then(() => { if (this.#src === next) { this.#show(next); } }, () => undefined);
  }

  /** @param {?string} address */
  #show(address) {
    if (!address) {
      this.#picture?.remove();
      this.#picture = null;
      return;
    }
    if (!this.#picture) {
      const picture = document.createElement('img');
      picture.alt = '';
      picture.loading = 'lazy';
      picture.addEventListener('error', () => this.#show(null));
      this.#picture = picture;
      this.append(picture);
    }
    this.#picture.src = address;
  }
}

customElements.define('griot-preview', Preview);
