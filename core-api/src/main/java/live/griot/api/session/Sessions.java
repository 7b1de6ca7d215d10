package live.griot.api.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.stage.ParticipantView;
import org.jspecify.annotations.Nullable;

/** The port through which other modules read sessions. Thread-safe; answers from the read model. */
public interface Sessions {
    /** Returns one session's facts, or empty when there is no such session. */
    Optional<SessionFacts> find(SessionId id);

    /** Returns what a session is to somebody, null for someone without an account; empty when there is no such session. */
    Optional<Standing> standing(SessionId id, @Nullable UserId person);

    /** Returns what a session is to each of those people, of whom null is someone without an account; nothing when there is no such session. */
    Map<@Nullable UserId, Standing> standings(SessionId id, Collection<@Nullable UserId> people);

    /** Returns what each of those sessions is to somebody; nothing for one that there is not. */
    Map<SessionId, Standing> standings(Collection<SessionId> ids, UserId person);

    /**
     * Returns what a ticket's session is to its bearer; the link that one without an account came by lets them into a private session
     * while it is not revoked. Empty when there is no such session.
     */
    Optional<Standing> standing(Ticket ticket);

    /** Returns what a session is to somebody; throws {@code Refused(SESSION_NOT_FOUND)} when it is not theirs to know of. */
    default Standing knownTo(SessionId id, @Nullable UserId person) {
        return standing(id, person)
                .filter(Standing::mayKnow)
                .orElseThrow(() -> new Refused(RefusalCode.SESSION_NOT_FOUND, "There is no such session"));
    }

    /** Returns somebody in a session as others see them, or empty when they are not in it. */
    Optional<ParticipantView> participant(SessionId id, UserId person);

    /** Returns the attendances of one person in one session that have not ended. */
    List<AttendanceId> openAttendances(SessionId id, UserId person);

    /** Returns the attendances of one person in one session that have not ended, and those that began after a time. */
    List<AttendanceId> attendances(SessionId id, UserId person, Instant since);

    /** Returns one session as clients see it, with the host's name joined in, or empty when there is no such session. */
    Optional<SessionView> view(SessionId id);

    /** Returns those of some sessions that there are, as clients see them, in no particular order. */
    List<SessionView> views(Collection<SessionId> ids);

    /** Returns the sessions that the edge may hold media for: STARTING, LIVE or ENDING. */
    List<SessionFacts> running();

    /** Returns the sessions that are not over, and that somebody hosts or is on stage of. */
    List<SessionFacts> withAPartOf(UserId person);

    /**
     * Returns the sessions that are not over, not even ENDING, and in which somebody is: as host, on stage, as a moderator, with a hand up, or
     * watching, or about to.
     */
    List<SessionFacts> presentIn(UserId person);

    /** Returns the attendances of one session of which the edge said that they watch, and not that they ended. */
    List<AttendanceId> watching(SessionId session);
}
