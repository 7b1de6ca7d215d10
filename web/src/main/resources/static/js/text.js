/**
 * What the pages say, in the person's language: the one they chose, else the first of the browser's that there is. The messages are in
 * {@code /text/<language>.json}; one with a number in it has a form for each of the language's plural categories.
 */

/** The languages, each by its own name. */
export const LANGUAGES = {en: 'English', fr: 'Français', ar: 'العربية'};

const RIGHT_TO_LEFT = new Set(['ar']);
const CHOSEN = 'griot.language';

/** @typedef {string | Record<string, string>} Message */

/** @type {Record<string, Message>} */
let messages = {};

/** The language that is shown. */
export let language = 'en';

let plurals = new Intl.PluralRules(language);

/** Reads the messages, and tells the document its language and direction. */
export async function loadTexts() {
  language = wanted();
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
  messages = await (await fetch(`/text/${language}.json`)).json();
}

function wanted() {
  const wishes = [localStorage.getItem(CHOSEN) ?? '', ...navigator.languages];
  return wishes.map((wish) => wish.split('-')[0].toLowerCase()).find((wish) => wish in LANGUAGES) ?? 'en';
}

/** Shows another language from now on. @param {string} chosen one of LANGUAGES */
export function chooseLanguage(chosen) {
  localStorage.setItem(CHOSEN, chosen);
  location.reload();
}

/**
 * Returns a message with its places filled: {@code {name}} by the value of that name. Where a message has plural forms, {@code count}
 * chooses among them, and is written as the language writes numbers.
 *
 * @param {string} key @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const message = messages[key];
  if (message === undefined) {
    return key;
  }
  const text = typeof message === 'string' ? message : message[plurals.select(Number(values.count))] ?? message.other;
  return text.replace(/\{(\w+)\}/g, (place, name) => format(values[name] ?? place));
}

/** Returns whether there is such a message. @param {string} key */
export const isKnown = (key) => key in messages;

/** @param {string | number} value */
const format = (value) => typeof value === 'number' ? value.toLocaleString(language) : value;
