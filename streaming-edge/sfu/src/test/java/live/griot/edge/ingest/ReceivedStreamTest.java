package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** What is asked for and reported of a stream that arrives with losses, in simulated time. */
class ReceivedStreamTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final NackGenerator nacks = new NackGenerator();
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final Encoding camera = new Encoding(0, Codec.VP8, new SenderClock());

    @Test
    void what_is_missing_is_asked_for_at_once_and_again_after_a_while_across_the_wrap() {
        nacks.onPacket(65_534);
        nacks.onPacket(1);

        assertThat(due(0)).containsExactly(65_535, 0);
        assertThat(due(39)).isEmpty();
        assertThat(due(40)).containsExactly(65_535, 0);
    }

    @Test
    void what_came_late_is_not_asked_for_any_more() {
        nacks.onPacket(10);
        nacks.onPacket(13);
        assertThat(nacks.isMissing(11)).isTrue();

        nacks.onPacket(11);

        assertThat(nacks.isMissing(11)).isFalse();
        assertThat(due(0)).containsExactly(12);
    }

    @Test
    void an_answer_has_a_round_trip_to_come_and_then_is_asked_for_several_times_in_each() {
        nacks.onPacket(10);
        nacks.onPacket(12);

        assertThat(timesAsked(100)).startsWith(0L, 110L, 135L, 167L, 207L);
    }

    @Test
    void who_is_near_is_not_asked_all_the_time() {
        nacks.onPacket(10);
        nacks.onPacket(12);

        assertThat(timesAsked(1)).startsWith(0L, 20L, 40L, 65L, 97L).hasSizeLessThan(16);
    }

    @Test
    void who_is_asked_may_be_late_and_after_a_second_and_a_half_it_is_given_up() {
        nacks.onPacket(10);
        nacks.onPacket(12);

        assertThat(timesAsked(0)).startsWith(0L, 40L, 90L, 153L, 232L).hasSizeLessThan(13);
        assertThat(nacks.takeGivenUp()).isTrue();
        assertThat(nacks.takeGivenUp()).isFalse();
        assertThat(nacks.isMissing(11)).isFalse();
    }

    /** Returns when the one missing packet is asked for, in milliseconds, until it is given up, or for ten seconds. */
    private List<Long> timesAsked(long roundTripMillis) {
        int[] into = new int[NackGenerator.MAX_MISSING];
        List<Long> times = new ArrayList<>();
        for (long millis = 0; nacks.isMissing(11) && millis < 10_000; millis++) {
            if (nacks.due(millis * MILLI, roundTripMillis * MILLI, into) > 0) {
                assertThat(into[0]).isEqualTo(11);
                times.add(millis);
            }
        }
        return times;
    }

    @Test
    void too_many_missing_packets_are_given_up_for_a_key_frame() {
        nacks.onPacket(8);
        nacks.onPacket(10);

        assertThat(nacks.onPacket(11 + NackGenerator.MAX_MISSING)).isFalse();

        assertThat(due(0)).isEmpty();
        assertThat(nacks.onPacket(12 + NackGenerator.MAX_MISSING)).isTrue();
    }

    @Test
    void for_what_was_given_up_a_key_frame_is_wanted() {
        arrive(10);
        arrive(12);
        int[] into = new int[NackGenerator.MAX_MISSING];
        for (long millis = 0; millis < 1_500; millis++) {
            camera.missing(millis * MILLI, 0, into);
        }
        assertThat(camera.keyFrames().takeDue(1_500 * MILLI))
                .as("it may come yet")
                .isFalse();
        for (long millis = 1_500; millis < 2_500; millis++) {
            camera.missing(millis * MILLI, 0, into);
        }

        assertThat(camera.keyFrames().takeDue(2_500 * MILLI)).isTrue();
    }

    @Test
    void for_too_many_missing_packets_a_key_frame_is_wanted() {
        arrive(10);
        arrive(12 + NackGenerator.MAX_MISSING);

        assertThat(camera.keyFrames().takeDue(0)).isTrue();
    }

    private void arrive(int sequenceNumber) {
        byte[] bytes = RtpBuilder.packet(96, 7, sequenceNumber, sequenceNumber * 3_000)
                .payload(new byte[] {0x10, 1})
                .build();
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        camera.accept(packet, Codec.VP8, IncomingExtensions.NONE, 0);
    }

    @Test
    void a_publisher_is_asked_for_a_key_frame_twice_a_second_at_most_until_one_comes() {
        assertThat(keyFrames.takeDue(0)).isFalse();
        keyFrames.want();
        assertThat(keyFrames.takeDue(0)).isTrue();
        keyFrames.want();

        assertThat(keyFrames.takeDue(499 * MILLI)).isFalse();
        assertThat(keyFrames.takeDue(500 * MILLI)).isTrue();
        keyFrames.onKeyFrame();
        assertThat(keyFrames.takeDue(1_500 * MILLI)).isFalse();
    }

    @Test
    void a_receiver_report_tells_loss_since_the_last_one_and_the_extended_highest_number() {
        ReceiveStatistics statistics = new ReceiveStatistics(90_000);
        for (int index = 0; index < 8; index++) {
            if (index != 2 && index != 3) {
                statistics.onPacket(65_532 + index & 0xFFFF, index * 3_000, index * 33L * MILLI);
            }
        }

        byte[] report = report(statistics, 300);

        assertThat(report[12] & 0xFF).isEqualTo(64);
        assertThat(Bytes.i32(report, 12) & 0xFFFFFF).isEqualTo(2);
        assertThat(Bytes.i32(report, 16)).isEqualTo(0x10000 + 3);
        assertThat(report(statistics, 400)[12]).isZero();
    }

    @Test
    void jitter_stays_small_for_an_even_stream_in_a_process_that_runs_for_days() {
        // Two seconds before nanoseconds times 90,000 would leave 64 bits.
        long start = Long.MAX_VALUE / 90_000 - TimeUnit.SECONDS.toNanos(2);
        ReceiveStatistics statistics = new ReceiveStatistics(90_000);
        for (int index = 0; index < 400; index++) {
            statistics.onPacket(index, index * 900, start + index * 10L * MILLI);
        }

        assertThat(Bytes.i32(report(statistics, 0), 20)).isLessThan(2);
    }

    @Test
    void a_report_refers_to_the_last_sender_report() {
        ReceiveStatistics statistics = new ReceiveStatistics(48_000);
        statistics.onPacket(1, 1, 0);
        statistics.onSenderReport(0x0102030405060708L, 1_000 * MILLI);

        byte[] report = report(statistics, 1_500);

        assertThat(Bytes.i32(report, 24)).isEqualTo(0x03040506);
        assertThat(Bytes.i32(report, 28)).isEqualTo(32_768);
    }

    private int[] due(long millis) {
        int[] into = new int[NackGenerator.MAX_MISSING];
        return Arrays.copyOf(into, nacks.due(millis * MILLI, 0, into));
    }

    private static byte[] report(ReceiveStatistics statistics, long millis) {
        RtcpWriter writer = new RtcpWriter();
        statistics.report(writer, 1, 2, millis * MILLI);
        return writer.array();
    }
}
