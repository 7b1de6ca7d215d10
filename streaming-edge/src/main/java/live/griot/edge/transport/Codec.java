package live.griot.edge.transport;

/** The codecs that the edge forwards. */
public enum Codec {
    OPUS,
    VP8,
    H264
}
