package live.griot.recording.lifecycle;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import live.griot.api.Commands;
import live.griot.api.guest.Visits;
import live.griot.api.id.FreshIds;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What every call about recordings needs: who calls, what the session and the recording are to them, what time it is, and a way to send a
 * command. Thread-safe.
 */
@Component
public class RecordingBorder {
    private final Commands commands;
    private final Sessions sessions;
    private final Recordings recordings;
    private final Visits visits;
    private final FreshIds ids;
    private final Clock clock;

    public RecordingBorder(
            Commands commands, Sessions sessions, Recordings recordings, Visits visits, FreshIds ids, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.recordings = recordings;
        this.visits = visits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sends a command; returns once everybody can read what it stored. */
    public void send(Object command) {
        commands.send(command);
    }

    /** Returns who calls. */
    public static UserId user(Principal caller) {
        return new UserId(caller.getName());
    }

    /** Returns what the session is to the caller; refuses also what the table of permissions does not allow them. */
    public Standing allowed(Deed deed, SessionId id, @Nullable Principal caller) {
        Standing standing = sessions.knownTo(id, visits.caller(id, caller));
        deed.check(standing.caller(), standing.session().state());
        return standing;
    }

    /**
     * Returns a recording that the caller may play: a public one, or a private one whose session they hosted, had a part in, or were let
     * into; but not who is banned from the session. Refuses with RECORDING_NOT_FOUND, as where there is none.
     */
    public RecordingRow playable(RecordingId id, @Nullable Principal caller) {
        return findPlayable(id, caller).orElseThrow(RecordingBorder::notFound);
    }

    /** Returns the same; empty where the caller may not play it, or there is none. */
    public Optional<RecordingRow> findPlayable(RecordingId id, @Nullable Principal caller) {
        return find(id).filter(row -> isPlayable(row, visits.caller(row.session(), caller)));
    }

    private boolean isPlayable(RecordingRow row, @Nullable UserId person) {
        return row.host().equals(person)
                || sessions.standing(row.session(), person)
                        .filter(standing -> !standing.banned())
                        .filter(standing -> row.visibility() == Visibility.PUBLIC
                                || standing.role() == Role.HOST
                                || standing.admitted())
                        .isPresent();
    }

    /** Returns a recording that is not deleted, whoever may play it. */
    public Optional<RecordingRow> find(RecordingId id) {
        return recordings.find(id).filter(found -> found.state() != RecordingState.DELETED);
    }

    /** Returns whether the caller may play a recording; one that is only planned everybody may who sees the session. */
    boolean mayPlay(RecordingId id, @Nullable Principal caller) {
        return recordings.find(id).isEmpty() || findPlayable(id, caller).isPresent();
    }

    private static Refused notFound() {
        return new Refused(RefusalCode.RECORDING_NOT_FOUND, "There is no such recording");
    }

    /** Returns an id that was never used. */
    RecordingId freshId() {
        return new RecordingId(ids.next());
    }

    /** Returns the time to the microsecond: the databases keep nothing finer, so nothing finer goes into an event. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
