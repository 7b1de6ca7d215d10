package live.griot.recording.mp4;

import java.util.Locale;
import live.griot.recording.codec.Vp8Header;
import live.griot.recording.codec.Vp9Header;

/** VP8 and VP9: {@code vp08} and {@code vp09} with {@code vpcC} (VP Codec ISO Media File Format Binding 1.0, section 3). */
public final class VpFormat {
    /** No browser sends pictures faster; the level says how much a decoder has to keep up with. */
    private static final int FRAMES_A_SECOND = 60;

    /** Levels of VP9, each with the most samples of a second and of a picture (VP9 Levels, section 1). */
    // spotless:off
    private static final long[][] LEVELS = {
        {10, 829_440, 36_864},
        {11, 2_764_800, 73_728},
        {20, 4_608_000, 122_880},
        {21, 9_216_000, 245_760},
        {30, 20_736_000, 552_960},
        {31, 36_864_000, 983_040},
        {40, 83_558_400, 2_228_224},
        {41, 160_432_128, 2_228_224},
        {50, 311_951_360, 8_912_896},
        {51, 588_251_136, 8_912_896},
        {52, 1_176_502_272, 8_912_896},
        {60, 1_176_502_272, 35_651_584},
        {61, 2_353_004_544L, 35_651_584}};
    // spotless:on
    private static final int HIGHEST = 62;

    private static final int BT_709 = 1;
    private static final int UNSPECIFIED = 2;
    private static final int RGB = 7;
    /** How VP9 counts BT.709. */
    private static final int VP9_BT_709 = 2;

    private VpFormat() {}

    /** Returns the format of a VP8 stream. */
    public static TrackFormat vp8(Vp8Header head) {
        return of("vp08", head.width(), head.height(), 0, 8, 1, false, UNSPECIFIED, UNSPECIFIED);
    }

    /** Returns the format of a VP9 stream. */
    public static TrackFormat vp9(Vp9Header head) {
        boolean rgb = head.colourSpace() == RGB;
        int colours = head.colourSpace() == VP9_BT_709 || rgb ? BT_709 : UNSPECIFIED;
        return of(
                "vp09",
                head.width(),
                head.height(),
                head.profile(),
                head.bitDepth(),
                subsampling(head),
                head.fullRange(),
                colours,
                rgb ? 0 : colours);
    }

    /** Returns chromaSubsampling: 1 for 4:2:0 with colours where the upper left sample is, as VP9 has them, 2 for 4:2:2, 3 for 4:4:4. */
    private static int subsampling(Vp9Header head) {
        if (!head.halvedAcross()) {
            return 3;
        }
        return head.halvedDown() ? 1 : 2;
    }

    private static TrackFormat of(
            String type,
            int width,
            int height,
            int profile,
            int bitDepth,
            int subsampling,
            boolean fullRange,
            int colours,
            int matrix) {
        int level = level((long) width * height);
        BoxWriter to = new BoxWriter();
        byte[] entry = SampleEntries.visual(
                to,
                type,
                width,
                height,
                () -> to.box("vpcC", 1, 0, () -> {
                    to.u8(profile).u8(level);
                    to.u8(bitDepth << 4 | subsampling << 1 | (fullRange ? 1 : 0));
                    to.u8(colours).u8(colours).u8(matrix).u16(0);
                }));
        String codecs = String.format(Locale.ROOT, "%s.%02d.%02d.%02d", type, profile, level, bitDepth);
        return TrackFormat.video(codecs, width, height, entry);
    }

    private static int level(long picture) {
        for (long[] level : LEVELS) {
            if (picture * FRAMES_A_SECOND <= level[1] && picture <= level[2]) {
                return (int) level[0];
            }
        }
        return HIGHEST;
    }
}
