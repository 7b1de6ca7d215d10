/**
 * Tells the edge what is looked at: how large each picture is shown, and whether it is at all. A picture that is scrolled away, or in a
 * window that nobody sees, is not sent; a small one is sent small.
 */
const GATHER_MILLIS = 150;

export class Viewport {
  /** @param {(wishes: import('./types.js').Wish[]) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Map<Element, {publication: string, layer: ?number, width: number, height: number, visible: boolean, told: string}>} */
    this.places = new Map();
    this.sizes = new ResizeObserver((entries) => entries.forEach((entry) => {
      const place = this.places.get(entry.target);
      if (place) {
        place.width = Math.round(entry.contentRect.width * devicePixelRatio);
        place.height = Math.round(entry.contentRect.height * devicePixelRatio);
      }
      this.soon();
    }));
    this.sights = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const place = this.places.get(entry.target);
      if (place) {
        place.visible = entry.isIntersecting;
      }
      this.soon();
    }));
    this.onPage = () => this.soon();
    document.addEventListener('visibilitychange', this.onPage);
  }

  /** Shows a publication's picture in an element, alone. @param {Element} element @param {string} publication */
  show(element, publication) {
    if (this.places.get(element)?.publication === publication) {
      return;
    }
    this.places.set(element, {publication, layer: null, width: 0, height: 0, visible: true, told: ''});
    this.sizes.observe(element);
    this.sights.observe(element);
  }

  /** Shows nothing in an element any more. @param {Element} element */
  hide(element) {
    if (this.places.delete(element)) {
      this.sizes.unobserve(element);
      this.sights.unobserve(element);
    }
  }

  /** Chooses a layer, 0 to 2, or null for the best that fits. @param {Element} element @param {?number} layer */
  choose(element, layer) {
    const place = this.places.get(element);
    if (place) {
      place.layer = layer;
      this.soon();
    }
  }

  /** Tells everything again: whoever is told now knows nothing. */
  again() {
    for (const place of this.places.values()) {
      place.told = '';
    }
    this.soon();
  }

  soon() {
    this.timer ??= setTimeout(() => { this.timer = undefined; this.now(); }, GATHER_MILLIS);
  }

  now() {
    const seen = document.visibilityState === 'visible';
    const wishes = [];
    for (const place of this.places.values()) {
      const wish = {publication: place.publication, width: place.width, height: place.height, visible: seen && place.visible, layer: place.layer};
      const text = JSON.stringify(wish);
      if (text !== place.told) {
        place.told = text;
        wishes.push(wish);
      }
    }
    if (wishes.length > 0) {
      this.tell(wishes);
    }
  }

  close() {
    clearTimeout(this.timer);
    this.sizes.disconnect();
    this.sights.disconnect();
    document.removeEventListener('visibilitychange', this.onPage);
    this.places.clear();
  }
}
