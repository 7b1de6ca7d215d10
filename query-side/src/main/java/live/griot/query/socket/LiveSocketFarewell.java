package live.griot.query.socket;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** First of all that happens when the program stops: every live socket is told, so that its client comes back in time, and is let go. */
@Component
class LiveSocketFarewell {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_NANOS = 10_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocketFarewell.class);

    private final OpenSockets sockets;

    LiveSocketFarewell(OpenSockets sockets) {
        this.sockets = sockets;
    }

    @EventListener(ContextClosedEvent.class)
    @Order(0)
    void letEveryoneGo() {
        sockets.close();
        long giveUpAt = System.nanoTime() + AT_MOST.toNanos();
        while (sockets.count() > 0 && System.nanoTime() - giveUpAt < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        if (sockets.count() > 0) {
            LOG.warn("{} live sockets did not answer their goodbye", sockets.count());
        }
    }
}
