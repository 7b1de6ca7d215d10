package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dependency descriptors composed by hand, field by field, as the AV1 RTP specification has them (section A.8.2). */
class DependencyDescriptorTest {
    private final DependencyDescriptorReader reader = new DependencyDescriptorReader();

    @Test
    void a_structure_says_what_each_frame_is_to_each_decode_target() {
        assertThat(read(twoTemporalLayers())).isTrue();

        DependencyStructure structure = Objects.requireNonNull(reader.structure());
        assertThat(reader.bringsStructure()).isTrue();
        assertThat(reader.frameNumber()).isEqualTo(0x1234);
        assertThat(reader.startsFrame()).isTrue();
        assertThat(reader.endsFrame()).isFalse();
        assertThat(reader.activeTargets()).isEqualTo(0b11);
        assertThat(structure.decodeTargets()).isEqualTo(2);
        assertThat(structure.templates()).hasSize(3);
        assertThat(structure.targetTemporalIds()).containsExactly(0, 1);
        assertThat(structure.targetSpatialIds()).containsExactly(0, 0);
        assertThat(structure.chains()).isEqualTo(1);
        assertThat(structure.protectingChains()).containsExactly(0, 0);
        assertThat(structure.width()).isEqualTo(640);
        assertThat(structure.height()).isEqualTo(360);
        FrameTemplate key = Objects.requireNonNull(reader.frame());
        assertThat(key.references()).isEmpty();
        assertThat(key.indication(0)).isEqualTo(FrameTemplate.SWITCH);
        assertThat(key.indication(1)).isEqualTo(FrameTemplate.SWITCH);
    }

    @Test
    void later_frames_name_a_template() {
        read(twoTemporalLayers());

        // End of frame, template 5 + 2, frame 0x1235.
        assertThat(read(hex("47 1235"))).isTrue();

        FrameTemplate upper = Objects.requireNonNull(reader.frame());
        assertThat(upper.temporalId()).isEqualTo(1);
        assertThat(upper.indication(0)).isEqualTo(FrameTemplate.NOT_PRESENT);
        assertThat(upper.indication(1)).isEqualTo(FrameTemplate.DISCARDABLE);
        assertThat(upper.references()).containsExactly(1);
        assertThat(upper.chainDifferences()).containsExactly(1);
        assertThat(reader.endsFrame()).isTrue();
        assertThat(reader.bringsStructure()).isFalse();
    }

    @Test
    void a_frame_may_differ_from_its_template() {
        read(twoTemporalLayers());
        byte[] custom = new BitWriter()
                .bits("1 1 000110")
                .bits(0x1236, 16)
                // No structure; active targets, indications, references and chains of its own.
                .bits("0 1 1 1 1")
                .bits("01")
                .bits("10 00")
                // One reference in four bits, one in eight, no more.
                .bits("01 0011")
                .bits("10 11111111")
                .bits("00")
                .bits(200, 8)
                .bytes();

        assertThat(read(custom)).isTrue();

        FrameTemplate frame = Objects.requireNonNull(reader.frame());
        assertThat(reader.activeTargets()).isEqualTo(1);
        assertThat(frame.temporalId()).isZero();
        assertThat(frame.indication(0)).isEqualTo(FrameTemplate.SWITCH);
        assertThat(frame.indication(1)).isEqualTo(FrameTemplate.NOT_PRESENT);
        assertThat(frame.references()).containsExactly(4, 256);
        assertThat(frame.chainDifferences()).containsExactly(200);
        assertThat(Objects.requireNonNull(reader.structure()).templates().get(1).references())
                .as("the template stays as it was")
                .containsExactly(2);
    }

