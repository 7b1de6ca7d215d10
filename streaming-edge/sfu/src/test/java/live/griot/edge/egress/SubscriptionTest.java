package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** What one viewer gets of a publication, and what it gets again. */
class SubscriptionTest {
    private static final int FIRST_SEQUENCE = 500;
    private static final int RTX_TYPE = 102;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(33);

    private final Packets camera = new Packets();
    private final Packets other = new Packets();
    private final byte[] out = new byte[1_500];
    private final Subscription subscription =
            new Subscription(Packets.outgoing(Codec.VP8, 0x3333, 101, 0x4444, RTX_TYPE), FIRST_SEQUENCE, 900);

    @Test
    void video_begins_with_a_key_frame_at_the_chosen_sequence_number() {
        assertThat(forward(camera.packet(10, 1_000, false, 0))).isZero();

        assertThat(forward(camera.packet(11, 4_000, true, FRAME_NANOS))).isPositive();
        assertThat(sequence()).isEqualTo(FIRST_SEQUENCE);
        assertThat(wrapped().ssrc()).isEqualTo(0x3333);
        assertThat(wrapped().payloadType()).isEqualTo(101);
    }

    @Test
    void what_is_older_than_the_key_frame_it_began_with_is_not_forwarded() {
        forward(camera.packet(11, 4_000, true, 0));

        assertThat(forward(camera.packet(10, 1_000, false, FRAME_NANOS))).isZero();
    }

    @Test
    void a_long_stream_is_forwarded_without_a_hole_across_many_cycles_of_sequence_numbers() {
        for (int index = 0; index < 200_000; index++) {
            int length = forward(camera.packet(65_000 + index, index * 300, index == 0, index * FRAME_NANOS / 10));

            assertThat(length).as("packet %d", index).isPositive();
            assertThat(sequence()).isEqualTo(FIRST_SEQUENCE + index & 0xFFFF);
        }
    }

    @Test
    void a_gap_stays_a_gap_and_what_comes_late_takes_its_place() {
        forward(camera.packet(65_535, 1_000, true, 0));
        forward(camera.packet(65_537, 1_000, false, 1));
        assertThat(sequence()).isEqualTo(FIRST_SEQUENCE + 2);

        forward(camera.packet(65_536, 1_000, false, 2));

        assertThat(sequence()).isEqualTo(FIRST_SEQUENCE + 1);
    }

    @Test
    void another_source_continues_the_stream_after_the_time_that_passed() {
        forward(camera.packet(10, 1_000, true, 0));
        forward(camera.packet(11, 1_000, false, 0));
        assertThat(forward(other.packet(40_000, 77, false, 0))).isZero();

        forward(other.packet(40_001, 77, true, TimeUnit.SECONDS.toNanos(2)));

        assertThat(sequence()).isEqualTo(FIRST_SEQUENCE + 2);
        assertThat(wrapped().timestamp()).isEqualTo(1_000 + 2 * 90_000);
        assertThat(subscription.current()).isEqualTo(other.stream().encoding());
    }

    @Test
    void a_retransmission_carries_the_original_sequence_number_before_the_original_payload() {
        MediaPacket packet = camera.packet(10, 1_000, true, 0);
        int sent = forward(packet);
        byte[] original = Arrays.copyOfRange(out, RtpPacket.FIXED_HEADER, sent);

        int length = subscription.retransmit(FIRST_SEQUENCE, FRAME_NANOS, 0, out, 0);

        assertThat(length).isEqualTo(sent + 2);
        assertThat(wrapped().ssrc()).isEqualTo(0x4444);
        assertThat(wrapped().payloadType()).isEqualTo(RTX_TYPE);
        assertThat(wrapped().timestamp()).isEqualTo(1_000);
        assertThat(Bytes.u16(out, RtpPacket.FIXED_HEADER)).isEqualTo(FIRST_SEQUENCE);
        assertThat(Arrays.copyOfRange(out, RtpPacket.FIXED_HEADER + 2, length)).isEqualTo(original);
    }

    @Test
    void the_same_packet_is_not_sent_again_twice_within_a_moment_nor_when_it_is_old() {
        forward(camera.packet(10, 1_000, true, 0));
        long at = TimeUnit.MILLISECONDS.toNanos(30);

        assertThat(retransmit(FIRST_SEQUENCE, at)).isPositive();
        assertThat(retransmit(FIRST_SEQUENCE, at + 1)).isZero();
        assertThat(retransmit(FIRST_SEQUENCE, at + TimeUnit.MILLISECONDS.toNanos(20)))
                .isPositive();
        assertThat(retransmit(FIRST_SEQUENCE, TimeUnit.SECONDS.toNanos(2))).isZero();
    }

    @Test
    void over_a_long_way_the_same_packet_is_sent_again_when_the_first_has_had_its_time_to_come() {
        forward(camera.packet(10, 1_000, true, 0));
        long at = TimeUnit.MILLISECONDS.toNanos(300);
        long roundTrip = TimeUnit.MILLISECONDS.toNanos(200);

        assertThat(subscription.retransmit(FIRST_SEQUENCE, at, roundTrip, out, 0))
                .isPositive();
        assertThat(subscription.retransmit(FIRST_SEQUENCE, at + roundTrip / 4 * 3 - 1, roundTrip, out, 0))
                .isZero();
        assertThat(subscription.retransmit(FIRST_SEQUENCE, at + roundTrip / 4 * 3, roundTrip, out, 0))
                .isPositive();
    }

    @Test
    void only_the_last_packets_are_remembered_and_what_was_never_sent_is_not_made_up() {
        for (int index = 0; index <= RetransmissionBuffer.CAPACITY; index++) {
            forward(camera.packet(index, 1_000, index == 0, 0));
        }

        assertThat(retransmit(FIRST_SEQUENCE, 1)).isZero();
        assertThat(retransmit(FIRST_SEQUENCE + 1, 1)).isPositive();
        assertThat(retransmit(FIRST_SEQUENCE + RetransmissionBuffer.CAPACITY + 1, 1))
                .isZero();
    }

    @Test
    void what_was_sent_is_counted_for_sender_reports() {
        forward(camera.packet(9, 1_000, false, 0));
        forward(camera.packet(10, 1_000, true, 0));
        forward(camera.packet(11, 1_000, false, 0));

        assertThat(subscription.packetsSent()).isEqualTo(2);
        assertThat(subscription.octetsSent()).isEqualTo(20);
    }

    private int forward(MediaPacket packet) {
        return subscription.forward(packet, 0, out, 0);
    }

    private int retransmit(int sequence, long nowNanos) {
        return subscription.retransmit(sequence, nowNanos, 0, out, 0);
    }

    private int sequence() {
        return Bytes.u16(out, 2);
    }

    private RtpPacket wrapped() {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(out, 0, out.length)).isTrue();
        return packet;
    }
}
