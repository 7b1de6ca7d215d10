package live.griot.recording.worker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import live.griot.recording.capture.SoundRendition;
import live.griot.recording.capture.SoundRenditions;
import live.griot.recording.capture.WrittenTrack;
import live.griot.recording.frame.AacTrack;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.TrackName;

/** Has the sound of lives encoded as AAC, by the video program. Thread-safe. */
final class AacRenditions implements SoundRenditions {
    /** A program that is ended for one of these is begun anew. Nothing else bounds a live. */
    private static final Children.Bounds BOUNDS =
            new Children.Bounds(Duration.ofDays(1), Duration.ofSeconds(10), 4L << 30);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("aac").start(task);

    private final int most;
    private final Semaphore places;
    private final FfmpegProgram program;
    private final Children children = new Children(BOUNDS);

    /** Makes one that has so many encoded at once at most. */
    AacRenditions(int most, FfmpegProgram program) {
        this.most = most;
        this.places = new Semaphore(most);
        this.program = program;
    }

    /** Returns the programs that run. */
    Children children() {
        return children;
    }

    @Override
    public SoundRendition of(RecordingWriter writer) {
        if (most == 0) {
            return NONE.of(writer);
        }
        AacTrack track = new AacTrack(new WrittenTrack(writer.track(TrackName.mix("aac")), () -> {}));
        return new AacRendition(
                writer.name(),
                (opus, adts, making) -> program.runAlongside(children, opus, adts, making),
                track,
                places,
                THREADS,
                System::nanoTime);
    }
}
