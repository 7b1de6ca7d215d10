package live.griot.command.session;

import java.time.Duration;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.guest.Guests;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.JoinAsViewer;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.Devices;
import live.griot.command.http.Border;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets somebody in who may come in: makes the ticket, and notes that a viewer with an account has joined. Thread-safe. */
@Component
public class Joining {
    private static final Duration UNTIL_JOINS_EXPIRE = Duration.ofMinutes(1);

    private final Border border;
    private final Tickets tickets;
    private final EdgeAddress.Book edges;
    private final Sessions sessions;
    private final WaysBack waysBack;
    private final Guests guests;
    private final People people;

    Joining(
            Border border,
            Tickets tickets,
            EdgeAddress.Book edges,
            Sessions sessions,
            WaysBack waysBack,
            Guests guests,
            People people) {
        this.border = border;
        this.tickets = tickets;
        this.edges = edges;
        this.sessions = sessions;
        this.waysBack = waysBack;
        this.guests = guests;
        this.people = people;
    }

    /** How somebody who is not on stage watches. */
    public enum Way {
        /** With a place at the edge, where they are counted. */
        AT_THE_EDGE,
        /** Some seconds late, by the address that the answer has; they need no place, and get no ticket with which one could be taken. */
        BY_HLS
    }

    /**
     * Returns the answer to a join; refuses with SESSION_FULL when another viewer would find no place, and whom the table of
     * permissions does not let in (any more: a ban or the end may have come right after the seat). {@code link} is by which they came, {@code signIn} by
     * which sign-in they ask; either may be null.
     */
    public Joined join(Standing standing, @Nullable LinkId link, @Nullable SignInId signIn, Way way) {
        Deed.JOIN.check(standing.caller(), standing.session().state());
        waysBack.refuseBannedBrowser(standing);
        SessionId session = standing.session().id();
        UserId person = standing.person();
        AttendanceId attendance = new AttendanceId(border.freshId());
        boolean needsTicket = standing.onStage() || way == Way.AT_THE_EDGE;
        if (!standing.onStage() && needsTicket) {
            if (!edges.hasRoomFor(session, person)) {
                throw new Refused(RefusalCode.SESSION_FULL, "All places are taken; try again later");
            }
            if (person != null && !standing.isAnonymous()) {
                notTooOften(session, person);
                border.send(new JoinAsViewer(attendance, session, person, border.now()));
            }
        }
        Devices mayPublish =
                standing.onStage() ? Devices.carriedBy(standing.session().type()) : Devices.OFF;
        waysBack.came(standing);
        UserId named = person != null && person.isGuest() && !standing.isAnonymous() ? person : null;
        String ticket = needsTicket
                ? tickets.issue(
                        attendance,
                        session,
                        person,
                        named == null ? signIn : new SignInId(named.value()),
                        standing.role(),
                        mayPublish,
                        standing.isAnonymous() ? link : null)
                : null;
        return new Joined(
                standing.role(), ticket, edges.of(session, attendance), named == null ? null : pass(session, named));
    }

    /** Refuses with BANNED to let somebody begin a session of their own whom an admin has banned, or who comes by the browser of such a person. */
    public void refuseHost(UserId person) {
        waysBack.refuseHost(person);
    }

    private Joined.GuestPass pass(SessionId session, UserId guest) {
        return new Joined.GuestPass(
                people.named(guest),
                guests.accessToken(session, guest),
                guests.tokenLifetime().toSeconds());
    }

    private void notTooOften(SessionId session, UserId person) {
        if (sessions.openAttendances(session, person).size() >= SessionLimits.ATTENDANCES) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "You are in this session %d times already; leave first, or wait"
                            .formatted(SessionLimits.ATTENDANCES),
                    UNTIL_JOINS_EXPIRE);
        }
    }
}
