package live.griot.api.identity;

import java.time.Duration;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.stage.Devices;
import org.jspecify.annotations.Nullable;

/** The port that issues and verifies tickets, the edge's only credential. Verifying asks no database. Thread-safe. */
public interface Tickets {
    /**
     * Returns a signed ticket (a JWT), valid for {@code griot.ticket.ttl}. The id must be fresh; {@code user} is null for an
     * anonymous viewer, {@code signIn} null for who is not signed in, {@code mayPublish} nothing for who is not on stage, {@code link}
     * null but for one who came by a link.
     */
    String issue(
            AttendanceId id,
            SessionId session,
            @Nullable UserId user,
            @Nullable SignInId signIn,
            Role role,
            Devices mayPublish,
            @Nullable LinkId link);

    /** Returns what the ticket says; throws {@code Refused(INVALID_TICKET)} when it is forged, expired or not a ticket. */
    default Ticket verify(String token) {
        Ticket ticket = recognise(token);
        requireFresh(ticket);
        return ticket;
    }

    /** Returns what the ticket says, be it expired or not; throws {@code Refused(INVALID_TICKET)} when it is forged or not a ticket. */
    Ticket recognise(String token);

    /** Throws {@code Refused(INVALID_TICKET)} when the ticket is expired: nothing begins with it any more. */
    void requireFresh(Ticket ticket);

    /** Returns for how long a ticket is good to begin with. */
    Duration lifetime();
}
