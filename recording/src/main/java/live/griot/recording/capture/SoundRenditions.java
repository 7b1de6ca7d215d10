package live.griot.recording.capture;

import java.util.concurrent.CompletableFuture;
import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.store.RecordingWriter;
import org.jspecify.annotations.Nullable;

/** Makes of the sound of all together, while it is recorded, what players take that do not take Opus. Thread-safe. */
@FunctionalInterface
public interface SoundRenditions {
    /** Makes none. */
    SoundRenditions NONE = writer -> new SoundRendition() {
        @Override
        public boolean isWished() {
            return false;
        }

        @Override
        public CompletableFuture<@Nullable Void> settled() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onRun(Run run) {}

        @Override
        public void onPart(Run run, RecordedPart part) {}

        @Override
        public void onRunEnd(Run run, long end) {}

        @Override
        public void onGap(Gap gap) {}

        @Override
        public void onDrop(FrameDrop why) {}
    };

    /** Begins that of a recording. */
    SoundRendition of(RecordingWriter writer);
}
