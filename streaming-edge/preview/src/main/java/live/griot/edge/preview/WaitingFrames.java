package live.griot.edge.preview;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.edge.sfu.KeyFrame;
import org.jspecify.annotations.Nullable;

/** Key frames that wait to be decoded: one a session, the newest, and no more than fit. The session that waits longest is next. Thread-safe. */
final class WaitingFrames {
    /** The most bytes of one frame, more than a 4K key frame in its smallest size takes. */
    static final int MAX_FRAME_BYTES = 2 << 20;

    /** The most bytes that wait. */
    static final int MAX_BYTES = 16 << 20;

    private final Map<String, KeyFrame> frames = new LinkedHashMap<>();
    private int bytes;
    private int wakes;

    /** A session and its frame. */
    record Waiting(String session, KeyFrame frame) {}

    /** Takes in a frame, in the place of one of the same session; false where there is no room. */
    synchronized boolean put(String session, KeyFrame frame) {
        KeyFrame before = frames.get(session);
        int after = bytes + frame.bytes() - (before == null ? 0 : before.bytes());
        if (after > MAX_BYTES || frame.bytes() > MAX_FRAME_BYTES) {
            return false;
        }
        frames.put(session, frame);
        bytes = after;
        notifyAll();
        return true;
    }

    /** Lets nobody wait any longer who waits now. */
    synchronized void wake() {
        wakes++;
        notifyAll();
    }

    /** Returns the next frame, waiting for one so long; null where none came, or {@link #wake()} was called meanwhile. */
    synchronized @Nullable Waiting poll(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        int before = wakes;
        while (frames.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0 || wakes != before) {
                return null;
            }
            wait(left);
        }
        Iterator<Map.Entry<String, KeyFrame>> entries = frames.entrySet().iterator();
        Map.Entry<String, KeyFrame> next = entries.next();
        Waiting waiting = new Waiting(next.getKey(), next.getValue());
        entries.remove();
        bytes -= waiting.frame.bytes();
        return waiting;
    }
}
