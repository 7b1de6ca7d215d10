/** A question before something that cannot be undone: what will happen, in words, and two answers, of which the harmless one has the focus. */
import {html, nothing, render} from 'lit-html';

/**
 * Asks; returns whether the answer was yes. Escape is no, and the focus goes back where it was.
 *
 * @param {{heading: string, text: string, more?: string, yes: string, no: string, value?: string, danger?: boolean}} question
 *   {@code value} is what the yes is called in the page
 * @returns {Promise<boolean>}
 */
export function ask({heading, text, more = '', yes, no, value = 'yes', danger = true}) {
  const back = /** @type {?HTMLElement} */ (document.activeElement);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'question');
  dialog.setAttribute('aria-describedby', 'question-text');
  document.body.append(dialog);
  render(html`
    <form method="dialog" class="stack">
      <h2 id="question">${heading}</h2>
      <div class="stack" id="question-text"><p>${text}</p>${more ? html`<p>${more}</p>` : nothing}</div>
      <div class="row"><button class=${danger ? 'danger' : 'primary'} value=${value}>${yes}</button><button value="no" autofocus>${no}</button></div>
    </form>`, dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      back?.focus?.();
      resolve(dialog.returnValue === value);
    });
  });
}
