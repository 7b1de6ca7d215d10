package live.griot.command.session;

import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** Answers who was let into a session by an endless link: what happened to each {@link Admittance}. Thread-safe. */
@FunctionalInterface
interface Admittances {
    /** Returns whether there is an admittance of that person, who may have been put out since. */
    boolean has(SessionId session, UserId person);
}
