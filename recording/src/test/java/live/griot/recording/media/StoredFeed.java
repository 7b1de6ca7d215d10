package live.griot.recording.media;

import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.frame.TrackListener;
import live.griot.recording.store.TrackWriter;

/** Gives a store what a track tells. */
public record StoredFeed(TrackWriter to) implements TrackListener {
    @Override
    public void onRun(Run run) {
        to.begin(run);
    }

    @Override
    public void onPart(Run run, RecordedPart part) {
        if (!to.append(part)) {
            throw new AssertionError("The store took no part");
        }
    }

    @Override
    public void onRunEnd(Run run, long end) {}

    @Override
    public void onGap(Gap gap) {
        to.gap(gap);
    }

    @Override
    public void onDrop(FrameDrop why) {
        throw new AssertionError("A frame was left out: " + why);
    }
}
