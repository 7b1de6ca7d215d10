package live.griot.api.identity;

import java.time.Instant;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.stage.Devices;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says: its bearer may take part in one session in one role. It is good until it expires to begin a connection with, and
 * after that for as long as a connection lives that it began. {@code id} is unique for each
 * ticket and becomes the attendance's id; {@code user} is an account or a guest of the session, null for nobody in particular. {@code signIn} is by which sign-in they
 * joined, and ends the ticket when it ends; null for who has none. {@code mayPublish} says which
 * devices its bearer may send from, on stage, whichever are on: none for who has no seat. {@code link} is by which link a viewer
 * without an account came into a private session, null where that did not matter.
 */
public record Ticket(
        AttendanceId id,
        SessionId session,
        @Nullable UserId user,
        @Nullable SignInId signIn,
        Role role,
        Devices mayPublish,
        @Nullable LinkId link,
        Instant issuedAt,
        Instant expiresAt) {
    /** Returns whether its bearer has neither an account nor a name: somebody who only watches. */
    public boolean isAnonymous() {
        return user == null || (user.isGuest() && signIn == null);
    }
}
