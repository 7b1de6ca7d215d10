package live.griot.recording.mp4;

/** The sample entries of pictures and of sound (ISO/IEC 14496-12, sections 12.1.3 and 12.2.3). */
final class SampleEntries {
    private static final int DPI_72 = 0x00480000;
    private static final int COLOUR_24_BITS = 0x0018;
    private static final int COMPRESSOR_NAME = 32;
    private static final int BITS_OF_SOUND = 16;

    private SampleEntries() {}

    /** Returns a VisualSampleEntry with what {@code configuration} writes at its end. */
    static byte[] visual(BoxWriter to, String type, int width, int height, BoxWriter.Content configuration) {
        return to.box(type, () -> {
                    beginEntry(to);
                    to.zeros(16).u16(width).u16(height).u32(DPI_72).u32(DPI_72);
                    to.u32(0).u16(1).zeros(COMPRESSOR_NAME).u16(COLOUR_24_BITS).u16(-1);
                    configuration.write();
                })
                .toBytes();
    }

    /** Returns an AudioSampleEntry with what {@code configuration} writes at its end. */
    static byte[] audio(BoxWriter to, String type, int channels, int rate, BoxWriter.Content configuration) {
        return to.box(type, () -> {
                    beginEntry(to);
                    to.zeros(8).u16(channels).u16(BITS_OF_SOUND).u32(0).u32((long) rate << 16);
                    configuration.write();
                })
                .toBytes();
    }

    private static void beginEntry(BoxWriter to) {
        to.zeros(6).u16(1); // data_reference_index
    }
}
