package live.griot.edge.signaling.socket;

import java.util.Map;
import live.griot.api.identity.Ticket;
import live.griot.api.log.LogKeys;
import org.slf4j.MDC;

/** Has what is logged while a frame is dealt with say by which socket it came, from whom and about which session, on whichever thread that is. */
final class FrameLogging {
    private FrameLogging() {}

    /** Returns a task that logs as the calling thread does now, and names a ticket's bearer. */
    static Runnable of(Ticket ticket, Runnable task) {
        return asNow(() -> {
            name(ticket);
            task.run();
        });
    }

    /** Returns a task that logs as the calling thread does now. */
    static Runnable asNow(Runnable task) {
        Map<String, String> ids = MDC.getCopyOfContextMap();
        return () -> {
            if (ids != null) {
                MDC.setContextMap(ids);
            }
            try {
                task.run();
            } finally {
                MDC.clear();
            }
        };
    }

    /** Names a ticket's bearer and session from now on, until the task ends. */
    static void name(Ticket ticket) {
        MDC.put(LogKeys.SESSION, ticket.session().value());
        if (ticket.user() != null) {
            MDC.put(LogKeys.PERSON, ticket.user().value());
        }
    }
}
