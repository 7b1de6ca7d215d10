package live.griot.edge.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.AttendanceId;
import org.springframework.stereotype.Component;

/** The tickets with which something is open on this edge: they are good for as long as it is, expired or not. Thread-safe. */
@Component
class TicketsInUse {
    private final Map<AttendanceId, Integer> uses = new ConcurrentHashMap<>();

    /** Takes note that something more is open with a ticket. */
    void begin(AttendanceId ticket) {
        uses.merge(ticket, 1, Integer::sum);
    }

    /** Takes note that something less is open with a ticket. */
    void end(AttendanceId ticket) {
        uses.computeIfPresent(ticket, (id, count) -> count == 1 ? null : count - 1);
    }

    boolean contains(AttendanceId ticket) {
        return uses.containsKey(ticket);
    }
}
