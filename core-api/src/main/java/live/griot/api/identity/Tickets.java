package live.griot.api.identity;

import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.stage.Devices;
import org.jspecify.annotations.Nullable;

/** The port that issues and verifies tickets, the edge's only credential. Verifying asks no database. Thread-safe. */
public interface Tickets {
    /**
     * Returns a signed ticket (a JWT), valid for {@code griot.ticket.ttl}. The id must be fresh; {@code user} is null for an
     * anonymous viewer, {@code mayPublish} nothing for who is not on stage, {@code link} null but for one who came by a link.
     */
    String issue(
            AttendanceId id,
            SessionId session,
            @Nullable UserId user,
            Role role,
            Devices mayPublish,
            @Nullable LinkId link);

    /** Returns what the ticket says; throws {@code Refused(INVALID_TICKET)} when it is forged, expired or not a ticket. */
    Ticket verify(String token);
}
