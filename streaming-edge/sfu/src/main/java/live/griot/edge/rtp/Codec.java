package live.griot.edge.rtp;

/** The codecs that the edge forwards, none of which it decodes. */
public enum Codec {
    /** RFC 7587, section 4.1. */
    OPUS(MediaKind.AUDIO, 48_000),
    /** Opus with its last packets repeated (RFC 2198); always beside {@link #OPUS}, never alone. */
    RED(MediaKind.AUDIO, 48_000),
    /** RFC 7741, section 4.1. */
    VP8(MediaKind.VIDEO, 90_000),
    /** RFC 6184, section 5.1. */
    H264(MediaKind.VIDEO, 90_000),
    /** RFC 9628, section 4.1. */
    VP9(MediaKind.VIDEO, 90_000),
    /** RTP Payload Format For AV1, section 4.1. */
    AV1(MediaKind.VIDEO, 90_000);

    private final MediaKind kind;
    private final int clockRate;

    Codec(MediaKind kind, int clockRate) {
        this.kind = kind;
        this.clockRate = clockRate;
    }

    /** Returns what it carries. */
    public MediaKind kind() {
        return kind;
    }

    /** Returns how fast its timestamps run, in hertz. */
    public int clockRate() {
        return clockRate;
    }
}
