package live.griot.command.session;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import live.griot.api.id.LinkId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a command is made of when its turn comes: where, by whom, to whom, when.
 *
 * @param told what has happened in the session so far; null where there is no such session
 */
record Cue(
        Rehearsal rehearsal,
        SessionId session,
        @Nullable SessionStory told,
        UserId by,
        UserId whom,
        Rehearsal.Sent invitation,
        Choice choice) {
    Instant now() {
        return rehearsal.now();
    }

    /** Lets the time go on to an instant, if it is not past it; returns what it is then. */
    Instant notBefore(Instant instant) {
        return rehearsal.waitUntil(instant);
    }

    RecordingId freshRecording() {
        return new RecordingId("01RECORDING-" + rehearsal.freshNumber());
    }

    SessionId freshSession() {
        return new SessionId("01LIVE-" + rehearsal.freshNumber());
    }

    InvitationId freshInvitation() {
        return new InvitationId("01INVITATION-" + rehearsal.freshNumber());
    }

    LinkId freshLink() {
        return LinkId.of("01LINK-" + rehearsal.freshNumber());
    }
}
