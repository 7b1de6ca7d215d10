package live.griot.edge.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import org.springframework.stereotype.Component;

/**
 * The tickets that are good no longer, whatever the read model knows by now: those of a person who left, was removed or was banned, from
 * before that moment; all of a person while their ban lasts, since one can be issued between the moment that a ban bears and the one it
 * is stored at; and those of people without an account for a session that was made private. Remembers the last 100,000 people, far more
 * than can leave within a ticket's life on one edge. Thread-safe.
 */
@Component
class RevokedTickets {
    private static final int REMEMBERED = 100_000;

    private final Map<Who, Out> out = new LinkedHashMap<>();
    private final Set<SessionId> closed = new LinkedHashSet<>();

    private record Who(SessionId session, UserId person) {}

    private record Out(Instant since, boolean banned) {
        Out and(Out later) {
            return new Out(later.since.isAfter(since) ? later.since : since, banned || later.banned);
        }
    }

    /** Revokes what a person has from before that moment. */
    void revoke(SessionId session, UserId person, Instant at) {
        add(new Who(session, person), new Out(at, false));
    }

    /** Revokes all that a person has, or gets, until the ban is lifted. */
    void ban(SessionId session, UserId person, Instant at) {
        add(new Who(session, person), new Out(at, true));
    }

    /** Lets tickets be good again that a person gets after the ban. */
    synchronized void liftBan(SessionId session, UserId person) {
        out.computeIfPresent(new Who(session, person), (who, before) -> new Out(before.since, false));
    }

    private synchronized void add(Who who, Out how) {
        out.merge(who, how, Out::and);
        if (out.size() > REMEMBERED) {
            out.remove(out.keySet().iterator().next());
        }
    }

    /** Revokes what people without an account have for a session that was made private; or lets it be good again. */
    synchronized void closeToStrangers(SessionId session, boolean isPrivate) {
        if (!isPrivate) {
            closed.remove(session);
        } else if (closed.add(session) && closed.size() > REMEMBERED) {
            closed.remove(closed.iterator().next());
        }
    }

    /**
     * Returns whether the ticket is revoked. Who has no account and came by a link keeps theirs in a session that is private.
     */
    synchronized boolean contains(Ticket ticket) {
        if (ticket.user() == null) {
            return ticket.link() == null && closed.contains(ticket.session());
        }
        Out how = out.get(new Who(ticket.session(), ticket.user()));
        return how != null && (how.banned || !ticket.issuedAt().isAfter(how.since));
    }
}
