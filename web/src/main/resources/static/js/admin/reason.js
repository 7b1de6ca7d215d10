/** Asks why something is to be done, and for how long where that matters; does it, and says in its place why that did not work. */
import {html, nothing, render} from 'lit';
import {sentences} from '/js/account/words.js';
import {t} from '/js/text.js';

const LONGEST_REASON = 500;

/** @typedef {{reason: string, duration?: string}} Why */

/**
 * Returns whether it was done. Escape is no, and the focus goes back where it was.
 *
 * @param {{heading: string, text: string, yes: string, lasting?: boolean, deed: (why: Why) => Promise<unknown>}} question
 * @returns {Promise<boolean>}
 */
export function askReason({heading, text, yes, lasting = false, deed}) {
  const back = /** @type {?HTMLElement} */ (document.activeElement);
  const dialog = document.createElement('dialog');
  dialog.className = 'wide';
  dialog.setAttribute('aria-labelledby', 'why-title');
  let done = false;
  let busy = false;
  /** @type {string[]} */
  let refused = [];

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const {reason, duration} = /** @type {any} */ (event.target).elements;
    if (busy) {
      return;
    }
    busy = true;
    try {
      await deed({reason: reason.value.trim(), ...duration?.value && {duration: duration.value}});
      done = true;
      dialog.close();
    } catch (problem) {
      refused = sentences(problem);
      busy = false;
      show();
    }
  };

  const show = () => render(html`
    <form class="stack" @submit=${submit}>
      <h2 id="why-title">${heading}</h2>
      <p class="soft">${text}</p>
      ${lasting ? html`<label>${t('sanction.length')}<select name="duration">${lengths()}</select></label>` : nothing}
      <label>${t('admin.reason')}<textarea name="reason" dir="auto" rows="3" maxlength=${LONGEST_REASON} required autofocus></textarea></label>
      <div role="alert">${refused.length ? html`<p class="notice">${refused.join(' ')}</p>` : nothing}</div>
      <div class="row"><button class="danger">${yes}</button>
        <button type="button" @click=${() => dialog.close()}>${t('sanction.cancel')}</button></div>
    </form>`, dialog);

  document.body.append(dialog);
  show();
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      back?.focus?.();
      resolve(done);
    });
  });
}

const lengths = () => [
  ['PT1H', t('sanction.hour')], ['PT24H', t('sanction.day')], ['P7D', t('admin.days', {count: 7})], ['P30D', t('admin.days', {count: 30})], ['', t('admin.untilLifted')],
].map(([value, word]) => html`<option value=${value} ?selected=${value === 'PT24H'}>${word}</option>`);
