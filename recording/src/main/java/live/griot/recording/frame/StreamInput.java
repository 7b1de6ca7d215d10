package live.griot.recording.frame;

import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * Brings one stream's frames in order, each with the moment it was captured. The first ones wait for the sender's word on its clock, for two
 * seconds at most; until it comes, their arrival has to do. Not thread-safe.
 */
final class StreamInput {
    private final StreamId id;
    private final RecordingClock clock;
    private final ReorderBuffer frames = new ReorderBuffer();
    private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
    private final ArrivalClock arrivals = new ArrivalClock();
    private @Nullable FrameCodec codec;
    private @Nullable FrameReader reader;
    private boolean heard;
    private boolean placed;
    private long firstNanos;

    /**
     * A frame whose turn it is.
     *
     * @param ticks its timestamp without its wraps
     * @param captureNanos when it was captured, and the quickest way here, by the monotonic clock
     * @param missingBefore whether frames are missing before it
     */
    record Arrived(StreamInput from, EncodedFrame frame, long ticks, long captureNanos, boolean missingBefore) {}

    StreamInput(StreamId id, RecordingClock clock) {
        this.id = id;
        this.clock = clock;
    }

    /** Returns which stream it is. */
    StreamId id() {
        return id;
    }

    /** Takes in a frame of the stream; returns false where it came too late. */
    boolean add(EncodedFrame frame) {
        if (!heard) {
            heard = true;
            firstNanos = frame.arrivalNanos();
        }
        long ticks = timestamps.unwrap(frame.timestamp());
        arrivals.onArrival(Ticks.nanos(ticks, frame.codec().clockRate()), frame.arrivalNanos());
        return frames.add(new ReorderBuffer.TimedFrame(frame, ticks));
    }

    /** Returns the next frame, if it is time for one. */
    @Nullable
    Arrived poll(long nowNanos) {
        if (isWaitingForReport(nowNanos)) {
            return null;
        }
        ReorderBuffer.TimedFrame next = frames.poll(nowNanos);
        if (next == null) {
            return null;
        }
        placed = true;
        EncodedFrame frame = next.frame();
        return new Arrived(this, frame, next.ticks(), captureNanos(next), frames.skipped());
    }

    /** Returns what the sender says, if that can be true, else what arrivals tell, if that can be, else when the frame came. */
    private long captureNanos(ReorderBuffer.TimedFrame timed) {
        EncodedFrame frame = timed.frame();
        Long told = clock.captureNanos(frame);
        if (told != null && canBeTrue(told, frame)) {
            return told;
        }
        long guessed =
                arrivals.toMonotonic(Ticks.nanos(timed.ticks(), frame.codec().clockRate()));
        return canBeTrue(guessed, frame) ? guessed : frame.arrivalNanos();
    }

    private static boolean canBeTrue(long captureNanos, EncodedFrame frame) {
        long late = frame.arrivalNanos() - captureNanos;
        return late <= FrameLimits.LATEST_NANOS && late >= -FrameLimits.EARLIEST_NANOS;
    }

    private boolean isWaitingForReport(long nowNanos) {
        return !placed
                && !clock.knows(id)
                && !frames.isCrowded()
                && nowNanos - firstNanos < FrameLimits.REPORT_WAIT_NANOS;
    }

    /** Returns whether frames are here whose turn it is not. */
    boolean holdsFrames() {
        return !frames.isEmpty();
    }

    /** Reads a frame of the stream; null where it makes no sense. */
    FrameReader.@Nullable ReadFrame read(EncodedFrame frame) {
        FrameReader suited = reader;
        if (suited == null || codec != frame.codec()) {
            codec = frame.codec();
            suited = FrameReader.of(frame.codec());
            reader = suited;
        }
        return suited.read(frame.bytes());
    }
}
