/** Shows a code that is told once: to copy, with until when it is good. */
import {html, render} from 'lit';
import {day} from '/js/page.js';
import {t} from '/js/text.js';

/** @param {{heading: string, text: string, code: string, until: string}} made */
export function showCode({heading, text, code, until}) {
  const back = /** @type {?HTMLElement} */ (document.activeElement);
  const dialog = document.createElement('dialog');
  dialog.className = 'wide';
  dialog.setAttribute('aria-labelledby', 'code-title');
  let copied = '';

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      copied = t('studio.copied');
    } catch {
      // The browser does not let pages write there: it is marked, so that the person can.
      /** @type {HTMLInputElement} */ (dialog.querySelector('input')).select();
    }
    show();
  };

  const show = () => render(html`
    <form method="dialog" class="stack">
      <h2 id="code-title">${heading}</h2>
      <p class="soft">${text}</p>
      <label>${t('recover.code')}<input class="address" dir="ltr" readonly .value=${code} @focus=${(/** @type {any} */ event) => event.target.select()}></label>
      <p class="soft small">${t('admin.toldOnce', {time: day(until)})}</p>
      <div class="row"><button type="button" class="primary" autofocus @click=${copy}>${t('admin.copy')}</button>
        <button>${t('inviting.done')}</button> <span class="good" role="status">${copied}</span></div>
    </form>`, dialog);

  document.body.append(dialog);
  show();
  dialog.showModal();
  dialog.addEventListener('close', () => {
    dialog.remove();
    back?.focus?.();
  });
}
