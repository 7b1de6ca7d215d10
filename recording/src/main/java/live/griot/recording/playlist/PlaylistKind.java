package live.griot.recording.playlist;

/** Which of a recording's playlists is meant: each kind has a multivariant playlist, and a media playlist for each track. */
public enum PlaylistKind {
    /** All there is, from the beginning. It grows while the recording is written. */
    WHOLE("main.m3u8"),
    /** The newest of it, part by part: Low-Latency HLS. */
    WINDOW("live.m3u8");

    private final String fileName;

    PlaylistKind(String fileName) {
        this.fileName = fileName;
    }

    /** Returns the last part of the playlist's address. */
    public String fileName() {
        return fileName;
    }
}
