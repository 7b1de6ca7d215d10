package live.griot.recording.capture;

import java.util.concurrent.CompletableFuture;
import live.griot.recording.frame.TrackListener;
import org.jspecify.annotations.Nullable;

/** Another rendition of a recording's sound, made of what is told of that. Told by one thread, which it never keeps waiting. */
public interface SoundRendition extends TrackListener {
    /** Returns whether there is to be one. */
    boolean isWished();

    /** Returns what is done once all of the runs that are over is with the store, or given up: within seconds. */
    CompletableFuture<@Nullable Void> settled();
}
