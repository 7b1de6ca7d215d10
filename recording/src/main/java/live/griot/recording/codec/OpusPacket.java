package live.griot.recording.codec;

/** How long Opus packets last, and packets of silence (RFC 6716, section 3). Times are in samples of 48 kHz, as RTP counts them (RFC 7587). */
public final class OpusPacket {
    /** Samples of a second. */
    public static final int RATE = 48_000;
    /** The longest packet, of 120 ms. */
    public static final int LONGEST = 5_760;
    /** The longest packet of {@link #silence}, of 20 ms. */
    public static final int LONGEST_SILENCE = 960;
    /** The shortest packet, of 2.5 ms. */
    public static final int SHORTEST = 120;
    /** What has no sense as a packet. */
    public static final int MALFORMED = -1;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int FIRST_FULL_BAND_CELT = 28;
    private static final int MAX_FRAMES = 48;
    private static final int STEREO = 4;
    /** Packets up to this length carry nothing: the sender says that it is silent. */
    private static final int SAYS_SILENCE = 2;

    private OpusPacket() {}

    /** Returns how many samples a packet lasts, or {@link #MALFORMED}. */
    public static int duration(byte[] packet) {
        if (packet.length == 0) {
            return MALFORMED;
        }
        int frames =
                switch (packet[0] & 3) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default -> packet.length > 1 ? packet[1] & 0x3F : 0;
                };
        int duration = frames * frameDuration((packet[0] & 0xFF) >> 3);
        return frames > 0 && frames <= MAX_FRAMES && duration <= LONGEST ? duration : MALFORMED;
    }

    private static int frameDuration(int configuration) {
        if (configuration >= FIRST_CELT) {
            return SHORTEST << (configuration & 3);
        }
        if (configuration >= FIRST_HYBRID) {
            return (configuration & 1) == 0 ? 480 : 960;
        }
        return switch (configuration & 3) {
            case 0 -> 480;
            case 1 -> 960;
            case 2 -> 1_920;
            default -> 2_880;
        };
    }

    /** Returns whether a packet only says that there is silence, as senders do now and then that otherwise send nothing (RFC 7587, section 3.1.3). */
    public static boolean saysSilence(byte[] packet) {
        return packet.length <= SAYS_SILENCE;
    }

    /**
     * Returns a packet of silence.
     *
     * @param samples 120, 240, 480 or 960
     */
    public static byte[] silence(int samples, boolean stereo) {
        int size = Integer.numberOfTrailingZeros(samples / SHORTEST);
        if (samples < SHORTEST || samples > LONGEST_SILENCE || SHORTEST << size != samples) {
            throw new IllegalArgumentException("No Opus frame lasts %d samples".formatted(samples));
        }
        int configuration = FIRST_FULL_BAND_CELT + size;
        return new byte[] {(byte) (configuration << 3 | (stereo ? STEREO : 0)), (byte) 0xFF, (byte) 0xFE};
    }
}
