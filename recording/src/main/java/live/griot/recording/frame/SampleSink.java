package live.griot.recording.frame;

import live.griot.api.tap.StreamId;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/** Takes a track's samples, one right behind the other, in runs. */
interface SampleSink {
    /** Returns the run that is gathered; null between runs. */
    @Nullable
    Run run();

    /** Returns where the last sample ended, in units of the track's timescale. */
    long end();

    /** Begins a run; the one before was ended. */
    void begin(StreamId stream, TrackFormat format, long start);

    /**
     * Adds a sample to the run, right behind the one before.
     *
     * @param beginsNext whether a decoder can begin with the sample that will follow
     */
    void add(Sample sample, boolean beginsNext);

    /** Ends the run. */
    void endRun();
}
