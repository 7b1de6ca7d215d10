package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the payloads of each codec tell, byte by byte as their RFCs have it. */
class VideoPayloadTest {
    private static final int PROFILE_HIGH = 100;

    @Test
    void a_vp8_descriptor_with_all_its_fields() {
        // X S, I L T K, M and 15 bits, TL0PICIDX, TID 2 with Y, then the frame tag of an inter frame.
        VideoPayload vp8 = wrap(new Vp8Payload(), "90 f0 9234 56 a3 01");

        assertThat(vp8.pictureIdBits()).isEqualTo(15);
        assertThat(vp8.pictureId()).isEqualTo(0x1234);
        assertThat(vp8.pictureIdOffset()).isEqualTo(2);
        assertThat(vp8.tl0()).isEqualTo(0x56);
        assertThat(vp8.tl0Offset()).isEqualTo(4);
        assertThat(vp8.temporalId()).isEqualTo(2);
        assertThat(vp8.layerSync()).isTrue();
        assertThat(vp8.startsFrame()).isTrue();
        assertThat(vp8.startsKeyFrame()).isFalse();
    }

    @Test
    void a_vp8_descriptor_with_a_short_picture_id_and_no_layers() {
        VideoPayload vp8 = wrap(new Vp8Payload(), "90 80 17 00");

        assertThat(vp8.pictureIdBits()).isEqualTo(7);
        assertThat(vp8.pictureId()).isEqualTo(0x17);
        assertThat(vp8.tl0Offset()).isEqualTo(VideoPayload.NONE);
        assertThat(vp8.temporalId()).isZero();
        assertThat(vp8.startsKeyFrame()).isTrue();
    }

    @Test
    void a_vp8_key_frame_tells_its_size_without_the_scales() {
        VideoPayload vp8 = wrap(new Vp8Payload(), "10 100000 9d012a 8042 e081");

        assertThat(vp8.width()).isEqualTo(640);
        assertThat(vp8.height()).isEqualTo(480);
    }

    @Test
    void a_later_piece_of_a_vp8_frame_has_numbers_and_starts_nothing() {
        VideoPayload vp8 = wrap(new Vp8Payload(), "80 80 9234 00");

        assertThat(vp8.startsFrame()).isFalse();
        assertThat(vp8.startsKeyFrame()).isFalse();
        assertThat(vp8.pictureId()).isEqualTo(0x1234);
    }

    @Test
    void a_view_forgets_what_it_was_wrapped_around_before() {
        VideoPayload vp8 = wrap(new Vp8Payload(), "90 f0 9234 56 a3 00 0000 9d012a 8002 e001");
        assertThat(vp8.wrap(new byte[] {(byte) 0x90}, 0, 1)).isFalse();

        assertThat(vp8.pictureIdBits()).isZero();
        assertThat(vp8.startsKeyFrame()).isFalse();
        assertThat(vp8.temporalId()).isZero();
        assertThat(vp8.width()).isZero();
    }

    @Test
    void a_vp9_descriptor_with_layers_that_are_not_flexible() {
        // I L B, M and 15 bits, TID 1 U SID 1 D, TL0PICIDX.
        VideoPayload vp9 = wrap(new Vp9Payload(), "a8 9234 33 44");

        assertThat(vp9.pictureId()).isEqualTo(0x1234);
        assertThat(vp9.pictureIdOffset()).isEqualTo(1);
        assertThat(vp9.tl0()).isEqualTo(0x44);
        assertThat(vp9.tl0Offset()).isEqualTo(4);
        assertThat(vp9.startsFrame()).isTrue();
        assertThat(vp9.startsKeyFrame()).as("its first layer does").isFalse();
    }

    @Test
    void a_vp9_key_frame_tells_the_size_of_its_largest_layer() {
        // I L B V, 7 bits, SID 0, TL0PICIDX, N_S 1 with sizes: 320 x 180 and 640 x 360.
        VideoPayload vp9 = wrap(new Vp9Payload(), "aa 05 00 01 30 0140 00b4 0280 0168");

        assertThat(vp9.startsKeyFrame()).isTrue();
        assertThat(vp9.pictureIdBits()).isEqualTo(7);
        assertThat(vp9.width()).isEqualTo(640);
        assertThat(vp9.height()).isEqualTo(360);
    }

    @Test
    void a_flexible_vp9_descriptor_tells_differences_and_no_index() {
        // I P L F B, 7 bits, layers, two differences; three at most, then the structure.
        assertThat(wrap(new Vp9Payload(), "f8 05 00 03 04").tl0Offset()).isEqualTo(VideoPayload.NONE);
        assertThat(new Vp9Payload().wrap(hex("f8 05 00 03 05 07 09"), 0, 7)).isFalse();
        assertThat(wrap(new Vp9Payload(), "d8 05 02").startsKeyFrame()).isFalse();
    }

    @Test
    void an_av1_sequence_begins_with_the_packet_that_says_so() {
        assertThat(wrap(new Av1Payload(), "18 0a").startsKeyFrame()).isTrue();
        assertThat(wrap(new Av1Payload(), "10 0a").startsKeyFrame()).isFalse();
        assertThat(wrap(new Av1Payload(), "98 0a").startsKeyFrame())
                .as("a fragment goes on")
                .isFalse();
    }

