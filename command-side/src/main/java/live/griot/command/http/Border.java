package live.griot.command.http;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import live.griot.api.Commands;
import live.griot.api.admin.AdminBans;
import live.griot.api.guest.Visits;
import live.griot.api.id.FreshIds;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.live.ReadProgress;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What every call that changes something needs: who calls, what the session is to them, what time it is, and a way to send a
 * command. Who calls is the principal's name; a null principal is somebody without an account. Thread-safe.
 */
@Component
public class Border {
    private final Commands commands;
    private final Sessions sessions;
    private final People people;
    private final AdminBans adminBans;
    private final Visits visits;
    private final ReadProgress readModels;
    private final FreshIds ids;
    private final Clock clock;

    Border(
            Commands commands,
            Sessions sessions,
            People people,
            AdminBans adminBans,
            Visits visits,
            ReadProgress readModels,
            FreshIds ids,
            Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.people = people;
        this.adminBans = adminBans;
        this.visits = visits;
        this.readModels = readModels;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sends a command; returns what its handler returned, once everybody can read what it stored, or the read models are late. */
    public @Nullable Object send(Object command) {
        return commands.send(command);
    }

    /** Returns what was written as it can be read; where a read model is behind, and may not have it, as it was written. */
    public <T> T written(Supplier<T> asRead, Supplier<T> asWritten) {
        return readModels.isBehind() ? asWritten.get() : asRead.get();
    }

    /** Returns who calls: an account, else the guest that their browser's cookie says they are in the session, else null. */
    public @Nullable UserId who(SessionId session, @Nullable Principal caller) {
        return visits.caller(session, caller);
    }

    /** Returns who calls. */
    public static UserId user(Principal caller) {
        return new UserId(caller.getName());
    }

    /** Returns by which sign-in somebody calls, or null for who is not signed in. */
    public static @Nullable SignInId signIn(@Nullable Principal caller) {
        return caller instanceof SignedInCaller signedIn ? signedIn.signIn() : null;
    }

    /** Returns what the session is to the caller; refuses with SESSION_NOT_FOUND when it is not theirs to know of. */
    public Standing knownTo(SessionId id, @Nullable Principal caller) {
        if (sessions.find(id).isEmpty() && readModels.isBehind()) {
            readModels.awaitCaughtUp(); // It may just have been created.
        }
        return sessions.knownTo(id, who(id, caller));
    }

    /**
     * Returns what the session is to a caller who has just been given a seat on stage; refuses with OUTCOME_UNKNOWN where the read model is so
     * late that nobody can come by that seat yet.
     */
    public Standing onStage(SessionId id, Principal caller) {
        Standing standing = knownTo(id, caller);
        if (!standing.onStage() && readModels.isBehind()) {
            readModels.awaitCaughtUp();
            standing = knownTo(id, caller);
            if (!standing.onStage() && readModels.isBehind()) {
                throw new Refused(
                        RefusalCode.OUTCOME_UNKNOWN,
                        "The seat is yours, and the server is still reading what was stored; try again",
                        ReadProgress.LOOK_AGAIN_AFTER);
            }
        }
        return standing;
    }

    /** Returns the session as clients see it. */
    public SessionView view(SessionId id) {
        return sessions.view(id)
                .orElseThrow(() -> new Refused(RefusalCode.SESSION_NOT_FOUND, "There is no such session"));
    }

    /** Returns a person by their name. */
    public Person named(UserId person) {
        return people.named(person);
    }

    /** Refuses with USER_NOT_FOUND when there is no account of that person. */
    public void hasAccount(UserId person) {
        if (person.isGuest() || !people.exist(person)) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
    }

    /** Refuses with USER_NOT_FOUND when there is no such person, with an account or without. */
    public void exists(UserId person) {
        if (!people.exist(person)) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
    }

    /** Refuses with PERSON_BANNED to give a part to somebody whom an admin has banned across sessions. */
    public void notBannedEverywhere(UserId person) {
        if (adminBans.isBanned(person)) {
            throw new Refused(RefusalCode.PERSON_BANNED, "This person is banned from all sessions");
        }
    }

    /** Returns what the session is to the caller; refuses also what the table of permissions does not allow them. */
    public Standing allowed(Deed deed, SessionId id, @Nullable Principal caller) {
        Standing standing = knownTo(id, caller);
        deed.check(standing.caller(), standing.session().state());
        return standing;
    }

    /**
     * Returns what the session is to the caller; refuses also with BANNED who is banned from it or from all. The rest of the table of
     * permissions is the session's own to ask: a step that is repeated is told what it was told first, whatever the state is by now.
     */
    public Standing notBanned(SessionId id, @Nullable Principal caller) {
        Standing standing = knownTo(id, caller);
        standing.requireNotBanned();
        return standing;
    }

    /** Returns an id that was never used, sorted by time (a ULID). */
    public String freshId() {
        return ids.next();
    }

    /** Returns so many bytes that nobody guesses. */
    public byte[] secret(int bytes) {
        return ids.secret(bytes);
    }

    /** Returns the time to the microsecond: the databases keep nothing finer, so nothing finer goes into an event. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
