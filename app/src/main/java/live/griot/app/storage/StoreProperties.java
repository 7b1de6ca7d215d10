package live.griot.app.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database is waited for ({@code griot.store.*}). A call waits for a connection and then for its statement, so the two
 * together are how late a client is told that the database is away. No record: none may have a component that is called as one of
 * {@link Object}'s methods.
 */
@ConfigurationProperties("griot.store")
public final class StoreProperties {
    private static final long LEAST_MILLIS = 1_000;

    private final Duration connectTimeout;
    private final Duration poolTimeout;
    private final Duration answerTimeout;
    private final Duration timeToWait;
    private final Duration clockTolerance;

    /**
     * Checks that each is a time that there is.
     *
     * @param connectTimeout how long a new connection may take to be there
     * @param poolTimeout how long a call waits for one of the connections
     * @param answerTimeout how long a server may keep silent while a statement is carried out; the embedded database has none
     * @param wait how long a start waits for the database to be there
     * @param clockTolerance how far, at a start, this machine's clock may be from the server's, or behind the newest event
     */
    public StoreProperties(
            @DefaultValue("PT2S") Duration connectTimeout,
            @DefaultValue("PT1.5S") Duration poolTimeout,
            @DefaultValue("PT2S") Duration answerTimeout,
            @DefaultValue("PT0S") Duration wait,
            @DefaultValue("PT5M") Duration clockTolerance) {
        this.connectTimeout = requireTime("connect-timeout", connectTimeout);
        this.poolTimeout = requireTime("pool-timeout", poolTimeout);
        this.answerTimeout = requireTime("answer-timeout", answerTimeout);
        if (wait.isNegative()) {
            throw new IllegalArgumentException("griot.store.wait must not be negative");
        }
        this.timeToWait = wait;
        if (clockTolerance.isNegative()) {
            throw new IllegalArgumentException(ClockAtStart.PROPERTY + " must not be negative");
        }
        this.clockTolerance = clockTolerance;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration poolTimeout() {
        return poolTimeout;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    Duration timeToWait() {
        return timeToWait;
    }

    Duration clockTolerance() {
        return clockTolerance;
    }

    private static Duration requireTime(String name, Duration time) {
        if (time.toMillis() < LEAST_MILLIS || time.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("griot.store.%s must be a second to 24 days".formatted(name));
        }
        return time;
    }
}