    @Test
    void h264_parameter_sets_tell_the_size() {
        assertThat(size(baseline(40, 23, "0"))).containsExactly(640, 368);
        // Cropped by eight lines: 4 units of 2.
        assertThat(size(baseline(40, 23, "1", 0, 0, 0, 4))).containsExactly(640, 360);
        assertThat(size(baseline(120, 68, "1", 0, 0, 0, 4))).containsExactly(1_920, 1_080);
    }

    @Test
    void h264_parameter_sets_of_the_high_profile_tell_the_size_behind_their_scaling_lists() {
        BitWriter sps = new BitWriter().bits(PROFILE_HIGH, 8).bits(0, 8).bits(31, 8);
        sps.exponentialGolomb(0).exponentialGolomb(1).exponentialGolomb(0).exponentialGolomb(0);
        sps.bits("0 1");
        // One list of 16 whose second step says to keep the last; the other seven are absent.
        sps.bits("1").exponentialGolomb(3).exponentialGolomb(20).bits("0000000");
        sps.exponentialGolomb(0).exponentialGolomb(0).exponentialGolomb(0);
        sps.exponentialGolomb(4)
                .bits("0")
                .exponentialGolomb(79)
                .exponentialGolomb(44)
                .bits("1 1 0 0 1");

        assertThat(size(sps.bytes())).containsExactly(1_280, 720);
    }

    @Test
    void h264_parameter_sets_are_read_through_emulation_prevention() {
        // Profile and level 0, so that two zero bytes are followed by one that must be escaped.
        byte[] rest = baseline(40, 23, "0");
        String tail = HexFormat.of().formatHex(rest, 3, rest.length);

        assertThat(size(hex("42 0000" + tail))).containsExactly(640, 368);
        assertThat(size(hex("42 0000 03" + tail))).containsExactly(640, 368);
    }

    @Test
    void sound_with_redundancy_ends_with_its_own() {
        // Two blocks of 2 and 3 bytes before, by RFC 2198: 14 bits of offset, 10 of length.
        byte[] red = hex("ef 0f0002 ef 078003 6f aaaa bbbbbb cccc");

        assertThat(RedPayload.primaryOffset(red, 0, red.length)).isEqualTo(14);
        assertThat(RedPayload.primaryOffset(hex("6f cc"), 0, 2)).isEqualTo(1);
        assertThat(RedPayload.primaryOffset(hex("ef 0f0002 6f aa"), 0, 6)).isEqualTo(-1);
        assertThat(RedPayload.primaryOffset(hex("ef 0f"), 0, 2)).isEqualTo(-1);
        assertThat(RedPayload.primaryOffset(hex("ef 0f0000"), 0, 4)).isEqualTo(-1);
    }

    @Test
    void every_block_of_redundancy_is_named_anew_and_nothing_else_changes() {
        byte[] red = hex("00 ef 0f0002 ef 078003 6f aaaa bbbbbb cccc");
        RedPayload.relabel(red, 1, 110);
        assertThat(red).isEqualTo(hex("00 ee 0f0002 ee 078003 6e aaaa bbbbbb cccc"));

        byte[] alone = hex("6f ffff");
        RedPayload.relabel(alone, 0, 96);
        assertThat(alone).isEqualTo(hex("60 ffff"));
    }

    @Test
    void random_bytes_are_read_or_refused_without_looking_past_their_end() {
        Random random = new Random(7741);
        List<VideoPayload> views = List.of(new Vp8Payload(), new Vp9Payload(), new Av1Payload(), new H264Payload());
        int understood = 0;
        for (int i = 0; i < 300_000; i++) {
            // The array ends where the payload does, so that a look past it would throw.
            byte[] noise = new byte[random.nextInt(48)];
            random.nextBytes(noise);
            int offset = noise.length == 0 ? 0 : random.nextInt(noise.length);
            int length = noise.length - offset;
            for (VideoPayload view : views) {
                if (view.wrap(noise, offset, length)) {
                    understood++;
                    assertNumbersAreInside(view, length);
                }
            }
            int primary = RedPayload.primaryOffset(noise, offset, length);
            assertThat(primary == -1 || (primary > offset && primary <= noise.length))
                    .isTrue();
            H264Dimensions.read(noise, offset, length);
        }
        assertThat(understood).isPositive();
    }

    private static void assertNumbersAreInside(VideoPayload view, int length) {
        boolean inside = view.pictureIdBits() == 0 || view.pictureIdOffset() + view.pictureIdBits() / 7 <= length;
        assertThat(inside && view.tl0Offset() < length).isTrue();
    }

    private static VideoPayload wrap(VideoPayload view, String hex) {
        byte[] bytes = hex(hex);
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        return view;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A sequence parameter set of the baseline profile, its header left out. */
    private static byte[] baseline(int widthInMacroblocks, int heightInMacroblocks, String cropping, int... crop) {
        BitWriter sps = new BitWriter().bits(66, 8).bits(0xC0, 8).bits(31, 8);
        sps.exponentialGolomb(0)
                .exponentialGolomb(0)
                .exponentialGolomb(2)
                .exponentialGolomb(1)
                .bits("0");
        sps.exponentialGolomb(widthInMacroblocks - 1).exponentialGolomb(heightInMacroblocks - 1);
        sps.bits("1 1").bits(cropping);
        for (int units : crop) {
            sps.exponentialGolomb(units);
        }
        return sps.bits("0 1").bytes();
    }

    private static int[] size(byte[] sps) {
        H264Dimensions size = Objects.requireNonNull(H264Dimensions.read(sps, 0, sps.length));
        return new int[] {size.width(), size.height()};
    }
}
