package live.griot.recording.hls;

import java.util.Optional;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.store.RecordingName;

/** Knows which clips there are of what. It is asked with every playlist of a clip, from many threads at once. */
@FunctionalInterface
public interface ClipRanges {
    /** Returns what a clip of a recording is of it; empty where there is no such clip. */
    Optional<ClipRange> of(RecordingName recording, String clip);
}
