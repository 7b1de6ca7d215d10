package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SentPackets sent = new SentPackets();

    @Test
    void numbers_follow_each_other_and_wrap() {
        for (int i = 0; i < 0x10000; i++) {
            assertThat(sent.add(100, SentPackets.NO_PROBE, i * MS)).isEqualTo(i);
        }
        assertThat(sent.add(100, SentPackets.NO_PROBE, 70_000 * MS)).isZero();
        assertThat(sent.find(0)).isEqualTo(0x10000);
        assertThat(sent.find(0xFFFF)).isEqualTo(0xFFFF);
    }

    @Test
    void what_was_sent_is_found_with_all_that_was_said_of_it() {
        sent.add(1_200, SentPackets.NO_PROBE, 5 * MS);
        sent.add(65_535, SentPackets.MAX_PROBE, 6 * MS);

        long second = sent.find(1);
        assertThat(sent.sentNanos(second)).isEqualTo(6 * MS);
        assertThat(sent.bytes(second)).isEqualTo(65_535);
        assertThat(sent.probe(second)).isEqualTo(SentPackets.MAX_PROBE);
        assertThat(sent.bytes(sent.find(0))).isEqualTo(1_200);
    }

    @Test
    void what_was_never_sent_is_not_found() {
        assertThat(sent.find(0)).isEqualTo(-1);
        sent.add(100, SentPackets.NO_PROBE, 0);
        assertThat(sent.find(1)).isEqualTo(-1);
        assertThat(sent.find(0xFFFF)).isEqualTo(-1);
    }

    @Test
    void a_packet_arrives_once_and_one_that_seemed_lost_may_still_arrive() {
        sent.add(100, SentPackets.NO_PROBE, 0);
        long found = sent.find(0);

        assertThat(sent.missing(found)).isTrue();
        assertThat(sent.missing(found)).isFalse();
        assertThat(sent.isMissing(found)).isTrue();
        assertThat(sent.received(found)).isTrue();
        assertThat(sent.received(found)).isFalse();
        assertThat(sent.missing(found)).as("what arrived is not lost").isFalse();
    }

    @Test
    void it_remembers_two_seconds_of_a_fast_stream_and_not_more_packets_than_its_limit() {
        for (int i = 0; i < 5_000; i++) {
            sent.add(100 + i, i, i * MS / 4);
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat(sent.bytes(sent.find(i))).isEqualTo(100 + i);
            assertThat(sent.sentNanos(sent.find(i))).isEqualTo(i * MS / 4);
            assertThat(sent.probe(sent.find(i))).isEqualTo(i);
        }
        for (int i = 5_000; i < 20_000; i++) {
            sent.add(100, SentPackets.NO_PROBE, 1_250 * MS);
        }
        assertThat(sent.find(20_000 - SentPackets.MAX_PACKETS)).isPositive();
        assertThat(sent.find(20_000 - SentPackets.MAX_PACKETS - 1)).isEqualTo(-1);
    }

    @Test
    void of_a_slow_stream_old_packets_are_forgotten_rather_than_room_made() {
        for (int i = 0; i < 1_000; i++) {
            sent.add(100, SentPackets.NO_PROBE, i * 20L * MS);
        }
        assertThat(sent.find(999)).isEqualTo(999);
        assertThat(sent.find(0)).isEqualTo(-1);
    }
}
