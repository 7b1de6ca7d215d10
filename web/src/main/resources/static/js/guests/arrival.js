/**
 * How somebody comes to a live: by which link, and whether straight up onto the stage. It stands after the hash of the address, so that
 * no server's log holds it, and so that a reload brings them back where they were.
 */
const parts = () => new URLSearchParams(location.hash.slice(1));

/** Returns what the address says after its hash. @param {string} name @returns {?string} */
export const arrivedBy = (name) => parts().get(name);

/** Returns whether somebody stands before the door: they came by a link, and have not gone in. */
export const isAtDoor = () => parts().has('link') && !parts().has('in') && !parts().has('stage');

/** Returns whether who has a seat shows themselves at once: they said so when they accepted. */
export const comesUp = () => parts().has('stage');

/** Returns whether this is a call between two rather than a live. */
export const isCall = () => parts().has('call');

/** The way to a live's stage. @param {string} session @param {boolean} [call] whether it is a call */
export const ontoStage = (session, call = false) => `/watch/${encodeURIComponent(session)}#stage${call ? '&call' : ''}`;

/** The way of whoever called. */
export const intoCall = '/studio#call';

const NAME = 'griot.guest-name';

/** Returns by what name somebody without an account takes part, for as long as the tab is open; null who only watches. */
export const guestName = () => sessionStorage.getItem(NAME);

/** Remembers by what name somebody without an account takes part. @param {string} name */
export const nameGuest = (name) => sessionStorage.setItem(NAME, name);

/** Goes in from the door, to watch or up onto the stage. @param {'in' | 'stage'} where */
export function enter(where) {
  location.hash = `link=${encodeURIComponent(arrivedBy('link') ?? '')}&${where}`;
  location.reload();
}

/** Remembers that somebody does not want to be shown any more. */
export function staysDown() {
  const left = parts();
  left.delete('stage');
  if (left.has('link')) {
    left.set('in', '');
  }
  history.replaceState(null, '', `${location.pathname}${left.size ? `#${left}` : ''}`);
}
