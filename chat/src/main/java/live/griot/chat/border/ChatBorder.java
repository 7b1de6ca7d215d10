package live.griot.chat.border;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.griot.api.Commands;
import live.griot.api.guest.Visits;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What every call of the chat needs: who calls, what the session is to them, what time it is, and a way to send a command. Who
 * calls is the principal's name; a null principal is somebody without an account. Thread-safe.
 */
@Component
public class ChatBorder {
    private final Commands commands;
    private final Sessions sessions;
    private final People people;
    private final Visits visits;
    private final Clock clock;

    public ChatBorder(Commands commands, Sessions sessions, People people, Visits visits, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.people = people;
        this.visits = visits;
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

    /** Returns what the session is to the caller; refuses with SESSION_NOT_FOUND when it is not theirs to know of. */
    public Standing knownTo(SessionId id, @Nullable Principal caller) {
        return sessions.knownTo(id, visits.caller(id, caller));
    }

    /** Returns what the session is to the caller; refuses also what the table of permissions does not allow them. */
    public Standing allowed(Deed deed, SessionId id, @Nullable Principal caller) {
        Standing standing = knownTo(id, caller);
        deed.check(standing.caller(), standing.session().state());
        return standing;
    }

    /** Refuses with USER_NOT_FOUND when there is no such person. */
    public void exists(UserId person) {
        if (!people.exist(person)) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
    }

    /** Refuses what somebody would do to somebody who is not below them: a moderator is above guests and viewers, the host above all. */
    public void onlyToThoseBelow(Standing by, UserId person) {
        if (rank(by.role()) <= rank(roleOf(by, person))) {
            throw new Refused(RefusalCode.FORBIDDEN, "Nobody does this to somebody who is not below them");
        }
    }

    /** Refuses to undo, or to put another in its place, what somebody above has decided. */
    public void onlyWhatNoHigherDecided(Standing by, UserId decider) {
        if (rank(roleOf(by, decider)) > rank(by.role())) {
            throw new Refused(RefusalCode.FORBIDDEN, "The host decided this, and only the host undoes it");
        }
    }

    private Role roleOf(Standing there, UserId person) {
        return sessions.standing(there.session().id(), person)
                .map(Standing::role)
                .orElse(Role.VIEWER);
    }

    /** Returns the time to the microsecond: the databases keep nothing finer, so nothing finer goes into an event. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static int rank(Role role) {
        return switch (role) {
            case HOST -> 2;
            case MODERATOR -> 1;
            case GUEST, VIEWER -> 0;
        };
    }
}
