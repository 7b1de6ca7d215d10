/** What an admin does about a person. Each asks first, and returns a sentence on what was done, or nothing where it was not. */
import {askReason} from '/js/admin/reason.js';
import {showCode} from '/js/admin/code.js';
import {post, put, remove} from '/js/api.js';
import {ask} from '/js/ask.js';
import {t} from '/js/text.js';

/** @typedef {import('/js/api.js').User} User */

/** Whom the configuration names no other admin shuts out. @param {Promise<unknown>} call */
const inWords = (call) => call.catch((problem) => { throw problem.code === 'FORBIDDEN' ? new Error(t('admin.notAdmins')) : problem; });

/** @param {User} person */
export const suspend = (person) => shutOut('/api/admin/suspensions', person, t('admin.suspendQuestion', {name: person.displayName}), t('admin.suspendText'), t('admin.suspendYes'), t('admin.suspended', {name: person.displayName}));

/** @param {User} person */
export const ban = (person) => shutOut('/api/admin/bans', person, t('sanction.banQuestion', {name: person.displayName}), t('admin.banText'), t('sanction.ban'), t('admin.banned', {name: person.displayName}));

/** @param {string} list @param {User} person @param {string} heading @param {string} text @param {string} yes @param {string} done */
async function shutOut(list, person, heading, text, yes, done) {
  const sure = await askReason({heading, text, yes, lasting: true, deed: (why) => inWords(put(`${list}/${encodeURIComponent(person.id)}`, why))});
  return sure ? done : '';
}

/** Lifting harms nobody, and is not asked about. @param {User} person */
export async function liftSuspension(person) {
  await remove(`/api/admin/suspensions/${encodeURIComponent(person.id)}`);
  return t('admin.suspensionLifted', {name: person.displayName});
}

/** @param {User} person */
export async function liftBan(person) {
  await remove(`/api/admin/bans/${encodeURIComponent(person.id)}`);
  return t('admin.banLifted', {name: person.displayName});
}

/** @param {User} person */
export async function giveCode(person) {
  const name = person.displayName;
  if (await ask({heading: t('admin.codeQuestion', {name}), text: t('admin.codeText', {name}), yes: t('admin.codeYes'), no: t('sanction.cancel'), danger: false})) {
    const {code, expiresAt} = await post(`/api/admin/users/${encodeURIComponent(person.id)}/reset`);
    showCode({heading: t('admin.codeFor', {name}), text: t('admin.codeUse'), code, until: expiresAt});
  }
  return '';
}
