/** People: looking for somebody, and calling them. */
import {html} from 'lit';
import {place} from '/js/guests/calling.js';
import '/js/guests/person-search.js';
import {byId, showAccount, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

export const title = () => t('account.people');

export const body = () => html`
  <h1>${t('account.people')}</h1>
  <p class="lead">${t('find.lead')}</p>
  <p class="notice" id="problem" role="alert" hidden></p>
  <griot-person-search class="stack page" id="search" .actions=${actions}></griot-person-search>`;

/** @param {import('/js/api.js').User} person */
const actions = (person) => html`
  <button aria-label=${t('call.bySoundTo', {name: person.displayName})} @click=${() => call(person, 'AUDIO')}>${t('call.bySound')}</button>
  <button class="primary" aria-label=${t('call.byVideoTo', {name: person.displayName})} @click=${() => call(person, 'VIDEO')}>${t('call.byVideo')}</button>`;

/** @param {import('/js/api.js').User} person @param {'VIDEO' | 'AUDIO'} type */
async function call(person, type) {
  try {
    showProblem(null);
    await place(person, type);
  } catch (problem) {
    showProblem(/** @type {Error} */ (problem));
  }
}

export async function begin() {
  const user = await showAccount();
  if (!user) {
    location.replace('/signin?next=/people');
    return;
  }
  byId('search').without = user.id;
  byId('search').querySelector('input')?.focus();
}
