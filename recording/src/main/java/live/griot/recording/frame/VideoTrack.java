package live.griot.recording.frame;

import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.FrameReader.ReadFrame;
import live.griot.recording.frame.StreamInput.Arrived;
import live.griot.recording.mp4.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The track of pictures: of the stream that is selected, each at the time it was captured. Within a run the stream's own timestamps tell the
 * distances, and a key frame puts right what has run off. A picture stands until the next one, and after two seconds without one the run
 * ends. Another stream, codec or size begins a run; what cannot be decoded for want of a lost frame is left out. Not thread-safe.
 */
public final class VideoTrack {
    private static final int RATE = 90_000;
    private static final long OFF = Ticks.of(FrameLimits.PICTURE_OFF_NANOS, RATE);
    private static final long LOST = Ticks.of(FrameLimits.PICTURE_LOST_NANOS, RATE);
    private static final long TAKE_OVER = Ticks.of(FrameLimits.TAKE_OVER_NANOS, RATE);
    private static final long SHORTEST = Ticks.of(FrameLimits.SHORTEST_PICTURE_NANOS, RATE);
    private static final long LONGEST = Ticks.of(FrameLimits.LONGEST_PICTURE_NANOS, RATE);

    private final RecordingClock clock;
    private final TrackListener listener;
    private final StreamSwitch streams;
    private final PartGatherer parts;
    private final KeyFrameWishes wishes;
    private @Nullable Picture pending;
    private long anchor;
    private long latestNanos;
    private boolean broken;
    private @Nullable FrameCodec codec;

    /** A picture that stands until the next one tells how long. */
    private record Picture(long start, ReadFrame read, long arrivalNanos) {}

    /**
     * Makes a track that has seen nothing yet.
     *
     * @param keyFramesNanos how often a key frame is wished for
     */
    public VideoTrack(RecordingClock clock, TrackListener listener, long keyFramesNanos) {
        this.clock = clock;
        this.listener = listener;
        this.streams = new StreamSwitch(clock);
        this.parts = new PartGatherer(listener);
        this.wishes = new KeyFrameWishes(keyFramesNanos);
    }

    /** Selects the stream to show; it takes over with its first key frame. What came of the one that was selected until now stays. */
    public void select(StreamId stream) {
        StreamInput before = streams.next();
        if (before != null && !stream.equals(before.id())) {
            drain(latestNanos);
            drainAll(before);
        }
        streams.select(stream);
        wishes.want();
    }

    /** Takes what waits for a report that will not be waited for. */
    private void drainAll(StreamInput input) {
        long whenever = latestNanos + FrameLimits.REPORT_WAIT_NANOS;
        for (Arrived next = input.poll(whenever); next != null; next = input.poll(whenever)) {
            take(next);
        }
    }

    /** Takes in a frame that just came. */
    public void onFrame(EncodedFrame frame) {
        latestNanos = frame.arrivalNanos();
        endIfNothingCame(frame.arrivalNanos());
        FrameDrop useless = frame.codec().isVideo() ? streams.add(frame) : FrameDrop.MALFORMED;
        if (useless != null) {
            listener.onDrop(useless);
        } else {
            drain(frame.arrivalNanos());
        }
    }

    /** Notes that time passes; to be called a few times a second. */
    public void onTime(long nowNanos) {
        latestNanos = nowNanos;
        drain(nowNanos);
        endIfNothingCame(nowNanos);
    }

    /** Returns the stream of which a key frame has to be asked for now, or null. */
    public @Nullable StreamId wishedKeyFrame(long nowNanos) {
        StreamId selected = streams.selected();
        return selected != null && wishes.isDue(nowNanos) ? selected : null;
    }

    /** Ends what there is: the last picture stands until now, and no stream is selected any more. */
    public void end(long nowNanos) {
        drain(nowNanos + FrameLimits.REPORT_WAIT_NANOS);
        endRun(clock.position(nowNanos, RATE));
        streams.clear();
        broken = false;
    }

