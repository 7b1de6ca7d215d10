package live.griot.api.tap;

/** What recorded frames are encoded with, and how the bytes of one are laid out. */
public enum FrameCodec {
    /** A packet of Opus (RFC 7587); redundant ones (RFC 2198) are unpacked before. */
    OPUS(48_000),
    /** A frame of VP8 (RFC 6386). */
    VP8(90_000),
    /** An access unit of H.264 with start codes (H.264, annex B); parameter sets may come with a key frame or by themselves. */
    H264(90_000),
    /** A frame or a superframe of VP9. */
    VP9(90_000),
    /** A temporal unit of AV1, each unit of it with its size (low-overhead bitstream format). */
    AV1(90_000);

    private final int clockRate;

    FrameCodec(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Returns whether it is for pictures. */
    public boolean isVideo() {
        return this != OPUS;
    }

    /** Returns how fast timestamps run, in hertz. */
    public int clockRate() {
        return clockRate;
    }
}
