package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Keeps what a port and its senders tell. */
final class RecordedEvents implements NetworkEvents {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    final Map<String, Integer> failed = new ConcurrentHashMap<>();
    final AtomicInteger overflowed = new AtomicInteger();
    final List<NetworkPath> refusing = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final List<String> receiveFailures = new CopyOnWriteArrayList<>();
    final AtomicInteger oversized = new AtomicInteger();
    final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    final AtomicInteger malformed = new AtomicInteger();
    final AtomicInteger tooMany = new AtomicInteger();

    @Override
    public void sendFailed(String errnoName, int datagrams) {
        failed.merge(errnoName, datagrams, Integer::sum);
    }

    @Override
    public void overflowed(int datagrams) {
        overflowed.addAndGet(datagrams);
    }

    @Override
    public void segmentsRefused(NetworkPath path, String errnoName) {
        refusing.add(path);
        refusals.add(errnoName);
    }

    @Override
    public void receiveFailed(String errnoName) {
        receiveFailures.add(errnoName);
    }

    @Override
    public void oversized() {
        oversized.incrementAndGet();
    }

    @Override
    public void handlerFailed(Throwable bug) {
        bugs.add(bug);
    }

    @Override
    public void malformedFrame() {
        malformed.incrementAndGet();
    }

    @Override
    public void tooManyConnections() {
        tooMany.incrementAndGet();
    }

    /** Returns once something is so; fails when it is not for long. */
    static void await(String what, BooleanSupplier isSo) {
        long beganNanos = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime() - beganNanos).as(what).isLessThan(PATIENCE_NANOS);
            Thread.onSpinWait();
        }
    }
}
