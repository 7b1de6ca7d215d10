package live.griot.recording.frame;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.tap.StreamId;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a run's samples into parts of half a second, and those into segments: from a key frame to the first key frame after four seconds,
 * and never longer than twelve. Numbers go on from run to run. Not thread-safe.
 */
final class PartGatherer implements SampleSink {
    private final TrackListener listener;
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable Run run;
    private long runs;
    private long parts;
    private long segment;
    private int index;
    private long segmentStart;
    private long partStart;
    private long partEnd;
    private boolean endsSegment = true;

    PartGatherer(TrackListener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable Run run() {
        return run;
    }

    @Override
    public long end() {
        return partEnd;
    }

    @Override
    public void begin(StreamId stream, TrackFormat format, long start) {
        Run begun = new Run(++runs, stream, format, start);
        run = begun;
        endsSegment = true;
        partStart = start;
        partEnd = start;
        listener.onRun(begun);
    }

    @Override
    public void add(Sample sample, boolean beginsNext) {
        Run of = current();
        int timescale = of.format().timescale();
        long end = partEnd + sample.duration();
        boolean fitsSegment = end - segmentStart <= Ticks.of(FrameLimits.LONGEST_SEGMENT_NANOS, timescale);
        boolean fitsPart = end - partStart <= Ticks.of(FrameLimits.PART_NANOS, timescale);
        if (!samples.isEmpty() && !(fitsSegment && fitsPart)) {
            close(of, !fitsSegment);
        }
        if (endsSegment) {
            endsSegment = false;
            segment++;
            index = 0;
            segmentStart = partEnd;
        }
        samples.add(sample);
        partEnd = end;
        if (beginsNext && end - segmentStart >= Ticks.of(FrameLimits.SEGMENT_NANOS, timescale)) {
            close(of, true);
        }
    }

    @Override
    public void endRun() {
        Run ended = current();
        if (!samples.isEmpty()) {
            close(ended, true);
        }
        run = null;
        listener.onRunEnd(ended, partEnd);
    }

    private Run current() {
        if (run == null) {
            throw new IllegalStateException("No run was begun");
        }
        return run;
    }

    private void close(Run of, boolean isLast) {
        byte[] bytes = MediaPart.of(of.format(), ++parts, partStart, samples);
        boolean independent = samples.getFirst().keyFrame();
        RecordedPart part = new RecordedPart(
                segment, index++, partStart, partEnd - partStart, samples.size(), independent, isLast, bytes);
        samples.clear();
        partStart = partEnd;
        endsSegment = isLast;
        listener.onPart(of, part);
    }
}
