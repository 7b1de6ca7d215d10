package live.griot.edge.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** What a subscription does with packets, in simulated time and without a network. */
class ForwardingTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CAMERA = 7;
    private static final Outgoing VIDEO = Packets.outgoing(Codec.VP8, 100, 96, 101, 97);

    private final Packets camera = new Packets();
    private final Packets other = new Packets();
    private final Subscription subscription = new Subscription(VIDEO, 1_000, 2_000);
    private final byte[] out = new byte[1_500];
    private final RtpPacket sent = new RtpPacket();

    @Test
    void nothing_is_forwarded_before_a_key_frame() {
        assertThat(forward(camera, 10, 0, false, 0)).isFalse();
        assertThat(forward(camera, 11, 3_000, true, 33 * MS)).isTrue();
        assertThat(sent.sequenceNumber()).isEqualTo(1_000);
        assertThat(forward(camera, 10, 0, false, 34 * MS)).isFalse();
    }

    @Test
    void a_gap_stays_a_gap_and_a_late_packet_fills_it() {
        forward(camera, 65_535, 0, true, 0);
        forward(camera, 65_537, 0, false, 0);
        assertThat(sent.sequenceNumber()).isEqualTo(1_002);
        forward(camera, 65_536, 0, false, 0);
        assertThat(sent.sequenceNumber()).isEqualTo(1_001);
        forward(camera, 65_538, 0, false, 0);
        assertThat(sent.sequenceNumber()).isEqualTo(1_003);
    }

    @Test
    void another_source_continues_the_stream_by_as_much_time_as_passed() {
        forward(camera, 10, 5_000, true, 0);
        int before = sent.timestamp();
        assertThat(forward(other, 40_000, 777, false, 500 * MS)).isFalse();
        assertThat(forward(other, 40_001, 777, true, 1_000 * MS)).isTrue();
        assertThat(sent.sequenceNumber()).isEqualTo(1_001);
        assertThat(sent.timestamp() - before).isEqualTo(90_000);
        assertThat(subscription.forwards(other.stream().number())).isTrue();
        assertThat(subscription.forwards(camera.stream().number())).isFalse();
    }

    @Test
    void what_was_sent_is_sent_again_once_a_moment_and_not_when_it_is_old() {
        forward(camera, 10, 5_000, true, 0);
        assertThat(subscription.retransmit(1_000, 10 * MS, out, 0)).isPositive();
        assertThat(subscription.retransmit(1_000, 15 * MS, out, 0)).isZero();
        assertThat(subscription.retransmit(1_000, 40 * MS, out, 0)).isPositive();
        assertThat(subscription.retransmit(1_001, 40 * MS, out, 0)).isZero();
        assertThat(subscription.retransmit(1_000, 3_000 * MS, out, 0)).isZero();
    }

    @Test
    void a_viewer_without_rtx_gets_the_very_same_bytes_again() {
        Subscription plain = new Subscription(Packets.outgoing(Codec.VP8, 100, 96, -1, -1), 1_000, 0);
        MediaPacket packet = camera.packet(10, 5_000, true, 0);
        int length = plain.forward(packet, 5, out, 0);
        byte[] again = new byte[100];

        assertThat(plain.retransmit(1_000, MS, again, 0)).isEqualTo(length);
        assertThat(Arrays.copyOf(again, length)).isEqualTo(Arrays.copyOf(out, length));
        assertThat(sent.wrap(again, 0, length)).isTrue();
        assertThat(sent.payloadLength()).isEqualTo(Packets.PAYLOAD);
    }

    @Test
    void missing_packets_are_asked_for_again_until_they_come_or_hope_is_lost() {
        NackGenerator nacks = new NackGenerator();
        int[] due = new int[NackGenerator.MAX_MISSING];
        nacks.onPacket(65_534);
        nacks.onPacket(1);
        assertThat(nacks.due(0, due)).isEqualTo(2);
        assertThat(due[0]).isEqualTo(65_535);
        assertThat(due[1]).isEqualTo(0);
        assertThat(nacks.due(10 * MS, due)).isZero();
        assertThat(nacks.isMissing(0)).isTrue();
        nacks.onPacket(0);
        assertThat(nacks.isMissing(0)).isFalse();
        int asked = 1;
        for (long now = 50 * MS; now < 5_000 * MS; now += 50 * MS) {
            asked += nacks.due(now, due);
        }
        assertThat(asked).isEqualTo(10);
    }

    @Test
    void too_much_loss_calls_for_a_key_frame_instead() {
        NackGenerator nacks = new NackGenerator();
        nacks.onPacket(1);
        assertThat(nacks.onPacket(1_000)).isFalse();
        assertThat(nacks.due(0, new int[NackGenerator.MAX_MISSING])).isZero();
    }

    @Test
    void key_frames_are_asked_for_twice_a_second_at_most_and_until_one_comes() {
        KeyFrameRequests requests = new KeyFrameRequests();
        assertThat(requests.takeDue(0)).isFalse();
        requests.want();
        assertThat(requests.takeDue(0)).isTrue();
        requests.want();
        assertThat(requests.takeDue(100 * MS)).isFalse();
        assertThat(requests.takeDue(500 * MS)).isTrue();
        requests.onKeyFrame();
        assertThat(requests.takeDue(1_500 * MS)).isFalse();
    }

    @Test
    void a_receiver_report_tells_loss_and_the_highest_sequence_number() {
        ReceiveStatistics statistics = new ReceiveStatistics(90_000);
        for (int sequence : new int[] {65_534, 65_535, 1, 2}) {
            statistics.onPacket(sequence, 0, 0);
        }
        RtcpWriter writer = new RtcpWriter();
        statistics.report(writer, 1, CAMERA, 0);
        int[] fraction = new int[1];
        RtcpReader.read(writer.array(), 0, writer.length(), new RtcpReader.Listener() {
            @Override
            public void onReportBlock(
                    int reporter, int ssrc, int lost, int jitter, int lastSenderReport, int delaySinceLast) {
                fraction[0] = lost;
            }
        });
        assertThat(fraction[0]).isEqualTo(256 / 5);
        assertThat(Bytes.i32(writer.array(), 16)).isEqualTo(65_538);
        assertThat(Bytes.u24(writer.array(), 13)).isEqualTo(1);
    }

    private boolean forward(Packets source, long index, int timestamp, boolean keyFrame, long nowNanos) {
        int length = subscription.forward(source.packet(index, timestamp, keyFrame, nowNanos), 0, out, 0);
        return length > 0 && sent.wrap(out, 0, length);
    }
}
