package live.griot.recording.media;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.store.TrackWriter;

/** A track of parts that are all of one length, the same frame in all of them, and eight in a segment: as many as a test wants, when it wants. */
public final class EvenSound {
    private static final int PARTS_IN_SEGMENT = 8;

    private final TrackWriter to;
    private final TrackFormat format;
    private final byte[] frame;
    private final int duration;
    private final int framesInPart;
    private long runs;
    private long segment;
    private int index;
    private long time;

    /** Begins a track at a time, whose frames last so long, both in units of its timescale. */
    public EvenSound(TrackWriter to, TrackFormat format, byte[] frame, int duration, int framesInPart, long time) {
        this.to = to;
        this.format = format;
        this.frame = frame.clone();
        this.duration = duration;
        this.framesInPart = framesInPart;
        begin(time);
    }

    /** Begins a run, and with it a segment, at a time. */
    public void begin(long start) {
        time = start;
        segment++;
        index = 0;
        runs++;
        to.begin(new Run(runs, new StreamId(1, runs), format, start));
    }

    /** Gives the store so many parts. */
    public void append(int parts) {
        for (int i = 0; i < parts; i++) {
            List<Sample> samples = new ArrayList<>();
            for (int k = 0; k < framesInPart; k++) {
                samples.add(new Sample(frame, duration, true));
            }
            long length = (long) framesInPart * duration;
            byte[] bytes = MediaPart.of(format, segment * PARTS_IN_SEGMENT + index, time, samples);
            boolean isLast = index == PARTS_IN_SEGMENT - 1;
            RecordedPart part = new RecordedPart(segment, index, time, length, framesInPart, true, isLast, bytes);
            if (!to.append(part)) {
                throw new AssertionError("The store took no part");
            }
            time += length;
            segment += isLast ? 1 : 0;
            index = isLast ? 0 : index + 1;
        }
    }

    /** Returns when the next part begins. */
    public long time() {
        return time;
    }
}
