package live.griot.recording.playlist;

import live.griot.recording.store.StoredRun;

/** What HLS players can be given. */
public final class Playable {
    private Playable() {}

    /** Returns whether players take a run's codec: none takes VP8 in fragmented MP4. */
    public static boolean isPlayable(StoredRun run) {
        return !run.codecs().startsWith("vp08");
    }
}
