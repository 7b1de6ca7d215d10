package live.griot.edge.rtp;

/** What a track carries. */
public enum MediaKind {
    AUDIO,
    VIDEO
}
