package live.griot.recording.store;

import java.util.List;
import java.util.Random;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;

/** Makes the parts of a track, one after another, real ones of sound; what is in them follows from their number. */
final class TestTrack {
    /** How long a part is, in units of the timescale: 20 ms. */
    static final int DURATION = 960;

    private static final int PARTS_IN_SEGMENT = 4;

    private final TrackWriter to;
    private final int partsInSegment;
    private long run;
    private long segment = 1;
    private int index;
    private long time;
    private long number;

    /** Begins a track whose segments have four parts. */
    TestTrack(TrackWriter to) {
        this(to, 0, PARTS_IN_SEGMENT);
    }

    /** Begins a track at a time. */
    TestTrack(TrackWriter to, long time, int partsInSegment) {
        this.to = to;
        this.time = time;
        this.partsInSegment = partsInSegment;
        beginRun();
    }

    /** Begins another run, with a segment of its own. */
    void beginRun() {
        run++;
        segment += index == 0 ? 0 : 1;
        index = 0;
        to.begin(new Run(run, new StreamId(1, run), AudioFormats.opus(2), time));
    }

    /** Returns the next part, of so many bytes of sound. */
    RecordedPart next(int bytes, boolean independent) {
        byte[] sound = new byte[bytes];
        new Random(++number).nextBytes(sound);
        for (int i = 0; i < bytes; i++) {
            sound[i] |= 1; // No zeros.
        }
        byte[] part = MediaPart.of(AudioFormats.opus(2), number, time, List.of(new Sample(sound, DURATION, true)));
        boolean endsSegment = index == partsInSegment - 1;
        RecordedPart made = new RecordedPart(segment, index, time, DURATION, 1, independent, endsSegment, part);
        time += DURATION;
        segment += endsSegment ? 1 : 0;
        index = endsSegment ? 0 : index + 1;
        return made;
    }

    /** Gives the writer the next part; returns whether it was taken. */
    boolean append(int bytes) {
        return to.append(next(bytes, true));
    }

    /** Gives the writer so many parts, which have to be taken. */
    void appendAll(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            if (!append(bytes)) {
                throw new AssertionError("The store took no part");
            }
        }
    }

    /** Returns when the next part begins. */
    long time() {
        return time;
    }
}
