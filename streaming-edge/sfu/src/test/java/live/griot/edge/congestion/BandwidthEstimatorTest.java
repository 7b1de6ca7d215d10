package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.BandwidthEstimator.Configuration;
import live.griot.edge.rtp.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the estimator does beside estimating; how well it estimates is shown by {@link BandwidthEstimationTest}. */
class BandwidthEstimatorTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Configuration LIMITS = new Configuration(500_000, 100_000, 4_000_000);

    private final BandwidthEstimator estimator = new BandwidthEstimator(LIMITS, 0);
    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
    private boolean feedbackIsLost;
    private long now;

    @Test
    void before_anything_is_known_it_is_where_it_starts() {
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
        assertThat(estimator.mediaBps()).isEqualTo(500_000);
        assertThat(estimator.isEstablished()).isFalse();
        assertThat(estimator.isProbing()).isFalse();
        assertThat(estimator.paddingDue(0)).isZero();
        assertThat(estimator.lossShare()).isZero();
    }

    @Test
    void a_viewer_who_never_sends_feedback_keeps_what_it_starts_with_and_is_not_probed_for_long() {
        estimator.wish(1_000_000, 3_000_000);
        for (int i = 0; i < 3_000; i++) {
            estimator.onSending(1_000, i * 20L * MS);
            estimator.tick(i * 20L * MS);
            assertThat(i > 200 && estimator.isProbing()).isFalse();
        }
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
        assertThat(estimator.isEstablished()).isFalse();
    }

    @Test
    void a_probe_is_asked_for_when_more_is_wished_and_ends_when_it_was_sent() {
        estimator.wish(1_000_000, 3_000_000);
        estimator.tick(0);
        assertThat(estimator.isProbing()).isTrue();
        int sent = 0;
        for (; estimator.isProbing() && now < 1_000 * MS; now += BandwidthEstimator.PROBE_STEP_NANOS) {
            for (; estimator.paddingDue(now) > 0; sent++) {
                estimator.onSending(500, now);
            }
        }
        assertThat(8 * 500 * sent).as("1.5 Mbit/s in 30 ms and a bit").isBetween(45_000, 60_000);
        estimator.tick(100 * MS);
        assertThat(estimator.isProbing()).as("its result is waited for").isFalse();
    }

    @Test
    void a_probe_that_nobody_sends_ends_too() {
        estimator.wish(1_000_000, 3_000_000);
        estimator.tick(0);
        estimator.tick(500 * MS);
        assertThat(estimator.isProbing()).isFalse();
    }

    @Test
    void round_trips_are_smoothed_and_known_from_feedback_until_reports_come() {
        byte[] feedback = new byte[TransportFeedbackRecorder.MAX_BODY];
        recorder.onPacket(estimator.onSending(1_000, 100 * MS), 150 * MS);
        int length = recorder.write(160 * MS, feedback);
        estimator.onFeedback(feedback, 0, length, 200 * MS);
        assertThat(estimator.roundTripNanos()).isEqualTo(100 * MS);
        estimator.onRoundTrip(60 * MS);
        assertThat(estimator.roundTripNanos()).isEqualTo(95 * MS);
    }

    @Test
    void malformed_feedback_is_refused_and_changes_nothing() {
        assertThat(estimator.onFeedback(new byte[0], 0, 0, MS)).isFalse();
        assertThat(estimator.onFeedback(new byte[] {0, 0, 0, 9, 0, 0, 0, 0}, 0, 8, MS))
                .isFalse();
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
    }

    @Test
    void feedback_that_went_missing_does_not_look_as_if_less_had_arrived() {
        run(3_000, 0);
        assertThat(estimator.acknowledgedBps()).isBetween(780_000L, 820_000L);
        feedbackIsLost = true;
        run(100, 0);
        feedbackIsLost = false;
        for (int i = 0; i < 10; i++) {
            run(100, 0);
            assertThat(estimator.acknowledgedBps()).isBetween(780_000L, 820_000L);
        }
    }

    @Test
    void what_is_lost_and_sent_again_needs_room_too() {
        run(10_000, 20);
        double arriving = 1 - estimator.lossShare();
        assertThat(arriving).isBetween(0.94, 0.96);
        assertThat(estimator.mediaBps()).isEqualTo(Math.round(estimator.estimateBps() * arriving));

        long nearlyAll = estimator.estimateBps() * 97 / 100;
        estimator.wish(nearlyAll, nearlyAll);
        estimator.tick(now);
        assertThat(estimator.isProbing())
                .as("with what is lost it takes more than there is")
                .isTrue();
    }

    @Test
    void after_a_fall_two_seconds_pass_before_the_next_probe() {
        run(3_000, 0);
        long before = estimator.estimateBps();
        feedbackIsLost = true;
        while (estimator.estimateBps() == before) {
            run(20, 0);
        }
        feedbackIsLost = false;
        long fell = now;
        estimator.wish(before, 2 * before);
        while (!estimator.isProbing()) {
            run(20, 0);
        }
        assertThat(now - fell).isBetween(1_950 * MS, 2_100 * MS);
    }

    /** Sends 1,000 bytes every 10 ms, of which each so-manieth is lost (0 for none); feedback comes as often as it may. */
    private void run(long millis, int lostOneIn) {
        byte[] feedback = new byte[TransportFeedbackRecorder.MAX_BODY];
        for (long end = now + millis * MS; now < end; now += 10 * MS) {
            int sequence = estimator.onSending(1_000, now);
            if (lostOneIn == 0 || sequence % lostOneIn != 0) {
                recorder.onPacket(sequence, now + 30 * MS);
            }
            if (recorder.isDue(now)) {
                int length = recorder.write(now, feedback);
                assertThat(feedbackIsLost || estimator.onFeedback(feedback, 0, length, now))
                        .isTrue();
            }
            estimator.tick(now);
        }
    }

    @Property(tries = 300)
    void whatever_a_viewer_tells_the_estimate_keeps_its_limits(
            @ForAll @Size(min = 1, max = 60) List<@Size(min = 10, max = 80) byte[]> hostile,
            @ForAll @IntRange(min = 1, max = 60) int packets) {
        BandwidthEstimator hostiles = new BandwidthEstimator(LIMITS, 0);
        hostiles.wish(2_000_000, 50_000_000);
        long time = 0;
        int sequence = 0;
        for (byte[] body : hostile) {
            for (int i = 0; i < packets; i++) {
                time += 2 * MS;
                sequence = hostiles.onSending(1_200, time);
            }
            // Well-formed often enough to get in: about packets that were sent.
            Bytes.put16(body, 0, Math.max(0, sequence - packets));
            Bytes.put16(body, 2, Math.min(packets, 14));
            hostiles.onFeedback(body, 0, body.length, time);
            hostiles.tick(time);
            assertThat(hostiles.paddingDue(time)).isBetween(0, 4_000_000 / 8);
            assertThat(hostiles.estimateBps()).isBetween(100_000L, 4_000_000L);
            assertThat(hostiles.mediaBps()).isBetween(0L, 4_000_000L);
            assertThat(hostiles.lossShare()).isBetween(0d, 0.9);
        }
    }

    @Test
    void limits_that_contradict_each_other_are_a_mistake() {
        assertThatThrownBy(() -> new Configuration(100, 200, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(100, 0, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(400, 200, 300)).isInstanceOf(IllegalArgumentException.class);
    }
}
