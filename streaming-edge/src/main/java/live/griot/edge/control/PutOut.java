package live.griot.edge.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import org.springframework.stereotype.Component;

/**
 * Who left, was removed or was banned of late, and when: a ticket from before that is good no longer, whatever the read model
 * knows by now. Remembers the last 100,000, far more than can happen within a ticket's life on one edge. Thread-safe.
 */
@Component
class PutOut {
    private static final int REMEMBERED = 100_000;

    private final Map<Who, Instant> since = new LinkedHashMap<>();

    private record Who(SessionId session, UserId person) {}

    synchronized void add(SessionId session, UserId person, Instant at) {
        since.merge(new Who(session, person), at, (before, now) -> now.isAfter(before) ? now : before);
        if (since.size() > REMEMBERED) {
            since.remove(since.keySet().iterator().next());
        }
    }

    /** Returns whether the ticket is from before its bearer was put out. */
    synchronized boolean contains(Ticket ticket) {
        Instant out = ticket.user() == null ? null : since.get(new Who(ticket.session(), ticket.user()));
        return out != null && !ticket.issuedAt().isAfter(out);
    }
}
