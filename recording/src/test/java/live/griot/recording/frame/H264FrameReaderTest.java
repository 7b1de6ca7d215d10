package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import live.griot.recording.frame.FrameReader.ReadFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class H264FrameReaderTest {
    private static final String SPS_320 = "6742c00cd90141fb016a020202800000030080000018078a1524";
    private static final String SPS_HD = "67640028acd940780227e5c044000003000400000300f03c60c658";
    private static final String PPS = "68cb83cb20";
    private static final String IDR = "6588843a";
    private static final String SLICE = "419a2410";
    private static final String DELIMITER = "09f0";
    private static final String FILLER = "0cffff80";
    private static final String SEI = "0605010203";

    private final H264FrameReader reader = new H264FrameReader();

    private @Nullable ReadFrame read(String... units) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (String unit : units) {
            frame.writeBytes(new byte[] {0, 0, 0, 1});
            frame.writeBytes(HexFormat.of().parseHex(unit));
        }
        return reader.read(frame.toByteArray());
    }

    private static byte[] lengths(String... units) {
        ByteBuffer sample = ByteBuffer.allocate(1_000);
        for (String unit : units) {
            sample.putInt(unit.length() / 2).put(HexFormat.of().parseHex(unit));
        }
        byte[] bytes = new byte[sample.position()];
        sample.flip().get(bytes);
        return bytes;
    }

    @Test
    void parameter_sets_go_out_of_band_and_into_key_frames_and_each_unit_gets_its_length() {
        ReadFrame key = read(DELIMITER, SPS_320, PPS, SEI, IDR, IDR, FILLER);

        assertThat(key).isNotNull();
        assertThat(key.keyFrame()).isTrue();
        assertThat(key.bytes()).isEqualTo(lengths(SPS_320, PPS, SEI, IDR, IDR));
        assertThat(key.format()).hasToString("avc1.42c00c 320x240");
        ReadFrame delta = read(SLICE);
        assertThat(delta).isNotNull();
        assertThat(delta.keyFrame()).isFalse();
        assertThat(delta.bytes()).isEqualTo(lengths(SLICE));
    }

    @Test
    void sets_that_come_before_their_key_frame_count() {
        ReadFrame sets = read(SPS_320, PPS);
        assertThat(sets).isNotNull();
        assertThat(sets.bytes()).isEmpty();

        ReadFrame key = read(IDR);
        assertThat(key).isNotNull();
        assertThat(key.format()).hasToString("avc1.42c00c 320x240");
    }

    @Test
    void the_same_sets_again_are_the_same_format_and_others_are_another() {
        ReadFrame first = read(SPS_320, PPS, IDR);
        ReadFrame same = read(SPS_320, PPS, IDR);
        ReadFrame other = read(SPS_HD, PPS, IDR);
        ReadFrame bare = read(IDR);

        assertThat(first).isNotNull();
        assertThat(same).isNotNull();
        assertThat(other).isNotNull();
        assertThat(bare).isNotNull();
        assertThat(same.format()).isEqualTo(first.format()).hasSameHashCodeAs(first.format());
        assertThat(other.format()).isNotEqualTo(first.format()).hasToString("avc1.640028 1920x1080");
        assertThat(bare.format()).isEqualTo(other.format());
    }

    @Test
    void a_key_frame_without_sets_and_bytes_without_units_make_no_sense() {
        assertThat(read(IDR)).isNull();
        assertThat(read(PPS, IDR)).isNull();
        assertThat(read("67", PPS, IDR)).isNull();
        assertThat(reader.read(new byte[0])).isNull();
        assertThat(reader.read(new byte[] {0, 0, 1})).isNull();
        assertThat(reader.read(new byte[] {1, 2, 3, 4, 5})).isNull();
    }

    @Test
    void start_codes_of_three_bytes_and_zeros_behind_units_are_as_good() {
        ReadFrame read = reader.read(HexFormat.of().parseHex("0000000001" + SLICE + "000000" + "01" + SLICE + "0000"));

        assertThat(read).isNotNull();
        assertThat(read.bytes()).isEqualTo(lengths(SLICE, SLICE));
    }
}
