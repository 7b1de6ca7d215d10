/**
 * How the tiles of a stage stand: one large with the others in a strip, all alike, or a screen with the people beside it. By itself it
 * follows what is shown and who leads the talk, calmly; a person may choose, and may make any tile the large one. Tiles are placed where
 * they are, never taken out of the page: a video that is attached anew is black for a moment.
 */

/** @typedef {import('/js/stage.js').Tile} Tile */
/** @typedef {{x: number, y: number, width: number, height: number}} Place */
/** @typedef {'auto' | 'speaker' | 'grid' | 'side'} Choice */

/** @type {Choice[]} */
export const CHOICES = ['auto', 'speaker', 'grid', 'side'];

const CHOSEN = 'griot.layout';
/** Who leads the talk for less than that makes nobody's picture jump. */
const LEADS_MILLIS = 2_000;
const RATIO = 16 / 9;
const GAP = 4;
/** How much of the picture the strip has at most. */
const STRIP = 0.22;

/** Places so many tiles side by side, as large as they can be; a last row that is not full stands in the middle. @param {number} count @param {number} width @param {number} height @returns {Place[]} */
export function gridOf(count, width, height) {
  if (count === 1) {
    return [{x: 0, y: 0, width, height}];
  }
  let best = {columns: 1, tile: 0};
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = Math.min((width - GAP * (columns - 1)) / columns, ((height - GAP * (rows - 1)) / rows) * RATIO);
    best = tile > best.tile ? {columns, tile} : best;
  }
  const rows = Math.ceil(count / best.columns);
  const tall = best.tile / RATIO;
  const top = (height - rows * tall - GAP * (rows - 1)) / 2;
  return Array.from({length: count}, (_, at) => {
    const row = Math.floor(at / best.columns);
    const inRow = row < rows - 1 ? best.columns : count - best.columns * (rows - 1);
    const start = (width - inRow * best.tile - GAP * (inRow - 1)) / 2;
    return {x: start + (at % best.columns) * (best.tile + GAP), y: top + row * (tall + GAP), width: best.tile, height: tall};
  });
}

/** Places one tile large, and others in a strip beside or under it; the large one's place is the first. @param {number} others @param {number} width @param {number} height @param {boolean} beside @returns {Place[]} */
export function stripOf(others, width, height, beside) {
  if (others === 0) {
    return gridOf(1, width, height);
  }
  const across = beside ? height : width;
  const share = beside ? Math.min(width * STRIP * 1.2, ((across - GAP * (others - 1)) / others) * RATIO) : Math.min(height * STRIP, (across - GAP * (others - 1)) / others / RATIO);
  const along = beside ? share / RATIO : share * RATIO;
  const start = (across - others * along - GAP * (others - 1)) / 2;
  const large = beside ? {x: 0, y: 0, width: width - share - GAP, height} : {x: 0, y: 0, width, height: height - share - GAP};
  const strip = Array.from({length: others}, (_, at) => beside
    ? {x: width - share, y: start + at * (along + GAP), width: share, height: along}
    : {x: start + at * (along + GAP), y: height - share, width: along, height: share});
  return [large, ...strip];
}

export class Layout {
  /** @param {HTMLElement} root where the tiles are @param {{call?: boolean, onChange?: () => void}} [options] {@code call} between two: the other whole, oneself in the corner */
  constructor(root, options = {}) {
    this.root = root;
    this.options = options;
    /** @type {Map<string, Tile>} */
    this.tiles = new Map();
    const chosen = /** @type {Choice} */ (localStorage.getItem(CHOSEN));
    /** @type {Choice} */
    this.choice = CHOICES.includes(chosen) ? chosen : 'auto';
    /** Which tile was made the large one. @type {?string} */
    this.pinned = null;
    /** Who leads the talk, and has for a moment. @type {?string} */
    this.leader = null;
    /** @type {?string} */
    this.rising = null;
    root.classList.add('placed');
    this.resized = new ResizeObserver(() => this.placeAtOnce());
    this.resized.observe(root);
  }

