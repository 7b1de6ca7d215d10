/** What a refusal says to who filled a form: by field where the server names one, else in the words of its code. */
import {t} from '/js/text.js';

/** @type {Record<string, () => string>} */
const FIELDS = {
  displayName: () => t('own.wrongName'),
  name: () => t('own.wrongName'),
  bio: () => t('own.wrongBio'),
  links: () => t('own.wrongLinks'),
  language: () => t('own.wrongLanguage'),
  email: () => t('own.wrongEmail'),
  password: () => t('own.wrongPassword'),
  avatar: () => t('own.wrongPicture'),
  reason: () => t('admin.wrongReason'),
};

/** @param {any} problem @returns {string[]} a sentence for each field that is not as it must be, or one for the whole */
export function sentences(problem) {
  const told = (problem.errors ?? []).map(({field, message}) => FIELDS[field.replace(/\W.*/, '')]?.() ?? `${field} ${message}`);
  return told.length ? [...new Set(told)] : [problem.message];
}

/** @param {any} problem */
export const inWords = (problem) => new Error(sentences(problem).join(' '));
