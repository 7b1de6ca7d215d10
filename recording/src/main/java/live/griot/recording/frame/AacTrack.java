package live.griot.recording.frame;

import live.griot.api.tap.StreamId;
import live.griot.recording.codec.AdtsReader;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;

/** A track of AAC frames that follow each other, in runs. Not thread-safe. */
public final class AacTrack {
    private static final TrackFormat FORMAT = AudioFormats.aac(48_000, 2);

    private final PartGatherer parts;

    /** Makes one that has nothing yet. */
    public AacTrack(TrackListener listener) {
        this.parts = new PartGatherer(listener);
    }

    /**
     * Begins a run, at its time or where the one before ended.
     *
     * @param stream whose sound it is
     * @param start in samples at 48 kHz from the beginning of the recording
     */
    public void begin(StreamId stream, long start) {
        parts.begin(stream, FORMAT, Math.max(start, parts.end()));
    }

    /** Adds a frame to the run that was begun. */
    public void add(byte[] frame) {
        parts.add(new Sample(frame, AdtsReader.FRAME_SAMPLES, true), true);
    }

    /** Ends the run, if one was begun. */
    public void end() {
        if (parts.run() != null) {
            parts.endRun();
        }
    }
}
