package live.griot.api.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One call or frame of a client, carried out on one thread. It remembers whether anything of it is stored: what fails after that must not
 * be answered as if nothing had happened. And it has so much patience with the store in all, however often it has to wait for it.
 */
public final class StoreCall {
    /** How long a call waits in all: for connections, for those who store before it, for who reads what it stored. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final ScopedValue<StoreCall> CURRENT = ScopedValue.newInstance();

    private final AtomicLong waitedNanos = new AtomicLong();
    private volatile boolean written;

    private StoreCall() {}

    /** Carries a call out. Throws what it throws. */
    public static <T, X extends Throwable> T carryOut(ScopedValue.CallableOp<T, X> call) throws X {
        return ScopedValue.where(CURRENT, new StoreCall()).call(call);
    }

    /** Remembers that something of the call on this thread, if there is one, is stored. */
    public static void wrote() {
        if (CURRENT.isBound()) {
            CURRENT.get().written = true;
        }
    }

    /** Returns how long the call on this thread may wait yet, at most {@code atMost}; that long where there is no call. In nanoseconds. */
    public static long patienceNanos(Duration atMost) {
        return CURRENT.isBound()
                ? Math.clamp(PATIENCE.toNanos() - CURRENT.get().waitedNanos.get(), 0, atMost.toNanos())
                : atMost.toNanos();
    }

    /** Counts what the call on this thread, if there is one, has waited since that {@link System#nanoTime()}. */
    public static void waitedSince(long nanos) {
        if (CURRENT.isBound()) {
            CURRENT.get().waitedNanos.addAndGet(System.nanoTime() - nanos);
        }
    }

    /** Returns whether something of the call on this thread is stored. */
    static boolean hasWritten() {
        return CURRENT.isBound() && CURRENT.get().written;
    }
}
