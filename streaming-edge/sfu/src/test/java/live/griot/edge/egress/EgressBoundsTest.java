package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.SubscriberHandle;
import org.junit.jupiter.api.Test;

/** What one viewer may cost has bounds, and what is beyond them is counted. */
class EgressBoundsTest extends EgressLoopFixture {
    @Test
    void what_comes_too_late_is_left_out_for_each_viewer_and_counted() {
        subscribed(2, -1);
        queue.offer(batch());
        now += EgressBatch.MAX_AGE_NANOS + 1;

        loop.turn();

        assertThat(sender.count(1)).isEqualTo(1);
        assertThat(sender.count(2)).isEqualTo(1);
        assertThat(drops(DropReason.STALE)).isEqualTo(2);
    }

    @Test
    void one_report_has_so_many_packets_sent_again_and_no_more() {
        subscribed(1, -1);
        int first = sender.latest(1);
        for (int i = 0; i < RtcpFeedbackHandler.MAX_RETRANSMISSIONS + 10; i++) {
            frame();
        }
        int[] all = new int[RtcpFeedbackHandler.MAX_RETRANSMISSIONS + 10];
        for (int i = 0; i < all.length; i++) {
            all[i] = first + i & 0xFFFF;
        }
        int before = sender.count(1);
        tell(1, new RtcpWriter().nack(1, ssrc(1), all, all.length));

        loop.turn();

        assertThat(sender.count(1) - before).isEqualTo(RtcpFeedbackHandler.MAX_RETRANSMISSIONS);
    }

    @Test
    void a_viewer_has_so_many_subscriptions_and_no_more() {
        add(1);
        for (int i = 0; i <= SubscriberHandle.MAX_SUBSCRIPTIONS; i++) {
            subscribe(1, "c" + i, -1);
        }

        frame();

        assertThat(sender.count(1)).isEqualTo(SubscriberHandle.MAX_SUBSCRIPTIONS);
    }

    @Test
    void a_full_intra_request_is_heard_and_one_a_moment_later_means_the_same() {
        subscribed(1, -1);
        asked.clear();
        for (int i = 0; i < 3; i++) {
            tell(1, fullIntraRequest(ssrc(1)));
        }

        loop.turn();

        assertThat(asked(IngestRequest.WantKeyFrame.class)).hasSize(1);
        assertThat(drops(DropReason.KEY_FRAME_LIMIT)).isEqualTo(2);
    }

    @Test
    void who_is_interrupted_over_and_over_asks_for_few_key_frames() {
        subscribed(1, -1);
        asked.clear();
        for (int i = 0; i < 40; i++) {
            sender.full.add(path(1));
            now += 100 * MILLI;
            frame();
            sender.full.clear();
            now += 150 * MILLI;
            loop.turn();
        }

        assertThat(drops(DropReason.EGRESS_OVERFLOW)).isEqualTo(40);
        assertThat(asked(IngestRequest.WantKeyFrame.class)).as("in ten seconds").hasSizeBetween(2, 6);
    }

    @Test
    void what_a_viewer_tells_and_makes_no_sense_is_counted() {
        subscribed(1, TRANSPORT_CC);
        tell(1, new byte[] {(byte) 0x80, (byte) 200, 0, 99});
        tell(1, new RtcpWriter().transportFeedback(1, 1, new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0}, 8));

        loop.turn();

        assertThat(drops(DropReason.MALFORMED_RTCP)).isEqualTo(2);
        assertThat(failures.counts()).containsEntry("VIEWER", 0L);
    }

    /** RFC 5104, section 4.3.1. */
    private static byte[] fullIntraRequest(int ssrc) {
        byte[] request = new byte[20];
        Bytes.put32(request, 0, 0x84CE0004);
        Bytes.put32(request, 4, 1);
        Bytes.put32(request, 12, ssrc);
        return request;
    }
}
