package live.griot.recording.capture;

import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.frame.TrackListener;

/** Tells of a track first one, then another. */
record ToldToBoth(TrackListener first, TrackListener second) implements TrackListener {
    @Override
    public void onRun(Run run) {
        first.onRun(run);
        second.onRun(run);
    }

    @Override
    public void onPart(Run run, RecordedPart part) {
        first.onPart(run, part);
        second.onPart(run, part);
    }

    @Override
    public void onRunEnd(Run run, long end) {
        first.onRunEnd(run, end);
        second.onRunEnd(run, end);
    }

    @Override
    public void onGap(Gap gap) {
        first.onGap(gap);
        second.onGap(gap);
    }

    @Override
    public void onDrop(FrameDrop why) {
        first.onDrop(why);
        second.onDrop(why);
    }
}
