package live.griot.app.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again until something has come to pass, and fails when that takes too long. */
public final class Poll {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Poll() {}

    /** Looks for twenty seconds. */
    public static void until(BooleanSupplier cameToPass) {
        until("it came to pass", PATIENCE, cameToPass);
    }

    /** Looks for so long; {@code what} ends the sentence that says what was waited for. */
    public static void until(String what, Duration patience, BooleanSupplier cameToPass) {
        until(what, patience, cameToPass, () -> "");
    }

    /** Looks for so long; {@code said} is asked for what else helps to understand that it was in vain. */
    public static void until(String what, Duration patience, BooleanSupplier cameToPass, Supplier<String> said) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (!cameToPass.getAsBoolean()) {
            if (System.nanoTime() - giveUpAt > 0) {
                throw new AssertionError("Waited in vain, for %s, until %s %s".formatted(patience, what, said.get()));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
