/** How good the connection of each on stage is: a small mark beside their name, with words for who does not see it. */
import {element} from '/js/page.js';
import {t} from '/js/text.js';

/** @typedef {'EXCELLENT' | 'GOOD' | 'POOR' | 'LOST'} Grade */

/** @type {Record<Grade, string>} */
const WORDS = {EXCELLENT: 'quality.excellent', GOOD: 'quality.good', POOR: 'quality.poor', LOST: 'quality.lost'};

export class Quality {
  constructor() {
    /** @type {Record<string, Grade>} */
    this.grades = {};
    /** @type {Set<HTMLElement>} */
    this.marks = new Set();
  }

  /** Returns whether it was about this. @param {import('/js/live.js').Update} update */
  onUpdate({type, data}) {
    if (type !== 'connectionQuality') {
      return false;
    }
    this.grades = data.quality;
    this.marks.forEach((mark) => mark.isConnected ? this.dress(mark) : this.marks.delete(mark));
    return true;
  }

  /** Returns a mark that follows a person's connection. @param {string} person */
  markOf(person) {
    const mark = element('span', 'quality');
    mark.setAttribute('role', 'img');
    mark.dataset.of = person;
    this.dress(mark);
    this.marks.add(mark);
    return mark;
  }

  /** @param {HTMLElement} mark */
  dress(mark) {
    const grade = this.grades[mark.dataset.of ?? ''];
    mark.hidden = !grade;
    mark.dataset.grade = grade ?? '';
    mark.title = grade ? t(WORDS[grade]) : '';
    mark.setAttribute('aria-label', mark.title);
  }
}