    private void endIfNothingCame(long nowNanos) {
        Picture latest = pending;
        if (latest != null
                && nowNanos - latest.arrivalNanos > FrameLimits.LONGEST_PICTURE_NANOS
                && !streams.holdsFrames()) {
            endRun(latest.start + LONGEST);
            wishes.want();
        }
    }

    private void drain(long nowNanos) {
        for (Arrived next = streams.poll(nowNanos); next != null; next = streams.poll(nowNanos)) {
            take(next);
        }
    }

    private void take(Arrived arrived) {
        boolean isOfNext = streams.isOfNext(arrived);
        ReadFrame read = arrived.from().read(arrived.frame());
        boolean isWhole = !arrived.missingBefore() && read != null;
        broken |= !isWhole && !isOfNext;
        if (read == null) {
            listener.onDrop(FrameDrop.MALFORMED);
            wishes.want();
        } else if (isOfNext && isPast(arrived)) {
            listener.onDrop(FrameDrop.LATE);
            wishes.want();
        } else if (read.keyFrame()) {
            if (isOfNext) {
                streams.takeOver();
            }
            if (arrived.frame().stream().equals(streams.selected())) {
                wishes.onKeyFrame(arrived.frame().arrivalNanos());
            }
            place(arrived, read);
        } else if (read.bytes().length > 0) {
            if (broken
                    || isOfNext
                    || parts.run() == null
                    || codec != arrived.frame().codec()) {
                listener.onDrop(FrameDrop.UNDECODABLE);
                wishes.want();
            } else {
                place(arrived, read);
            }
        }
    }

    /** Returns whether a frame waited for its sender's report while another stream went on. */
    private boolean isPast(Arrived arrived) {
        return clock.position(arrived.captureNanos(), RATE) < parts.end() - TAKE_OVER;
    }

    private void place(Arrived arrived, ReadFrame read) {
        long captured = clock.position(arrived.captureNanos(), RATE);
        Run run = parts.run();
        boolean goesOn = run != null
                && run.stream().equals(arrived.frame().stream())
                && (read.format() == null || read.format().equals(run.format()));
        long off = arrived.ticks() + anchor - captured;
        if (!goesOn || Math.abs(off) > LOST || (read.keyFrame() && Math.abs(off) > OFF)) {
            anchor = captured - arrived.ticks();
        }
        long start = Math.max(arrived.ticks() + anchor, pending == null ? parts.end() : pending.start + SHORTEST);
        if (goesOn) {
            goOn(start, read.keyFrame());
        } else if (read.format() != null) {
            endRun(start);
            tellGap(parts.end(), start, broken ? Gap.Cause.LOST : Gap.Cause.NOTHING_CAME);
            parts.begin(arrived.frame().stream(), read.format(), start);
            codec = arrived.frame().codec();
            broken = false;
        }
        pending = new Picture(start, read, arrived.frame().arrivalNanos());
    }

    /** Lets the picture before stand until that one, or as long as one may. */
    private void goOn(long start, boolean keyFrame) {
        if (pending == null) {
            return;
        }
        if (broken) {
            tellGap(pending.start, start, Gap.Cause.LOST);
            broken = false;
        }
        add(pending, start - pending.start, keyFrame);
    }

    private void endRun(long at) {
        if (pending != null) {
            add(pending, Math.clamp(at - pending.start, SHORTEST, LONGEST), true);
            pending = null;
            parts.endRun();
        }
    }

    private void add(Picture picture, long duration, boolean beginsNext) {
        Sample sample = new Sample(picture.read.bytes(), Math.toIntExact(duration), picture.read.keyFrame());
        parts.add(sample, beginsNext);
    }

    private void tellGap(long from, long to, Gap.Cause cause) {
        if (codec != null && from < to) {
            listener.onGap(new Gap(from, to, cause));
        }
    }
}
