/** What the audit says, in the person's language: it is written down in English, for whoever reads the table itself. */
import {html} from 'lit';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** What is written, and what it is in words. @type {[RegExp, (...parts: string[]) => string][]} */
const SENTENCES = [
  [/^signed in$/, () => t('admin.didSignIn')],
  [/^signed in by a provider$/, () => t('admin.didSignInByProvider')],
  [/^signed in by a passkey$/, () => t('admin.didSignInByPasskey')],
  [/^registered$/, () => t('admin.didJoin')],
  [/^registered by a provider$/, () => t('admin.didJoinByProvider')],
  [/^wrong handle or password$/, () => t('admin.didMistake')],
  [/^(wrong passkey|a passkey.*)$/, () => t('admin.didMistakePasskey')],
  [/^suspended$/, () => t('admin.didComeSuspended')],
  [/^came back by a code$/, () => t('admin.didReset')],
  [/^changed the password$/, () => t('admin.didChangePassword')],
  [/^linked a provider$/, () => t('admin.didLink')],
  [/^unlinked a provider$/, () => t('admin.didUnlink')],
  [/^added a passkey$/, () => t('admin.didAddPasskey')],
  [/^removed a passkey$/, () => t('admin.didRemovePasskey')],
  [/^suspended until lifted$/, () => t('admin.didSuspend')],
  [/^suspended until (\S+)$/, (until) => t('admin.didSuspendUntil', {time: day(until)})],
  [/^lifted the suspension$/, () => t('admin.didLift')],
  [/^banned across sessions until lifted$/, () => t('admin.didBan')],
  [/^banned across sessions until (\S+)$/, (until) => t('admin.didBanUntil', {time: day(until)})],
  [/^lifted the ban across sessions$/, () => t('admin.didLiftBan')],
  [/^ended the session /, () => t('admin.didEnd')],
  [/^removed the clip /, () => t('admin.didRemoveClip')],
  [/^gave a code to reset the password$/, () => t('admin.didGiveCode')],
  [/^made the invitation \S+ for (\d+) until (\S+)$/, (count, until) => t('admin.didInvite', {count: Number(count), time: day(until)})],
  [/^revoked the invitation /, () => t('admin.didRevoke')],
];

/** @param {string} what */
export function said(what) {
  for (const [written, words] of SENTENCES) {
    const match = written.exec(what);
    if (match) {
      return words(...match.slice(1));
    }
  }
  return html`<span lang="en" dir="ltr">${what}</span>`;
}
