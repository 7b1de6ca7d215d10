package live.griot.recording.store;

import live.griot.recording.frame.Run;
import live.griot.recording.mp4.InitSegment;
import live.griot.recording.mp4.TrackFormat;

/**
 * A run that may have no init segment on the disk yet: its first part brings it there.
 *
 * @param init the init segment's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be written, handed on and never changed.
record NewRun(StoredRun run, byte[] init) {
    /** Makes one of a track, with a number of its own. */
    static NewRun of(TrackName track, long number, Run run) {
        TrackFormat format = run.format();
        byte[] init = InitSegment.of(format);
        return new NewRun(
                new StoredRun(
                        track,
                        number,
                        run.start(),
                        init.length,
                        Checksum.of(init),
                        format.kind(),
                        format.codecs(),
                        format.timescale(),
                        format.width(),
                        format.height()),
                init);
    }
}
