package live.griot.app.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.griot.app.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second whether the database is there, with a thread and a connection of its own. Says so in one line when it goes, in one a
 * minute while it is away, and in one when it is back; all others' lines about it are left out ({@link StoreNoise}). Thread-safe.
 */
final class StoreWatch implements SmartLifecycle {
    /** Before everything that uses the database, and until after it. */
    private static final int PHASE = Integer.MIN_VALUE;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long TOLD_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final BoundedProbe probe;
    private final FreeRoom room;
    private final PooledConnections pool;
    private final StoreNoise noise = new StoreNoise(this::lookSoon);
    private final ApplicationEventPublisher events;
    private volatile boolean away;
    private final Rounds looks = new Rounds("store-watch", EVERY, this::look);
    /** Since when it is away, and when that was told last. Touched by the looks alone. */
    private long awaySinceNanos;

    private long toldNanos;

    StoreWatch(BoundedProbe probe, FreeRoom room, PooledConnections pool, ApplicationEventPublisher events) {
        this.probe = probe;
        this.room = room;
        this.pool = pool;
        this.events = events;
    }

    /** Returns whether the database did not answer when it was asked last. */
    boolean isAway() {
        return away;
    }

    /** Takes note that no connection was to be had. */
    void failed(SQLException failure) {
        room.failed(failure);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        noise.begin(this::isAway);
        looks.start();
    }

    /** Interrupts nobody: an interrupted thread that is reading closes the embedded database's file for all. */
    @Override
    public void stop() {
        try {
            looks.stop(LEAVE);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
        probe.close();
        pool.setAway(false); // Its end waits for who opens a connection.
        noise.end();
    }

    @Override
    public boolean isRunning() {
        return looks.isRunning();
    }

    private void lookSoon() {
        looks.soon();
    }

    private void look() {
        room.look();
        try {
            if (room.isBackAfterFailure()) {
                reopen();
            }
            probe.ask();
            noise.looked();
            back();
        } catch (SQLException failure) {
            gone(failure);
            noise.looked();
        }
    }

    /** Until it is open again nobody is given a connection. */
    private void reopen() throws SQLException {
        LOG.info("The embedded database is opened anew: there was no room to write, and there is again");
        setAway(true);
        awaySinceNanos = System.nanoTime();
        toldNanos = awaySinceNanos;
        pool.closeAll();
        probe.reopen();
        pool.closeAll(); // Those too that were opened meanwhile, to what was closed then.
        room.opened();
    }

    private void setAway(boolean isAway) {
        away = isAway;
        pool.setAway(isAway);
    }

    private void gone(SQLException failure) {
        long now = System.nanoTime();
        if (!away) {
            setAway(true);
            awaySinceNanos = now;
            toldNanos = now;
            LOG.error(
                    "The database does not answer ({}). What needs it is refused with STORE_UNAVAILABLE; live sockets and media go on",
                    StoreNoise.oneLine(failure));
        } else if (now - toldNanos >= TOLD_AGAIN_NANOS) {
            toldNanos = now;
            LOG.error(
                    "The database has not answered for {} seconds ({}); {} lines about it were left out",
                    TimeUnit.NANOSECONDS.toSeconds(now - awaySinceNanos),
                    StoreNoise.oneLine(failure),
                    noise.takeLeftOut());
        }
    }

    private void back() {
        if (!away) {
            tellOfLoneFailures();
            return;
        }
        setAway(false);
        Duration after = Duration.ofNanos(System.nanoTime() - awaySinceNanos);
        LOG.info(
                "The database answers again, after {} seconds; {} lines about it were left out",
                after.toSeconds(),
                noise.takeLeftOut());
        events.publishEvent(new StoreReturned(after));
    }

    /** The database is there, and yet something said that it was not: a connection that broke, a pool that was empty. */
    private void tellOfLoneFailures() {
        long now = System.nanoTime();
        if (noise.hasLeftOut() && (toldNanos == 0 || now - toldNanos >= TOLD_AGAIN_NANOS)) {
            toldNanos = now;
            LOG.warn(
                    "The database answers, but not everybody reached it: {} times, the last: {}",
                    noise.takeLeftOut(),
                    noise.last());
        }
    }
}
