package live.griot.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import live.griot.api.store.StoreFailure;
import live.griot.app.startup.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Opens the database before anything is made that needs it, waiting for a server as long as {@code griot.store.wait} says; what cannot
 * be opened is told in three lines. The connection is kept until the program has its own: an embedded database that nobody has open
 * is closed, and opening it is most of a start.
 */
public final class StoreAtStart implements ApplicationListener<SpringApplicationEvent>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAtStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** MySQL and MariaDB to a user who may come in, but not here; also where there is no such database. */
    private static final int NOT_TO_THIS_DATABASE = 1044;

    private static final long TRY_AGAIN_MILLIS = 1_000;

    private @Nullable Connection open;

    /** After the data directory was made. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            StoreAddress address = StoreAddress.in(prepared.getEnvironment());
            if (!address.url().isEmpty()) {
                StoreProperties limits =
                        Binder.get(prepared.getEnvironment()).bindOrCreate("griot.store", StoreProperties.class);
                open = open(address, limits.timeToWait());
                requireTime(address, open, limits.clockTolerance());
            }
        } else if (event instanceof ApplicationReadyEvent || event instanceof ApplicationFailedEvent) {
            close();
        }
    }

    private static Connection open(StoreAddress address, Duration atMost) {
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        boolean told = false;
        while (true) {
            try {
                return address.connect(PATIENCE, PATIENCE);
            } catch (SQLException failure) {
                if (!isWorthWaitingFor(address, failure) || System.nanoTime() - giveUpAt >= 0) {
                    throw refusal(address, failure);
                }
                if (!told) {
                    LOG.info("Waiting for the database at {}, for {} at most", address.place(), atMost);
                    told = true;
                }
                pause();
            }
        }
    }

    private static void requireTime(StoreAddress address, Connection connection, Duration tolerance) {
        try {
            new ClockAtStart(Clock.systemUTC(), tolerance).require(connection, address.isServer());
        } catch (SQLException failure) {
            throw refusal(address, failure);
        }
    }

    /** A server that is not there may come; who is not let in stays so. */
    private static boolean isWorthWaitingFor(StoreAddress address, SQLException failure) {
        return address.isServer() && StoreFailure.isAway(failure) && !isOfCredentials(failure);
    }

    private static boolean isOfCredentials(SQLException failure) {
        return (failure.getSQLState() != null && failure.getSQLState().startsWith("28"))
                || failure.getErrorCode() == NOT_TO_THIS_DATABASE;
    }

    private static StartRefused refusal(StoreAddress address, SQLException failure) {
        if (!address.isServer()) {
            return new StartRefused(
                    "The embedded database %s cannot be opened (%s)"
                            .formatted(address.place(), StoreNoise.oneLine(failure)),
                    "griot.data-dir",
                    "End the program that has it open, make room and the directory writable, or put a backup back (docs/operations.md).",
                    failure);
        }
        if (isOfCredentials(failure)) {
            return new StartRefused(
                    "The database at %s does not let \"%s\" in (%s)"
                            .formatted(address.place(), address.user(), StoreNoise.oneLine(failure)),
                    "spring.datasource.username, spring.datasource.password and spring.datasource.url",
                    "Correct them, or create the database and the user on the server.",
                    failure);
        }
        if (StoreFailure.isAway(failure)) {
            return new StartRefused(
                    "The database at %s does not answer (%s)".formatted(address.place(), StoreNoise.oneLine(failure)),
                    "spring.datasource.url and griot.store.wait",
                    "Start it, correct the address, or let this program wait for it (--griot.store.wait=1m).",
                    failure);
        }
        return new StartRefused(
                "The database at %s cannot be used (%s)".formatted(address.place(), StoreNoise.oneLine(failure)),
                "spring.datasource.url",
                "Create that database on the server and let \"%s\" use it, or name another.".formatted(address.user()),
                failure);
    }

    private static void pause() {
        try {
            Thread.sleep(TRY_AGAIN_MILLIS);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to stop while waiting for the database", toldToStop);
        }
    }

    private void close() {
        JdbcUtils.closeConnection(open);
        open = null;
    }
}
