/** Those who ask to come on stage, in the order in which they did, and the way up. How many there are is said when it changes. */
import {html, nothing, render} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {put} from '/js/api.js';
import {byId, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

/** @param {import('/js/people.js').People} people @param {string} session */
export function showHands(people, session) {
  const hands = [...people.hands];
  const told = byId('hands-told');
  const words = hands.length ? t('studio.handsUp', {count: hands.length}) : '';
  if (told.textContent !== words) {
    told.textContent = words;
  }
  render(hands.length ? html`
    <ul class="hands">${repeat(hands, (person) => person, (person) => html`
      <li data-hand=${person}>
        <span class="face" aria-hidden="true">✋</span><strong dir="auto">${people.nameOf(person)}</strong>
        <button class="primary" aria-label=${t('studio.bringUp', {name: people.nameOf(person)})} @click=${() => bringUp(session, person)}>${t('studio.bring')}</button>
      </li>`)}
    </ul>` : nothing, byId('hands'));
}

/** @param {string} session @param {string} person */
const bringUp = (session, person) =>
  put(`/api/sessions/${session}/participants/${encodeURIComponent(person)}/role`, {role: 'GUEST'}).then(() => showProblem(null), showProblem);
