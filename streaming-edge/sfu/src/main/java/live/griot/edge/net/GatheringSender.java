package live.griot.edge.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Gathers datagrams in native memory and packets for TCP connections in their frames. It belongs to one thread, but for {@link #detach}, by
 * which its port ends it.
 */
final class GatheringSender implements DatagramSender {
    private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(NetLimits.OVERFLOW_MILLIS);
    private static final int ROOM = MAX_DATAGRAM + NetLimits.SPARE_BYTES;

    // Freed with the sender itself: who still holds it after close writes into memory that is nobody else's.
    private final MemorySegment memory = Arena.ofAuto().allocate(NetLimits.SEND_MEMORY, 64);
    private final PendingRuns runs = new PendingRuns();
    private final PendingFrames frames;
    private final boolean segments;
    private final RunTransmitter transmitter;
    private final NetworkEvents events;
    private final Consumer<GatheringSender> onClose;
    private long position;
    private boolean full;
    private long fullSinceNanos;
    private boolean detached;

    /**
     * @param segments whether runs are worth making
     * @param transmitter makes what sends out of the sender's memory
     * @param onClose hears that the sender was closed
     */
    GatheringSender(
            boolean segments,
            Function<MemorySegment, RunTransmitter> transmitter,
            NetworkEvents events,
            Consumer<GatheringSender> onClose) {
        this.segments = segments;
        this.transmitter = transmitter.apply(memory);
        this.frames = new PendingFrames(memory);
        this.events = events;
        this.onClose = onClose;
    }

    @Override
    public boolean isWritable(NetworkPath path) {
        if (path instanceof NetworkPath.Tcp tcp) {
            return tcp.connection().isWritable();
        }
        if (full && System.nanoTime() - fullSinceNanos >= FULL_NANOS) {
            full = false;
        }
        return !full;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void add(NetworkPath path, int length) {
        requireDatagram(length);
        if (path instanceof NetworkPath.Udp udp) {
            runs.add(udp, position, length, segments && !udp.refusesSegments());
            position += length;
            if (runs.isFull() || position + ROOM > memory.byteSize()) {
                transmit();
            }
        } else if (path instanceof NetworkPath.Tcp tcp) {
            frames.add(tcp.connection(), position, length);
        }
    }

    @Override
    public void send(NetworkPath path, byte[] bytes, int length) {
        requireDatagram(length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, position, length);
        add(path, length);
    }

    private static void requireDatagram(int length) {
        if (length < 1 || length > MAX_DATAGRAM) {
            throw new IllegalArgumentException("A datagram has 1 to %d bytes, not %d".formatted(MAX_DATAGRAM, length));
        }
    }

    @Override
    public void flush() {
        if (runs.count() > 0) {
            transmit();
        }
        frames.flush();
    }

    private synchronized void transmit() {
        try {
            int dropped = detached ? 0 : transmitter.send(runs);
            if (dropped > 0) {
                full = true;
                fullSinceNanos = System.nanoTime();
                events.overflowed(dropped);
            }
        } finally {
            // Whatever happened: nothing leaves twice.
            runs.clear();
            position = 0;
        }
    }

    /** Sends nothing by the port's sockets any more, and returns once nothing is being sent; any thread. */
    synchronized void detach() {
        detached = true;
    }

    @Override
    public void close() {
        detach();
        runs.clear();
        position = 0;
        frames.discard();
        onClose.accept(this);
    }
}
