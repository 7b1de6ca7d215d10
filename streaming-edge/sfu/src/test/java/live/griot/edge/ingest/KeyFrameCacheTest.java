package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import live.griot.edge.egress.Packets;
import live.griot.edge.handover.MediaPacket;
import org.junit.jupiter.api.Test;

class KeyFrameCacheTest {
    private static final long START = 7_000_000_000L;
    private static final long MILLI = 1_000_000;
    private static final int FRAME = 3_000;

    private final Packets stream = new Packets();
    private final KeyFrameCache beginning = new KeyFrameCache();

    @Test
    void it_begins_with_a_key_frame_and_has_all_since() {
        add(1, false, 0);
        assertThat(beginning.packets(START)).isEmpty();
        add(2, true, 10);
        add(3, false, 20);
        add(5, false, 30);
        add(4, false, 40);
        assertThat(beginning.packets(START + 40 * MILLI))
                .extracting(MediaPacket::index)
                .containsExactly(2L, 3L, 5L, 4L);
    }

    @Test
    void it_begins_anew_with_the_next_key_frame_but_not_with_another_part_of_one() {
        add(1, true, 0);
        add(2, true, 10);
        beginning.add(stream.packet(3, 2 * FRAME, true, START + 11 * MILLI));
        assertThat(beginning.packets(START + 20 * MILLI))
                .extracting(MediaPacket::index)
                .containsExactly(2L, 3L);
    }

    @Test
    void it_is_over_half_a_second_after_the_key_frame() {
        add(1, true, 0);
        assertThat(beginning.packets(START + 499 * MILLI)).hasSize(1);
        assertThat(beginning.packets(START + 500 * MILLI)).isEmpty();
        add(2, false, 500);
        assertThat(beginning.packets(START + 100 * MILLI)).as("nothing is kept").isEmpty();
    }

    @Test
    void it_is_over_when_it_becomes_too_much_to_be_sent_at_once() {
        add(0, true, 0);
        for (int index = 1; index < KeyFrameCache.MAX_PACKETS; index++) {
            add(index, false, 1);
        }
        assertThat(beginning.packets(START + MILLI)).hasSize(KeyFrameCache.MAX_PACKETS);
        add(KeyFrameCache.MAX_PACKETS, false, 2);
        assertThat(beginning.packets(START + 2 * MILLI)).isEmpty();
    }

    @Test
    void it_forgets_what_was_before_the_stream_went_on_elsewhere() {
        add(1, true, 0);
        beginning.clear();
        add(2, false, 10);
        assertThat(beginning.packets(START + 10 * MILLI)).isEmpty();
    }

    private void add(long index, boolean startsKeyFrame, int millis) {
        beginning.add(stream.packet(index, (int) index * FRAME, startsKeyFrame, START + millis * MILLI));
    }
}
