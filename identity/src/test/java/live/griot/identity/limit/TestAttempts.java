package live.griot.identity.limit;

import java.time.Clock;
import java.time.Duration;

/** Limits for tests in other packages. */
public final class TestAttempts {
    private TestAttempts() {}

    public static Attempts limited(int perAddress) {
        return new Attempts(limits(perAddress, 5));
    }

    public static WrongPasswords wrongPasswords(int perHandle, Clock clock) {
        return new WrongPasswords(limits(50, perHandle), clock);
    }

    private static AttemptProperties limits(int perAddress, int perHandle) {
        return new AttemptProperties(
                perAddress, Duration.ofMinutes(1), perHandle, Duration.ofSeconds(1), Duration.ofMinutes(15), 1000);
    }
}
