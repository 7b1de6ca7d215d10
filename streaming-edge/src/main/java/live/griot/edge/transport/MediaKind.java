package live.griot.edge.transport;

/** What a track carries. */
public enum MediaKind {
    AUDIO,
    VIDEO
}
