package live.griot.edge.control;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import live.griot.edge.transport.NettyMediaEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the edge with the program: after the web server, which brings new peers, and before the event store, which takes what is
 * still to be told. What is not told in time is set right at the next start.
 */
@Component
class EdgeLifecycle implements SmartLifecycle {
    /** Below the web server's phases, above those of the message buses. */
    private static final int PHASE = Integer.MAX_VALUE - 10_000;

    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLifecycle.class);

    private final NettyMediaEdge edge;
    private final Peers peers;
    private final Facts facts;
    private volatile boolean running;

    EdgeLifecycle(NettyMediaEdge edge, Peers peers, Facts facts) {
        this.edge = edge;
        this.peers = peers;
        this.facts = facts;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        if (!peers.letEveryoneGo(AT_MOST) || !facts.awaitTold(AT_MOST)) {
            LOG.warn("Not everybody's leaving could be stored; the next start sets it right");
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Releases the port, also when the program failed to start. */
    @PreDestroy
    void close() {
        edge.close();
    }
}
