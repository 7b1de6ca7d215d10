package live.griot.identity.limit;

import java.time.Duration;

/** Limits for tests in other packages. */
public final class TestAttempts {
    private TestAttempts() {}

    public static Attempts limited(int perAddress, int perHandle) {
        return new Attempts(new AttemptProperties(perAddress, perHandle, Duration.ofMinutes(1), 1000));
    }
}
