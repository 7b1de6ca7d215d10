package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.srtp.SrtpSender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key frame towards a slow path waits for its pace, for so long and so much of it and no more. */
class PacedSenderTest extends EgressLoopFixture {
    private static final int PAYLOAD = 1_000;
    private static final long WAY = 15 * MILLI;

    private final ViewerBandwidth bandwidth = new ViewerBandwidth();
    private final PacketSealer sealer = new PacketSealer(sender, false, counters);
    private final PacedSender paced = new PacedSender(bandwidth, counters);
    private final EgressTrack track = new EgressTrack(new NobodyAsked(), "c", rtp(1, TRANSPORT_CC));

    @BeforeEach
    void behindASlowPath() {
        bandwidth.add(track.layers(), true, now);
        track.feedWith(publication, now);
        paced.begin(new SrtpSender(KEY), path(1));
        TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder(now);
        byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
        for (long end = now + TimeUnit.SECONDS.toNanos(10); now < end; now += 10 * MILLI) {
            arrivals.onPacket(bandwidth.number(PAYLOAD, now), now + WAY);
            if (arrivals.isDue(now + WAY)) {
                int length = arrivals.write(now + WAY, body);
                assertThat(bandwidth.onFeedback(body, 0, length, now + 2 * WAY)).isTrue();
            }
            bandwidth.tick(now);
        }
        assertThat(bandwidth.estimateBps()).isBetween(ViewerPacer.LEAST_BPS, 3_000_000L);
        assertThat(bandwidth.roundTripNanos()).isGreaterThan(ViewerPacer.NEAR_NANOS);
        paced.adapt(now);
    }

    @Test
    void it_is_spread_over_forty_milliseconds_and_all_of_it_has_left_then() {
        forward(100);
        int atOnce = sender.count(1);
        assertThat(atOnce).isBetween(10, 30);

        now += ViewerPacer.LONGEST_NANOS / 2;
        paced.release(sealer, now);
        assertThat(sender.count(1)).as("in the middle").isBetween(45, 70);
        now += ViewerPacer.LONGEST_NANOS / 2;
        paced.release(sealer, now);

        assertThat(sender.count(1)).isEqualTo(100);
        assertThat(paced.isWaiting()).isFalse();
    }

    @Test
    void so_many_packets_wait_and_no_more() {
        forward(PacedSender.MAX_WAITING + 200);

        assertThat(sender.count(1)).isEqualTo(200);
    }

    @Test
    void what_waits_of_a_track_that_is_over_does_not_leave() {
        forward(100);
        int atOnce = sender.count(1);

        paced.forget(track);
        now += ViewerPacer.LONGEST_NANOS;
        paced.release(sealer, now);

        assertThat(sender.count(1)).isEqualTo(atOnce);
        assertThat(paced.isWaiting()).isFalse();
    }

    private void forward(int packets) {
        List<MediaPacket> keyFrame = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            keyFrame.add(camera.packet(1 + i, 3_000, i == 0, now, PAYLOAD));
        }
        paced.take(track, new EgressBatch(publication, encoding, keyFrame, now));
        paced.forward(sealer, now);
    }

    /** A track's viewer of whom nothing is asked. */
    private static final class NobodyAsked implements EgressTrack.Owner {
        @Override
        public void receive(PublicationView from, EgressTrack to) {}

        @Override
        public void leave(PublicationView from, EgressTrack to) {}

        @Override
        public void wantKeyFrame(PublicationView from, EncodingView which) {}

        @Override
        public void wantBeginning(EgressTrack to, PublicationView from, EncodingView which) {}
    }
}