  /** @param {Map<string, Tile>} tiles */
  show(tiles) {
    this.tiles = tiles;
    this.place();
  }

  /** @param {Choice} choice */
  choose(choice) {
    this.choice = choice;
    this.pinned = null;
    localStorage.setItem(CHOSEN, choice);
    this.place();
  }

  /** Makes a tile the large one, or no longer. @param {string} key */
  pin(key) {
    this.pinned = this.pinned === key ? null : key;
    this.place();
  }

  /** Told of who leads the talk now. @param {?string} participant */
  leads(participant) {
    if (participant !== this.rising) {
      this.rising = participant;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => { this.leader = participant ?? this.leader; this.place(); }, LEADS_MILLIS);
    }
  }

  /** How the tiles stand now, and which one is large if any is. @returns {{how: string, large: ?[string, Tile]}} */
  decide() {
    const all = [...this.tiles];
    const others = all.filter(([, tile]) => !tile.own);
    const pinned = all.find(([key]) => key === this.pinned);
    const screen = others.findLast(([, tile]) => tile.screen);
    const leader = others.find(([, tile]) => !tile.screen && tile.participant === this.leader);
    if (all.length < 2) {
      return {how: 'grid', large: null};
    }
    if (this.options.call && this.choice === 'auto' && !screen && !pinned && others.length === 1) {
      return {how: 'call', large: others[0]};
    }
    const how = this.choice !== 'auto' && !(this.choice === 'grid' && pinned) ? this.choice : screen ? 'side' : pinned || leader ? 'speaker' : 'grid';
    return {how, large: how === 'grid' ? null : pinned ?? (how === 'side' ? screen : undefined) ?? leader ?? others[0] ?? all[0]};
  }

  /** The tile that is large, or the first. @returns {?Tile} */
  get large() {
    return this.decide().large?.[1] ?? [...this.tiles.values()][0] ?? null;
  }

  place() {
    const {clientWidth: width, clientHeight: height} = this.root;
    const {how, large} = this.decide();
    this.root.dataset.layout = how;
    this.root.dataset.count = String(this.tiles.size);
    const places = how === 'grid' ? gridOf(this.tiles.size, width, height) : how === 'call' ? cornerOf(width, height)
      : stripOf(this.tiles.size - 1, width, height, how === 'side' && width > height);
    const ordered = [...(large ? [large] : []), ...[...this.tiles].filter(([key]) => key !== large?.[0])];
    ordered.forEach(([key, tile], at) => {
      const {x, y, width: wide, height: tall} = places[at];
      Object.assign(tile.root.style, {insetInlineStart: `${x}px`, top: `${y}px`, width: `${wide}px`, height: `${tall}px`});
      tile.root.classList.toggle('large', key === large?.[0]);
      tile.root.classList.toggle('low', y + tall > height - 2 * GAP);
      tile.root.classList.toggle('small', tall < 120);
      const enlarge = tile.root.querySelector('.enlarge');
      enlarge?.setAttribute('aria-pressed', String(key === this.pinned));
      enlarge?.toggleAttribute('hidden', this.tiles.size < 2);
    });
    this.options.onChange?.();
  }

  /** Of what is resized nothing is seen to move. */
  placeAtOnce() {
    this.root.classList.add('at-once');
    this.place();
    requestAnimationFrame(() => requestAnimationFrame(() => this.root.classList.remove('at-once')));
  }

  close() {
    clearTimeout(this.timer);
    this.resized.disconnect();
  }
}

/** The other has it all, and oneself a corner of it. @param {number} width @param {number} height @returns {Place[]} */
function cornerOf(width, height) {
  const wide = Math.min(220, width * 0.28);
  return [{x: 0, y: 0, width, height}, {x: width - wide - 10, y: 10, width: wide, height: wide / RATIO}];
}