    @Test
    void what_a_structure_that_never_came_would_explain_is_not_made_up() {
        assertThat(read(hex("c7 1235"))).isTrue();
        assertThat(reader.frameNumber()).isEqualTo(0x1235);
        assertThat(reader.frame()).isNull();

        read(twoTemporalLayers());
        assertThat(read(hex("c4 1236")))
                .as("a template of the structure before")
                .isTrue();
        assertThat(reader.frame()).isNull();
        assertThat(read(hex("c8 1236"))).as("a template of the one after").isTrue();
        assertThat(reader.frame()).isNull();
    }

    @Test
    void a_descriptor_cut_short_tells_its_number_and_leaves_the_structure_in_force() {
        read(twoTemporalLayers());
        DependencyStructure before = reader.structure();
        byte[] whole = twoTemporalLayers();
        for (int length = DependencyDescriptorReader.MANDATORY_BYTES + 1; length < whole.length - 4; length++) {
            assertThat(reader.read(whole, 0, length)).isTrue();
            assertThat(reader.structure()).isEqualTo(before);
            assertThat(reader.bringsStructure()).isFalse();
        }
        assertThat(reader.read(whole, 0, 2)).isFalse();
    }

    @Test
    void active_targets_that_are_cut_short_leave_those_before_in_force() {
        read(fourTargets());
        assertThat(reader.activeTargets()).isEqualTo(0b1111);

        // No structure, active targets; three of their four bits.
        byte[] cut = new BitWriter()
                .bits("1 1 000101")
                .bits(0x1235, 16)
                .bits("0 1 0 0 0")
                .bits("010")
                .bytes();

        assertThat(read(cut)).isTrue();
        assertThat(reader.activeTargets()).isEqualTo(0b1111);
        assertThat(reader.frame()).isNull();
    }

    @Test
    void after_a_reset_nothing_is_known() {
        read(twoTemporalLayers());
        reader.reset();

        read(hex("47 1235"));

        assertThat(reader.frame()).isNull();
        assertThat(reader.structure()).isNull();
    }

    @Test
    void random_bytes_are_read_or_refused_without_looking_past_their_end() {
        Random random = new Random(8);
        int structures = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(255)];
            random.nextBytes(noise);
            if (noise.length > 3) {
                noise[3] = (byte) (noise[3] | (random.nextInt(3) == 0 ? 0x80 : 0));
            }
            reader.read(noise, 0, noise.length);
            structures += reader.bringsStructure() ? 1 : 0;
            FrameTemplate frame = reader.frame();
            DependencyStructure structure = reader.structure();
            if (frame != null && structure != null) {
                assertThat(frame.chainDifferences()).hasSize(structure.chains());
            }
        }
        assertThat(structures).isPositive();
    }

    /** Two temporal layers: a key frame, frames of the lower layer, frames of the upper one. */
    private static byte[] twoTemporalLayers() {
        return new BitWriter()
                // First packet of a frame, template 5, frame 0x1234.
                .bits("1 0 000101")
                .bits(0x1234, 16)
                // A structure, no active targets, nothing custom.
                .bits("1 0 0 0 0")
                // Templates begin at 5; two decode targets.
                .bits("000101")
                .bits("00001")
                // Same layer, next temporal layer, no more.
                .bits("00 01 11")
                // SS, SR, -D.
                .bits("10 10  10 11  00 01")
                // None; two before; one before.
                .bits("0  1 0001 0  1 0000 0")
                // One chain of up to two, which protects both: no bits to say which.
                .bits("10")
                .bits("0000 0010 0001")
                // 640 x 360.
                .bits("1")
                .bits(639, 16)
                .bits(359, 16)
                .bytes();
    }

    /** One template for four decode targets, no chains, no sizes. */
    private static byte[] fourTargets() {
        return new BitWriter()
                .bits("1 0 000101")
                .bits(0x1234, 16)
                .bits("1 0 0 0 0")
                .bits("000101")
                .bits("00011")
                .bits("11")
                .bits("10 10 10 10")
                .bits("0")
                .bits("00")
                .bits("0")
                .bytes();
    }

    private boolean read(byte[] descriptor) {
        return reader.read(descriptor, 0, descriptor.length);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
