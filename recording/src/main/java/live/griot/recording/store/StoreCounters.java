package live.griot.recording.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts what became of parts. Thread-safe. */
final class StoreCounters {
    private final LongAdder storedParts = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();
    private final LongAdder droppedParts = new LongAdder();
    private final LongAdder droppedBytes = new LongAdder();
    private final LongAdder listenerFaults = new LongAdder();

    void stored(int bytes) {
        storedParts.increment();
        storedBytes.add(bytes);
    }

    void dropped(int bytes) {
        droppedParts.increment();
        droppedBytes.add(bytes);
    }

    void listenerFault() {
        listenerFaults.increment();
    }

    StoreStatus status(long queuedBytes, long queuedNanos) {
        return new StoreStatus(
                queuedBytes,
                queuedNanos,
                storedParts.sum(),
                storedBytes.sum(),
                droppedParts.sum(),
                droppedBytes.sum(),
                listenerFaults.sum());
    }
}
