package live.griot.command.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LiveSession} has become by all that happened: it goes on from here as from the first event. Nothing but a saving: one that cannot be
 * read is left out, and the events are read instead.
 */
@Revision(SessionSnapshot.REVISION)
record SessionSnapshot(
        SessionId id,
        SessionType type,
        SessionText title,
        SessionText description,
        Visibility visibility,
        int seats,
        SessionState state,
        @Nullable Instant waitingSince,
        UserId host,
        List<Seat> seated,
        Set<UserId> moderators,
        List<Banned> banned,
        Set<UserId> guests,
        Set<UserId> putOut,
        Set<UserId> raisedHands,
        List<GoodLink> links,
        Set<UserId> admitted,
        List<Excluded> excluded,
        SessionRecording.@Nullable Plan recordingPlan,
        SessionRecording.@Nullable Running recordingRunning,
        int recordings,
        List<Answer> recordingAnswers) {
    /** To be raised whenever a field is added or means something else; snapshots of another revision are not read. */
    static final String REVISION = "3";

    /** Who is on stage, in the order in which they came, and what they show. */
    record Seat(UserId user, Devices devices) {}

    /** Who is banned, and how. */
    record Banned(UserId user, Cast.Ban ban) {}

    /** A link that is not revoked, and what it is. */
    record GoodLink(LinkId id, Admission.Link link) {}

    /** What somebody said of being recorded. */
    record Answer(UserId user, boolean agrees) {}

    /** Whom an admin's ban has put out, and since when they are banned. */
    record Excluded(UserId user, Instant since) {}
}
