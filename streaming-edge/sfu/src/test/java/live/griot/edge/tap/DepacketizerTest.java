package live.griot.edge.tap;

import static live.griot.edge.tap.TapPackets.frame;
import static live.griot.edge.tap.TapPackets.hex;
import static org.assertj.core.api.Assertions.assertThat;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Codec;
import org.junit.jupiter.api.Test;

/** The payload formats of pictures, byte by byte as their RFCs have them. */
class DepacketizerTest {
    private static final String MALFORMED = "{MALFORMED=%d}";

    @Test
    void h264_units_get_start_codes_whether_they_come_alone_aggregated_or_in_fragments() {
        assertThat(frame(Codec.H264, "41 9a 01")).isEqualTo("00000001419a01");
        assertThat(frame(Codec.H264, "78 0003 674200 0002 68ce")).isEqualTo("00000001674200" + "0000000168ce");
        // The indicator's importance and the header's type make the unit's header again.
        assertThat(frame(Codec.H264, "7c 85 a1a2", "7c 05 a3", "7c 45 a4a5")).isEqualTo("0000000165a1a2a3a4a5");
        assertThat(frame(Codec.H264, "78 0003 674200 0002 68ce", "06 05", "7c 85 a1", "7c 45 a2", "65 b1"))
                .isEqualTo("00000001674200" + "0000000168ce" + "000000010605" + "0000000165a1a2" + "0000000165b1");
    }

    @Test
    void h264_that_makes_no_sense_is_no_frame() {
        assertThat(frame(Codec.H264, "7c 05 a1")).as("no beginning").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.H264, "7c 85 a1")).as("no end").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.H264, "7c 85 a1", "7c 85 a2"))
                .as("a beginning within")
                .isEqualTo(MALFORMED.formatted(2));
        assertThat(frame(Codec.H264, "7c 85 a1", "41 9a"))
                .as("another unit within")
                .isEqualTo(MALFORMED.formatted(2));
        assertThat(frame(Codec.H264, "78 0009 6742"))
                .as("an aggregate that is cut short")
                .isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.H264, "78 0000 0001 67")).as("a unit of nothing").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.H264, "78")).isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.H264, "7c 85")).isEqualTo(MALFORMED.formatted(1));
        for (String notOfThisMode : new String[] {"00 01", "79 0001", "7a 0001", "7b 0001", "7d 85 a1", "7e 01"}) {
            assertThat(frame(Codec.H264, notOfThisMode)).isEqualTo(MALFORMED.formatted(1));
        }
    }

    @Test
    void h264_key_frames_that_come_without_parameter_sets_get_those_that_came_before() {
        TapPackets packets = new TapPackets(Codec.H264);
        FrameAssembler assembler = new FrameAssembler(PictureReader.depacketizer(Codec.H264), packets);
        MediaPacket sets = packets.packet(TapPackets.FIRST, 3_000, false, "78 0003 674200 0002 68ce");
        assembler.add(packets.packet(TapPackets.FIRST, 3_000, true, hex("65 a1"), sets), true);

        assertThat(hex(packets.frames.getFirst().bytes()))
                .isEqualTo("00000001674200" + "0000000168ce" + "0000000165a1");
        assertThat(packets.frames.getFirst().isKey()).isTrue();
    }

    @Test
    void vp8_frames_are_what_stands_behind_the_descriptors() {
        assertThat(frame(Codec.VP8, "10 500002 9d012a", "00 a1a2")).isEqualTo("5000029d012a" + "a1a2");
        // X S, I L T K, M and 15 bits, TL0PICIDX, TID.
        assertThat(frame(Codec.VP8, "90 f0 9234 56 a3 010203", "80 80 17 04")).isEqualTo("010203" + "04");
        assertThat(frame(Codec.VP8, "90 f0 92")).isEqualTo(MALFORMED.formatted(1));
    }

    @Test
    void vp9_pictures_are_what_stands_behind_the_descriptors() {
        // I B E with 15 bits.
        assertThat(frame(Codec.VP9, "8c 9234 82a1a2")).isEqualTo("82a1a2");
        // I L B V, a structure with two sizes, and a picture group of two, the second with one reference.
        assertThat(frame(Codec.VP9, "aa 05 00 01 38 0140 00b4 0280 0168 02 00 24 01 82a1", "a4 05 00 01 a2"))
                .isEqualTo("82a1a2");
        // I P L F B with two differences.
        assertThat(frame(Codec.VP9, "f8 05 00 03 04 86a1")).isEqualTo("86a1");
        assertThat(frame(Codec.VP9, "8a 05 08 05 00")).as("a group cut short").isEqualTo(MALFORMED.formatted(1));
    }

    @Test
    void av1_units_get_their_sizes_whether_they_come_alone_together_or_in_fragments() {
        // W 2, N: a sequence header with its length, a frame up to the end.
        assertThat(frame(Codec.AV1, "28 03 08a1a2 30b1b2b3")).isEqualTo("0a02a1a2" + "3203b1b2b3");
        // W 0: each has its length.
        assertThat(frame(Codec.AV1, "08 03 08a1a2 02 30b1")).isEqualTo("0a02a1a2" + "3201b1");
        // W 1 Y, then Z W 1 Y, then Z W 2: a unit in three packets, and another behind it.
        assertThat(frame(Codec.AV1, "50 30b1", "d0 b2", "a0 01 b3 30c1")).isEqualTo("3203b1b2b3" + "3201c1");
        // An extension, and a size that the unit had.
        assertThat(frame(Codec.AV1, "10 36 08 02 b1b2")).isEqualTo("3608" + "02b1b2");
        // A delimiter is left out, and a size of more than seven bits takes two bytes.
        String large = "b1".repeat(200);
        assertThat(frame(Codec.AV1, "20 02 1200 30" + large)).isEqualTo("32c801" + large);
    }

    @Test
    void av1_that_makes_no_sense_is_no_frame() {
        assertThat(frame(Codec.AV1, "90 b1")).as("goes on, with nothing before").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "50 30b1"))
                .as("goes on, with nothing behind")
                .isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "50 30b1", "10 30c1")).as("does not go on").isEqualTo(MALFORMED.formatted(2));
        assertThat(frame(Codec.AV1, "10")).as("nothing in it").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "00 09 30b1")).as("cut short").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "00 00")).as("a unit of nothing").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "00 ffffffffff01")).as("a size of no sense").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "10 b0b1")).as("the forbidden bit").isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "10 32 09 b1"))
                .as("a size of its own that is wrong")
                .isEqualTo(MALFORMED.formatted(1));
        assertThat(frame(Codec.AV1, "10 34")).as("an extension cut short").isEqualTo(MALFORMED.formatted(1));
    }
}
