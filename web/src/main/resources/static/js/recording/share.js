/** Shares an address: by what the device has for that, else by the clipboard, else by showing it. */
import {t} from '/js/text.js';

/** @param {HTMLElement} button that was pressed, and says what became of it @param {string} title @param {string} url */
export async function share(button, title, url) {
  const shared = navigator.share ? await navigator.share({title, url}).then(() => true, (problem) => problem.name === 'AbortError') : false;
  if (!shared) {
    await navigator.clipboard.writeText(url).then(() => { button.textContent = t('studio.copied'); }, () => { button.textContent = url; });
  }
}
