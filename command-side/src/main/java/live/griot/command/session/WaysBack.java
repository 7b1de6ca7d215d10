package live.griot.command.session;

import live.griot.api.admin.AdminBans;
import live.griot.api.guest.BanMarks;
import live.griot.api.guest.Visit;
import live.griot.api.guest.Visits;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.command.http.Border;
import org.springframework.stereotype.Component;

/**
 * Refuses who comes back from a ban by leaving out their name: by the browser that was banned, under whatever account, and as somebody new from
 * the network of who was banned within the hour. Who shares no more than a network and is somebody already comes in, and moderators see it.
 * Thread-safe.
 */
@Component
class WaysBack {
    private final Border border;
    private final Sessions sessions;
    private final BanMarks marks;
    private final AdminBans adminBans;
    private final Visits visits;

    WaysBack(Border border, Sessions sessions, BanMarks marks, AdminBans adminBans, Visits visits) {
        this.border = border;
        this.sessions = sessions;
        this.marks = marks;
        this.adminBans = adminBans;
        this.visits = visits;
    }

    /** Returns whom somebody without an account becomes in a session; refuses with BANNED those who are new where nobody new may come from. */
    UserId newcomer(SessionId session) {
        Visit visit = visits.current();
        if (marks.isClosedToNewcomers(session, visit) || marks.isBarredEverywhere(visit)) {
            throw banned();
        }
        return visits.becomeGuestOf(session);
    }

    /** Refuses with BANNED to let somebody begin a session of their own whom an admin has banned, or who comes by the browser of such a person. */
    void refuseHost(UserId person) {
        adminBans.requireNone(person);
        if (marks.isBarredEverywhere(visits.current())) {
            throw new Refused(RefusalCode.BANNED, "Somebody who used this browser is banned from all sessions");
        }
    }

    /** Refuses with BANNED who has an account, and comes by a browser that is banned; those who have a part in the session stay. */
    void refuseBannedBrowser(Standing standing) {
        SessionId session = standing.session().id();
        Visit visit = visits.current();
        UserId browser = visit.guestOf(session);
        if (browser == null
                || browser.equals(standing.person())
                || standing.role() != Role.VIEWER
                || standing.onStage()) {
            return;
        }
        if (marks.isBarredEverywhere(visit)
                || sessions.standing(session, browser).filter(Standing::banned).isPresent()) {
            throw banned();
        }
    }

    /** Takes note of how somebody came in. */
    void came(Standing standing) {
        UserId person = standing.person();
        Visit visit = visits.current();
        if (person != null) {
            marks.came(standing.session().id(), person, visit, border.now());
        }
    }

    private static Refused banned() {
        return new Refused(RefusalCode.BANNED, "You are banned from this session");
    }
}
