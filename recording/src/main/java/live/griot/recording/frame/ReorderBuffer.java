package live.griot.recording.frame;

import java.util.Map;
import java.util.TreeMap;
import live.griot.api.tap.EncodedFrame;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream's frames in order. Each leaves once the one before it has, or once it has waited for that long enough; where too many wait,
 * at once. Not thread-safe.
 */
final class ReorderBuffer {
    private static final long NOTHING_YET = -1;

    private final TreeMap<Long, TimedFrame> waiting = new TreeMap<>();
    private long waitingBytes;
    private long expected = NOTHING_YET;
    private boolean skipped;

    /** A frame, and its timestamp without its wraps. */
    record TimedFrame(EncodedFrame frame, long ticks) {}

    /** Takes in a frame; returns false where its place is behind what has left, or taken. */
    boolean add(TimedFrame timed) {
        EncodedFrame frame = timed.frame();
        if (frame.firstIndex() < expected || waiting.putIfAbsent(frame.firstIndex(), timed) != null) {
            return false;
        }
        waitingBytes += frame.bytes().length;
        return true;
    }

    /** Returns the next frame, if there is one that need not wait any longer. */
    @Nullable
    TimedFrame poll(long nowNanos) {
        Map.Entry<Long, TimedFrame> first = waiting.firstEntry();
        if (first == null) {
            return null;
        }
        EncodedFrame frame = first.getValue().frame();
        boolean isNext = expected == NOTHING_YET || frame.firstIndex() <= expected;
        if (!isNext && nowNanos - frame.arrivalNanos() < FrameLimits.REORDER_NANOS && !isCrowded()) {
            return null;
        }
        waiting.remove(first.getKey());
        waitingBytes -= frame.bytes().length;
        skipped = !isNext;
        expected = Math.max(expected, frame.lastIndex() + 1);
        return first.getValue();
    }

    /** Returns whether frames are missing before the one that left last. */
    boolean skipped() {
        return skipped;
    }

    /** Returns whether none waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns whether more wait than should. */
    boolean isCrowded() {
        return waiting.size() > FrameLimits.REORDER_FRAMES || waitingBytes > FrameLimits.REORDER_BYTES;
    }
}
