package live.griot.app.node;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.app.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Shows every two seconds that this node is alive, takes over what nodes had that are not, and tells which sessions are elsewhere. A node
 * that could not show it for as long as a lease, since the database was away, may have been taken for dead: it looks first what is still
 * its own, and takes over nothing until all others had the time to show that they live.
 */
final class NodeLease implements SmartLifecycle {
    static final Duration LEASE = Duration.ofSeconds(8);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    private final SharedHomes homes;
    private final ObjectProvider<SessionHomes.Listener> listeners;
    private final Rounds rounds = new Rounds("node-lease", EVERY, this::round);
    /** When the lease was renewed last, and since when without a gap. Touched by the rounds alone. */
    private long renewedNanos;

    private long withoutAGapSinceNanos;
    private Set<SessionId> idleBefore = Set.of();

    NodeLease(SharedHomes homes, ObjectProvider<SessionHomes.Listener> listeners) {
        this.homes = homes;
        this.listeners = listeners;
    }

    @Override
    public void start() {
        homes.renew(LEASE);
        renewedNanos = System.nanoTime();
        withoutAGapSinceNanos = renewedNanos - LEASE.toNanos() / 2; // The others had half of that at least.
        rounds.start();
    }

    @Override
    public void stop() {
        if (!rounds.isRunning()) {
            return;
        }
        try {
            rounds.stop(LEAVE);
            homes.leave();
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("It could not be stored that this node stops; the others notice it in {}", LEASE, failure);
        }
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /**
     * What somebody is here to publish to is kept, or taken where it was given up a moment before they came; what nobody is, for two
     * looks, is given up. Whoever is here for another node's is let go.
     */
    private void lookWhoseTheyAre(SessionHomes.Listener listener) {
        Set<SessionId> held = Set.copyOf(listener.held());
        homes.takeThoseOfNobody(held);
        Set<SessionId> idle = homes.mine();
        idle.removeAll(held);
        idle.stream().filter(idleBefore::contains).forEach(homes::giveUp);
        idleBefore = idle;
        homes.elsewhere(listener.served()).forEach(listener::elsewhere);
    }

    private void round() {
        homes.renew(LEASE);
        long now = System.nanoTime();
        if (now - renewedNanos >= LEASE.minus(EVERY).toNanos()) { // The database has counted from a moment before.
            LOG.warn(
                    "This node could not show for {} s that it lives, and looks what is still its own",
                    TimeUnit.NANOSECONDS.toSeconds(now - renewedNanos));
            withoutAGapSinceNanos = now;
            homes.lookWhatIsMine();
        }
        renewedNanos = now;
        listeners.forEach(this::lookWhoseTheyAre);
        if (now - withoutAGapSinceNanos >= LEASE.toNanos()) {
            List<SessionId> inherited = homes.inherit();
            if (!inherited.isEmpty()) {
                LOG.info("{} sessions of nodes that are gone are this node's now", inherited.size());
                listeners.forEach(listener -> listener.inherited(inherited));
            }
        }
    }
}
