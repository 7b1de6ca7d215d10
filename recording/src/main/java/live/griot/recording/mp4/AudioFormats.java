package live.griot.recording.mp4;

/** Sound: {@code Opus} with {@code dOps}, and {@code mp4a} with {@code esds} for AAC-LC. */
public final class AudioFormats {
    private static final int OPUS_RATE = 48_000;
    private static final int AAC_LC = 2;
    private static final int OBJECT_TYPE_AUDIO = 0x40;
    private static final int AUDIO_STREAM = 0x15;
    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIGURATION = 4;
    private static final int DECODER_SPECIFIC = 5;
    private static final int SYNC_LAYER = 6;
    /** The rates that AAC has a number for (ISO/IEC 14496-3, table 1.18). */
    private static final int[] AAC_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };
    /** The fastest that fits a sample entry, which has 16 bits for it. */
    private static final int FASTEST = 48_000;

    private AudioFormats() {}

    /**
     * Returns the format of Opus (Encapsulation of Opus in ISO Base Media File Format, section 4.3.2). Nothing is skipped at the
     * beginning: a recording begins in the middle of a stream, and an edit list would be the way to say so.
     *
     * @param channels 1 or 2
     */
    public static TrackFormat opus(int channels) {
        requireChannels(channels);
        BoxWriter to = new BoxWriter();
        byte[] entry = SampleEntries.audio(
                to,
                "Opus",
                channels,
                OPUS_RATE,
                () -> to.box("dOps", () -> {
                    to.u8(0).u8(channels).u16(0).u32(OPUS_RATE).u16(0).u8(0);
                }));
        return TrackFormat.audio("opus", OPUS_RATE, entry);
    }

    /**
     * Returns the format of AAC-LC (ISO/IEC 14496-14, section 6.7; 14496-3, section 1.6.2.1), whose frames last 1,024 samples.
     *
     * @param rate in hertz, one of those that AAC has a number for, at most 48,000
     * @param channels 1 or 2
     */
    public static TrackFormat aac(int rate, int channels) {
        requireChannels(channels);
        int specific = AAC_LC << 11 | rateIndex(rate) << 7 | channels << 3;
        BoxWriter to = new BoxWriter();
        byte[] entry = SampleEntries.audio(
                to,
                "mp4a",
                channels,
                rate,
                () -> to.box("esds", 0, 0, () -> {
                    to.u8(ES_DESCRIPTOR).u8(25).u16(0).u8(0);
                    to.u8(DECODER_CONFIGURATION).u8(17).u8(OBJECT_TYPE_AUDIO).u8(AUDIO_STREAM);
                    to.zeros(11); // size of a buffer and bitrates: unknown
                    to.u8(DECODER_SPECIFIC).u8(2).u16(specific);
                    to.u8(SYNC_LAYER).u8(1).u8(2);
                }));
        return TrackFormat.audio("mp4a.40." + AAC_LC, rate, entry);
    }

    private static int rateIndex(int rate) {
        for (int index = 0; index < AAC_RATES.length; index++) {
            if (AAC_RATES[index] == rate && rate <= FASTEST) {
                return index;
            }
        }
        throw new IllegalArgumentException("AAC has no number for %d Hz".formatted(rate));
    }

    private static void requireChannels(int channels) {
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("%d channels are not 1 or 2".formatted(channels));
        }
    }
}
