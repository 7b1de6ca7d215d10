package live.griot.recording.frame;

import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.StreamInput.Arrived;
import org.jspecify.annotations.Nullable;

/**
 * Which stream a track takes. One that is selected takes over with the first frame that a decoder can begin with; until then the one before
 * goes on, so that nothing is missing between them. Not thread-safe.
 */
final class StreamSwitch {
    private final RecordingClock clock;
    private @Nullable StreamInput current;
    private @Nullable StreamInput next;

    StreamSwitch(RecordingClock clock) {
        this.clock = clock;
    }

    /** Selects a stream. */
    void select(StreamId stream) {
        if (current != null && current.id().equals(stream)) {
            next = null;
        } else if (next == null || !next.id().equals(stream)) {
            next = new StreamInput(stream, clock);
        }
    }

    /** Returns the stream that has not taken over yet; null for none. */
    @Nullable
    StreamInput next() {
        return next;
    }

    /** Selects none. */
    void clear() {
        current = null;
        next = null;
    }

    /** Returns the stream that was selected last; null for none. */
    @Nullable
    StreamId selected() {
        StreamInput latest = next != null ? next : current;
        return latest == null ? null : latest.id();
    }

    /** Takes in a frame; returns why it is of no use, or null. */
    @Nullable
    FrameDrop add(EncodedFrame frame) {
        for (StreamInput input : new @Nullable StreamInput[] {current, next}) {
            if (input != null && input.id().equals(frame.stream())) {
                return input.add(frame) ? null : FrameDrop.LATE;
            }
        }
        return FrameDrop.NOT_SELECTED;
    }

    /** Returns the next frame of the stream that is taken, else of the one that would take over; null while there is none. */
    @Nullable
    Arrived poll(long nowNanos) {
        Arrived frame = current == null ? null : current.poll(nowNanos);
        return frame == null && next != null ? next.poll(nowNanos) : frame;
    }

    /** Returns whether a frame is of a stream that has not taken over yet. */
    boolean isOfNext(Arrived frame) {
        return frame.from() == next;
    }

    /** Lets the selected stream take over: a frame of it that a decoder can begin with is here. */
    void takeOver() {
        current = next;
        next = null;
    }

    /** Returns whether frames are here whose turn it is not. */
    boolean holdsFrames() {
        return (current != null && current.holdsFrames()) || (next != null && next.holdsFrames());
    }
}
