package live.griot.edge.sfu;

import live.griot.edge.rtp.MediaKind;

/** Where a track comes from: what a ticket allows, and what a host switches off, is said in these. */
public enum TrackSource {
    CAMERA(MediaKind.VIDEO),
    MICROPHONE(MediaKind.AUDIO),
    SCREEN(MediaKind.VIDEO),
    SCREEN_AUDIO(MediaKind.AUDIO);

    private final MediaKind kind;

    TrackSource(MediaKind kind) {
        this.kind = kind;
    }

    /** Returns what a track of this source carries. */
    public MediaKind kind() {
        return kind;
    }
}
