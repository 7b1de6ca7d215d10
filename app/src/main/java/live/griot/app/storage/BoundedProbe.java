package live.griot.app.storage;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database on a thread that can be given up: a driver that does not come back, whatever its time-outs say, is a database that does
 * not answer. Owned by one thread.
 */
final class BoundedProbe implements AutoCloseable {
    /** Each may hold a connection; after so many the last one is waited for. */
    private static final int GIVEN_UP_AT_MOST = 10;

    private final Supplier<StoreProbe> probes;
    private final Duration patience;
    private StoreProbe probe;
    private @Nullable Attempt attempt;
    private int givenUp;

    /**
     * Asks by such probes, each used by one thread at a time.
     *
     * @param patience how long one may take
     */
    BoundedProbe(Supplier<StoreProbe> probes, Duration patience) {
        this.probes = probes;
        this.patience = patience;
        probe = probes.get();
    }

    private interface Question {
        void ask() throws SQLException;
    }

    private static final class Attempt extends FutureTask<@Nullable Void> {
        private final Thread thread;

        Attempt(Question question) {
            super(() -> {
                question.ask();
                return null;
            });
            thread = Thread.ofPlatform().name("store-probe").daemon().start(this);
        }

        /** Returns what it does at this moment, for who has to find out why it does not end. */
        String place() {
            StackTraceElement[] frames = thread.getStackTrace();
            return frames.length == 0 ? "nowhere" : frames[0].toString();
        }
    }

    /** Returns when the database has answered; throws what it, or the way to it, says instead, or that nothing was said in time. */
    void ask() throws SQLException {
        await(probe::ask);
    }

    /** Closes the embedded database for all, so that the next who asks opens it anew ({@link StoreProbe#reopen}). */
    void reopen() throws SQLException {
        await(probe::reopen);
    }

    private void await(Question question) throws SQLException {
        Attempt current = attempt == null ? new Attempt(question) : attempt;
        attempt = current;
        try {
            current.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            attempt = null;
        } catch (TimeoutException late) {
            String place = current.place();
            giveUp();
            throw new SQLTimeoutException("no word for %d ms, at %s".formatted(patience.toMillis(), place));
        } catch (ExecutionException failure) {
            attempt = null;
            if (failure.getCause() instanceof SQLException said) {
                throw said;
            }
            throw new SQLException(failure.getCause());
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
            throw new SQLException("told to stop", toldToStop);
        }
    }

    private void giveUp() {
        if (givenUp < GIVEN_UP_AT_MOST) {
            givenUp++;
            attempt = null;
            probe = probes.get();
        }
    }

    @Override
    public void close() {
        if (attempt == null) {
            probe.close();
        }
    }
}
