package live.griot.recording.capture;

import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.frame.TrackListener;
import live.griot.recording.store.TrackWriter;

/** Gives a track's runs and parts to the store. Owned by the thread that owns the track. */
public final class WrittenTrack implements TrackListener {
    private final TrackWriter writer;
    private final Runnable partWasDropped;

    /** Makes one; {@code partWasDropped} is run for each part that the store did not take. */
    public WrittenTrack(TrackWriter writer, Runnable partWasDropped) {
        this.writer = writer;
        this.partWasDropped = partWasDropped;
    }

    @Override
    public void onRun(Run run) {
        writer.begin(run);
    }

    @Override
    public void onPart(Run run, RecordedPart part) {
        if (!writer.append(part)) {
            partWasDropped.run();
        }
    }

    @Override
    public void onRunEnd(Run run, long end) {
        // Its last part was its segment's last.
    }

    @Override
    public void onGap(Gap gap) {
        writer.gap(gap);
    }

    @Override
    public void onDrop(FrameDrop why) {
        // A gap says it where something is missing.
    }
}
