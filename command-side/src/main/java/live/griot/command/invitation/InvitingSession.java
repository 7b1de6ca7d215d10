package live.griot.command.invitation;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** What an invitation asks of the session it is to, in the same transaction. Everything may throw {@code Refused}. */
public interface InvitingSession {
    /** Refuses when {@code by} may not invite. */
    void mayInvite(SessionId session, UserId by);

    /** Refuses when {@code by} may not invite {@code person}. */
    void checkInvitation(SessionId session, UserId by, UserId person);

    /** Gives the person a seat. */
    void seat(SessionId session, UserId person, Instant at);

    /** Starts the session of a call that was accepted; one that has started stays. */
    void begin(SessionId session, Instant at);

    /** Cancels the session of a call that was not accepted; one that has started stays. */
    void callOff(SessionId session, Instant at);
}
