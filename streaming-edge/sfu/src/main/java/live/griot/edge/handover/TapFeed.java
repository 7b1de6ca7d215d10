package live.griot.edge.handover;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.edge.sfu.TapPictures;
import org.jspecify.annotations.Nullable;

/**
 * What the ingest loop hands to one tap, and what it is told apart by. It has a bound in bytes and in age: what is beyond it is refused, for
 * the caller to count. The ingest loop adds, the tap's thread takes; nobody waits, and nobody is woken: the tap looks by itself.
 */
public final class TapFeed {
    /** The most bytes that wait, what is being told among them. */
    public static final long MAX_BYTES = 32L << 20;

    /** How long what waits first may, before nothing more is taken. */
    public static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final String router;
    private final TapPictures pictures;
    private final Consents consents = new Consents();
    private final Queue<TapBatch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;

    /** Makes one of a router, with those pictures. */
    public TapFeed(String router, TapPictures pictures) {
        this.router = router;
        this.pictures = pictures;
    }

    /** Returns which router is tapped. */
    public String router() {
        return router;
    }

    /** Returns which pictures are taken. */
    public TapPictures pictures() {
        return pictures;
    }

    /** Returns who may be taken. */
    public Consents consents() {
        return consents;
    }

    /** Adds a batch; returns false when too much waits, or for too long, or it is closed. */
    public boolean offer(TapBatch batch) {
        if (closed
                || ageNanos(batch.gatheredNanos()) > MAX_AGE_NANOS
                || waitingBytes.get() + batch.bytes() > MAX_BYTES) {
            return false;
        }
        waitingBytes.addAndGet(batch.bytes());
        batches.add(batch);
        return true;
    }

    /** Returns the first batch, which counts as waiting until it is {@link #remove}d; null when there is none. */
    public @Nullable TapBatch peek() {
        return batches.peek();
    }

    /** Removes the first batch: it was told. */
    public void remove() {
        TapBatch told = batches.poll();
        if (told != null) {
            waitingBytes.addAndGet(-told.bytes());
        }
    }

    /** Ends it: what waits is the last. */
    public void close() {
        closed = true;
    }

    /** Returns whether nothing is added any more; any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns how many bytes wait; any thread. */
    public long waitingBytes() {
        return waitingBytes.get();
    }

    /** Returns for how long the first batch has waited, 0 when there is none; any thread. */
    public long ageNanos(long nowNanos) {
        TapBatch first = batches.peek();
        return first == null ? 0 : nowNanos - first.gatheredNanos();
    }
}
