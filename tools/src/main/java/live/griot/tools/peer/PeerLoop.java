package live.griot.tools.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that reads the sockets of many peers and does what is due at a time. What it calls runs on this thread and must not block.
 * {@link #execute} may be called from anywhere.
 */
public final class PeerLoop implements AutoCloseable {
    /** The most datagrams that are read of one socket before the next one's turn. */
    private static final int MAX_READS = 64;

    private static final int DATAGRAM = 2_048;
    private static final long LONGEST_WAIT_MILLIS = 100;
    private static final long NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private final byte[] bytes = new byte[DATAGRAM];
    private final ByteBuffer scratch = ByteBuffer.wrap(bytes);
    private final Consumer<SelectionKey> onReady = this::onReady;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** Starts a loop's thread under that name. */
    public PeerLoop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Is asked to do what is due. */
    public interface Timer {
        /** Does what is due and returns when to be called again, in the nanoseconds of {@link System#nanoTime}, or 0 for never. */
        long onTime(long nowNanos);
    }

    /** Gets what arrives at a socket. */
    interface Reader {
        /** Takes one datagram; {@code bytes} is borrowed until the method returns. */
        void onDatagram(byte[] bytes, int length, long nowNanos);

        /** Says that everything there is was read. */
        void onDrained(long nowNanos);

        /** Returns the socket, once it has a peer. */
        DatagramChannel channel();

        /** Takes one datagram of a socket that has no peer yet, by a buffer over those bytes; returns having read it, or false when there is none. */
        boolean readFirst(byte[] bytes, ByteBuffer into) throws IOException;
    }

    private record Due(long atNanos, Timer timer) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            // Times of this clock are compared by their difference: it may wrap.
            return Long.compare(atNanos - other.atNanos, 0);
        }
    }

    /** Runs a task on the loop's thread, soon. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Calls a timer for the first time in the next turn. */
    public void schedule(Timer timer) {
        execute(() -> timers.add(new Due(System.nanoTime(), timer)));
    }

    /** Reads a socket from now on. */
    void read(Reader reader) {
        execute(() -> {
            try {
                reader.channel().register(selector, SelectionKey.OP_READ, reader);
            } catch (IOException closedMeanwhile) {
                // Nobody waits for it any more.
            }
        });
    }

    /** Returns what ended the loop before it was closed, or null. */
    public @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } catch (IOException | RuntimeException | Error broken) {
            failure = broken;
        }
    }

    /** Sockets, then tasks, then timers. */
    private void turn() throws IOException {
        long wait = waitMillis();
        if (wait <= 0) {
            selector.selectNow(onReady);
        } else {
            selector.select(onReady, wait);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long now = System.nanoTime();
        for (Due next = timers.peek(); next != null && next.atNanos() - now <= 0; next = timers.peek()) {
            timers.poll();
            long again = next.timer().onTime(now);
            if (again != 0) {
                timers.add(new Due(again, next.timer()));
            }
        }
    }

    private long waitMillis() {
        Due next = timers.peek();
        if (next == null) {
            return LONGEST_WAIT_MILLIS;
        }
        long wait = next.atNanos() - System.nanoTime();
        return Math.min(LONGEST_WAIT_MILLIS, (wait + NANOS_A_MILLI - 1) / NANOS_A_MILLI);
    }

    private void onReady(SelectionKey key) {
        Reader reader = (Reader) key.attachment();
        try {
            for (int reads = 0; reads < MAX_READS && readOne(reader); reads++) {
                // The datagram was handed on.
            }
        } catch (IOException gone) {
            // An ICMP error, or closed meanwhile: the peer's own time-outs tell.
        }
        reader.onDrained(System.nanoTime());
    }

    private boolean readOne(Reader reader) throws IOException {
        scratch.clear();
        if (reader.channel().isConnected()) {
            int length = reader.channel().read(scratch);
            if (length <= 0) {
                return false;
            }
            reader.onDatagram(bytes, length, System.nanoTime());
            return true;
        }
        return reader.readFirst(bytes, scratch);
    }

    /** Ends the thread and closes every socket that it read. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
