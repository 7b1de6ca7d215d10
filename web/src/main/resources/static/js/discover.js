/** The front page: who is live. */
import {get} from '/js/api.js';
import {byId, element, showAccount, showProblem, watching} from '/js/page.js';

const REFRESH_MILLIS = 4000;
let words = '';
let latest = 0;

/** @param {import('/js/api.js').Session} session */
function card(session) {
  const item = document.createElement('li');
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'card'));
  link.href = `/watch/${session.id}`;
  const cover = element('div', 'cover', session.host.displayName.slice(0, 1).toUpperCase());
  cover.setAttribute('aria-hidden', 'true');
  cover.append(element('span', 'badge live', 'Live'), element('span', 'badge viewers', watching(session.viewerCount)));
  const about = element('div', 'about');
  about.append(element('h3', '', session.title), element('p', 'soft', session.host.displayName));
  link.append(cover, about);
  item.append(link);
  return item;
}

async function refresh() {
  const mine = ++latest;
  try {
    const page = await get(`/api/sessions?state=LIVE&limit=60&q=${encodeURIComponent(words)}`);
    if (mine !== latest) {
      return;
    }
    showProblem(null);
    show(page.items);
  } catch (problem) {
    showProblem(problem);
  }
}

let shown = '';

/** @param {import('/js/api.js').Session[]} sessions */
function show(sessions) {
  const next = JSON.stringify(sessions);
  if (next === shown) {
    return;
  }
  shown = next;
  byId('lives').replaceChildren(...sessions.map(card));
  byId('empty').hidden = sessions.length > 0;
  byId('empty-title').textContent = words ? 'Nothing found' : 'Nobody is live at the moment';
  byId('empty-text').textContent = words ? 'No live has these words.' : 'Be the first: it takes a camera and a title.';
}

byId('search').addEventListener('submit', (event) => event.preventDefault());
byId('search').addEventListener('input', () => {
  words = byId('search').q.value.trim();
  refresh();
});
showAccount();
refresh();
setInterval(() => { if (!document.hidden) { refresh(); } }, REFRESH_MILLIS);
document.addEventListener('visibilitychange', () => { if (!document.hidden) { refresh(); } });
