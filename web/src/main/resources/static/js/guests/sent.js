/** Whom somebody invited to a session, and what they answered: kept in the window, so that a reload does not lose it. */

/** @typedef {'PENDING' | 'ACCEPTED' | 'REJECTED' | 'REVOKED' | 'EXPIRED'} State */
/** @typedef {{id: string, to: import('/js/api.js').User, state: State}} Sent */

/** @type {Record<string, State>} */
const STATES = {
  invitationSent: 'PENDING', invitationAccepted: 'ACCEPTED', invitationRejected: 'REJECTED', invitationRevoked: 'REVOKED', invitationExpired: 'EXPIRED',
};

/** @param {string} session */
export function sentFrom(session) {
  const place = `griot.sent.${session}`;
  /** The latest of each person. @type {Map<string, Sent>} */
  const sent = new Map(JSON.parse(sessionStorage.getItem(place) ?? '[]'));
  /** @param {Sent} one */
  const put = ({id, to, state}) => {
    sent.set(to.id, {id, to, state});
    sessionStorage.setItem(place, JSON.stringify([...sent]));
  };
  return {
    all: () => [...sent.values()].reverse(),
    /** @param {string} person */
    stateOf: (person) => sent.get(person)?.state,
    /** What is told of it may have come before the answer. @param {Sent} one */
    add: (one) => { if (sent.get(one.to.id)?.id !== one.id) { put(one); } },
    /** Heeds what is told; returns whether something changed. @param {import('/js/live.js').Update} update */
    onUpdate: ({topic, type, data}) => {
      const state = STATES[type];
      if (topic !== 'me' || !state || data.sessionId !== session || data.ringing) {
        return false;
      }
      put({id: data.id, to: data.to, state});
      return true;
    },
  };
}
