package live.griot.command.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** Looks whether somebody whose hand is up since then is still there. */
record LookAtHand(SessionId session, UserId user, Instant raisedAt, Instant at) {}
