package live.griot.edge.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TapDropReason;
import org.junit.jupiter.api.Test;

/** How a sound's packets become frames: plain ones as they come, and what was lost out of those that repeat it (RFC 2198). */
class SoundReaderTest {
    private final TapPackets plain = new TapPackets(Codec.OPUS);
    private final TapPackets redundant = new TapPackets(Codec.RED);
    private final SoundReader reader = new SoundReader(plain);

    @Test
    void a_packet_is_a_frame_and_told_once_in_whatever_order_it_comes() {
        reader.add(plain.packet(100, 0, false, "a1"));
        reader.add(plain.packet(102, 1_920, false, "a3"));
        reader.add(plain.packet(101, 960, false, "a2"));
        reader.add(plain.packet(102, 1_920, false, "a3"));

        assertThat(told()).containsExactly("100 0 a1", "102 1920 a3", "101 960 a2");
        assertThat(plain.drops).containsExactly(Map.entry(TapDropReason.LATE, 1));
    }

    @Test
    void what_was_lost_is_taken_out_of_what_repeats_it() {
        reader.add(redundant.packet(100, 0, false, "6f a1"));
        // 101 and 102 are lost; each block says by how much it is earlier, and how long it is.
        reader.add(redundant.packet(103, 2_880, false, "ef 1e0001 ef 0f0002 6f a2 a3a3 a4"));
        reader.add(redundant.packet(104, 3_840, false, "ef 1e0002 ef 0f0001 6f a3a3 a4 a5"));
        reader.add(redundant.packet(102, 1_920, false, "ef 0f0001 6f a2 a3a3"));

        assertThat(told()).containsExactly("100 0 a1", "101 960 a2", "102 1920 a3a3", "103 2880 a4", "104 3840 a5");
        assertThat(plain.drops).containsExactly(Map.entry(TapDropReason.LATE, 1));
    }

    @Test
    void nothing_from_before_the_first_packet_is_told() {
        reader.add(redundant.packet(100, 9_600, false, "ef 1e0001 ef 0f0002 6f a1 a2a2 a3"));

        assertThat(told()).as("its person may not have agreed by then").containsExactly("100 9600 a3");
    }

    @Test
    void redundancy_that_makes_no_sense_is_left_out() {
        reader.add(plain.packet(99, 0, false, "a0"));
        for (String nonsense : List.of("ef 0fffff 6f a1", "ef", "ef 0f0000", "ff ffffff ff ffffff", "6f")) {
            reader.add(redundant.packet(100, 960, false, nonsense));
        }

        assertThat(told()).containsExactly("99 0 a0");
        assertThat(plain.drops).containsExactly(Map.entry(TapDropReason.MALFORMED, 5));
    }

    @Test
    void a_packet_of_nothing_belongs_to_the_one_behind_it() {
        reader.add(plain.packet(100, 0, false, "a1"));
        reader.add(plain.packet(101, 960, false, ""));
        reader.add(plain.packet(102, 1_920, false, "a3"));

        assertThat(plain.frames.get(1).firstIndex()).isEqualTo(101);
        assertThat(plain.frames.get(1).lastIndex()).isEqualTo(102);
    }

    private List<String> told() {
        return plain.frames.stream()
                .map(frame -> "%d %d %s".formatted(frame.lastIndex(), frame.timestamp(), TapPackets.hex(frame.bytes())))
                .toList();
    }
}
