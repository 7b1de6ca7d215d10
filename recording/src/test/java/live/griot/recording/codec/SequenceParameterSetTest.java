package live.griot.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import live.griot.recording.media.TestMedia;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceParameterSetTest {
    /** Of x264, High, 1920x1080 with eight rows cropped. */
    private static final byte[] FULL_HD =
            HexFormat.of().parseHex("67640028acd940780227e5c044000003000400000300f03c60c658");

    private static byte[] setOf(String size, String profile) {
        byte[] first = TestMedia.h264(size, 1, profile).getFirst();
        return NalUnits.of(first).stream()
                .filter(unit -> NalUnits.type(first[unit.offset()]) == NalUnits.SEQUENCE_SET)
                .map(unit -> Arrays.copyOfRange(first, unit.offset(), unit.offset() + unit.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_set_tells_the_size_without_what_is_cropped() {
        assertThat(SequenceParameterSet.read(FULL_HD))
                .isEqualTo(new SequenceParameterSet(100, 0, 40, 0, 1, 8, 8, 1_920, 1_080));
    }

    @ParameterizedTest
    @CsvSource({"16x16", "18x34", "640x360", "854x480", "1280x720", "4096x2160"})
    void whatever_size_is_encoded_is_read(String size) {
        SequenceParameterSet read = SequenceParameterSet.read(setOf(size, "baseline"));

        assertThat(read).isNotNull();
        assertThat(read.width() + "x" + read.height()).isEqualTo(size);
        assertThat(read.profile()).isEqualTo(66);
    }

    @Test
    void pictures_of_fields_and_of_full_colours_are_read() {
        SequenceParameterSet fields =
                SequenceParameterSet.read(setOf("720x576", "high -x264-params interlaced=1 -flags +ildct+ilme"));
        assertThat(fields).isNotNull();
        assertThat(fields).returns(720, set -> set.width()).returns(576, set -> set.height());

        SequenceParameterSet full = SequenceParameterSet.read(setOf("50x38", "high444 -pix_fmt yuv444p10le"));
        assertThat(full).isNotNull();
        assertThat(full)
                .returns(50, set -> set.width())
                .returns(38, set -> set.height())
                .returns(3, set -> set.chromaFormat())
                .returns(10, set -> set.lumaDepth());
    }

    @Test
    void what_is_cut_off_is_none() {
        for (int length = 0; length < 8; length++) {
            assertThat(SequenceParameterSet.read(Arrays.copyOf(FULL_HD, length)))
                    .isNull();
        }
        byte[] other = FULL_HD.clone();
        other[0] = 0x68;
        assertThat(SequenceParameterSet.read(other)).isNull();
    }

    @Property(tries = 2_000)
    void anything_at_all_is_a_set_of_bounded_numbers_or_none(@ForAll @Size(max = 40) byte[] tail) {
        byte[] unit = new byte[tail.length + 1];
        unit[0] = 0x67;
        System.arraycopy(tail, 0, unit, 1, tail.length);
        check(SequenceParameterSet.read(unit));
    }

    @Property(tries = 2_000)
    void a_set_that_was_changed_anywhere_is_bounded_or_none(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] changed = FULL_HD.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed[1 + random.nextInt(changed.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        check(SequenceParameterSet.read(changed));
    }

    private static void check(@Nullable SequenceParameterSet read) {
        if (read != null) {
            assertThat(read.width()).isBetween(1, SequenceParameterSet.MAX_SIDE);
            assertThat(read.height()).isBetween(1, SequenceParameterSet.MAX_SIDE);
            assertThat(read.id()).isBetween(0, 31);
            assertThat(read.chromaFormat()).isBetween(0, 3);
            assertThat(read.lumaDepth()).isBetween(8, 14);
            assertThat(read.chromaDepth()).isBetween(8, 14);
        }
    }
}
