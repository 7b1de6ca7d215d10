/** Warns who would leave a page on which something runs that ends without them: by a link, by accepting something elsewhere, or by closing it. */

/** @type {?() => Promise<boolean>} */
let question = null;

/** Asks from now on before the page is left. @param {() => Promise<boolean>} ask returns whether they leave nonetheless */
export function warnBeforeLeaving(ask) {
  if (!question) {
    addEventListener('beforeunload', warn);
    document.addEventListener('click', onLink, true);
  }
  question = ask;
}

/** Lets them go from now on. */
export function letGo() {
  question = null;
  removeEventListener('beforeunload', warn);
  document.removeEventListener('click', onLink, true);
}

/** Returns whether the page may be left; asks where something would end. Who leaves then is let go first. */
export const mayLeave = async () => !question || question();

/** Of closing and reloading the browser asks in its own words. @param {BeforeUnloadEvent} event */
const warn = (event) => event.preventDefault();

/** @param {MouseEvent} event */
async function onLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const here = link && !link.target && !event.ctrlKey && !event.metaKey && !event.shiftKey && !link.hash;
  if (here && link.href) {
    event.preventDefault();
    if (await mayLeave()) {
      letGo();
      location.assign(link.href);
    }
  }
}
