package live.griot.edge.control;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import live.griot.edge.node.EdgeNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Stops the edge with the program. Everyone is let go before anything else stops, since the message buses give up their handlers
 * early in the shutdown and would not take what is still to be told. What is not told in time is set right at the next start.
 */
@Component
class EdgeLifecycle {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLifecycle.class);

    private final EdgeNode edge;
    private final EdgeAdmission admission;
    private final ResourceConnections resources;
    private final Attendees attendees;
    private final EdgeReporter reporter;

    EdgeLifecycle(
            EdgeNode edge,
            EdgeAdmission admission,
            ResourceConnections resources,
            Attendees attendees,
            EdgeReporter reporter) {
        this.edge = edge;
        this.admission = admission;
        this.resources = resources;
        this.attendees = attendees;
        this.reporter = reporter;
    }

    @EventListener(ContextClosedEvent.class)
    @Order(1) // after the live sockets' goodbye
    void letEveryoneGo() {
        admission.close();
        boolean attendeesGone = attendees.letEveryoneGo(AT_MOST);
        boolean resourcesGone = resources.letEveryoneGo(AT_MOST);
        if (!attendeesGone || !resourcesGone || !reporter.awaitTold(AT_MOST)) {
            LOG.warn("Not everybody's leaving could be stored; the next start sets it right");
        }
    }

    /** Releases the port, also when the program failed to start. */
    @PreDestroy
    void close() {
        edge.close();
    }
}
