package live.griot.app.stage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again until something has come to pass; fails after twenty seconds. */
final class Poll {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Poll() {}

    static void until(BooleanSupplier cameToPass) {
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        while (!cameToPass.getAsBoolean()) {
            if (System.nanoTime() - giveUpAt > 0) {
                throw new AssertionError("It did not come to pass within twenty seconds");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
