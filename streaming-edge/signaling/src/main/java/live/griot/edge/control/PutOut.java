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
 * Who left, was removed or was banned of late, and when: a ticket from before that is good no longer, whatever the read model
 * knows by now; and from which sessions strangers were sent away. While a ban lasts none is: one can be issued between the moment that a ban bears and the one it is stored at.
 * Remembers the last 100,000, far more than can happen within a ticket's life on one edge. Thread-safe.
 */
@Component
class PutOut {
    private static final int REMEMBERED = 100_000;

    private final Map<Who, Out> out = new LinkedHashMap<>();
    private final Set<SessionId> closed = new LinkedHashSet<>();

    private record Who(SessionId session, UserId person) {}

    private record Out(Instant since, boolean banned) {
        Out and(Out later) {
            return new Out(later.since.isAfter(since) ? later.since : since, banned || later.banned);
        }
    }

    void add(SessionId session, UserId person, Instant at) {
        add(new Who(session, person), new Out(at, false));
    }

    void ban(SessionId session, UserId person, Instant at) {
        add(new Who(session, person), new Out(at, true));
    }

    synchronized void liftBan(SessionId session, UserId person) {
        out.computeIfPresent(new Who(session, person), (who, before) -> new Out(before.since, false));
    }

    private synchronized void add(Who who, Out how) {
        out.merge(who, how, Out::and);
        if (out.size() > REMEMBERED) {
            out.remove(out.keySet().iterator().next());
        }
    }

    /** Notes that a session is private, or is not, after it was edited. */
    synchronized void strangersOf(SessionId session, boolean out) {
        if (!out) {
            closed.remove(session);
        } else if (closed.add(session) && closed.size() > REMEMBERED) {
            closed.remove(closed.iterator().next());
        }
    }

    /**
     * Returns whether the ticket's bearer is banned, or was put out after it was issued, or has no account and came by no link into a
     * session that was made private.
     */
    synchronized boolean contains(Ticket ticket) {
        if (ticket.user() == null) {
            return ticket.link() == null && closed.contains(ticket.session());
        }
        Out how = out.get(new Who(ticket.session(), ticket.user()));
        return how != null && (how.banned || !ticket.issuedAt().isAfter(how.since));
    }
}
