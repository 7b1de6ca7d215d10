/** The lives that somebody hosted or watched. */
import {get} from '/js/api.js';
import {byId, clock, element, link, showAccount, showProblem} from '/js/page.js';

const DAY = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});

/** @type {?string} */
let next = null;

function item({session, role}) {
  const line = document.createElement('li');
  const anchor = link('', `/watch/${session.id}`, 'card');
  const lasted = session.startedAt && session.endedAt ? clock(Date.parse(session.endedAt) - Date.parse(session.startedAt)) : 'never went live';
  const about = element('div', '');
  about.append(element('strong', '', session.title), element('p', 'soft small', role === 'HOST' ? 'You hosted it' : `Hosted by ${session.host.displayName}`));
  const when = element('div', 'soft small', `${DAY.format(new Date(session.createdAt))} · ${lasted} · peak ${session.peakViewerCount}`);
  anchor.append(about, when);
  line.append(anchor);
  return line;
}

async function load() {
  try {
    const page = await get(`/api/sessions/history${next ? `?cursor=${encodeURIComponent(next)}` : ''}`);
    byId('past').append(...page.items.map(item));
    next = page.next;
    byId('more').hidden = !next;
    byId('empty').hidden = byId('past').children.length > 0;
  } catch (problem) {
    showProblem(problem);
  }
}

byId('more').addEventListener('click', load);
if (await showAccount()) {
  load();
} else {
  location.replace('/signin?next=/history');
}
