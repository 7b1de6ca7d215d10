package live.griot.api.identity;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says: its bearer may take part in one session in one role until it expires. {@code id} is unique for each
 * ticket and becomes the attendance's id; {@code user} is null for a viewer without an account. {@code link} is by which link
 * such a viewer came into a private session, null where that did not matter.
 */
public record Ticket(
        AttendanceId id,
        SessionId session,
        @Nullable UserId user,
        Role role,
        @Nullable LinkId link,
        Instant issuedAt,
        Instant expiresAt) {
    /** Returns whether the bearer may send media. */
    public boolean mayPublish() {
        return role == Role.HOST || role == Role.GUEST;
    }
}
