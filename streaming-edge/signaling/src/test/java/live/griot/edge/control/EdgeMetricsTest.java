package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.StreamStatistics;
import live.griot.edge.sfu.TapDropReason;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.tap.TapRecorder;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;

/** The edge's figures as Prometheus reads them: each one by itself, and those of an edge through which media flows. */
class EdgeMetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PICTURE = 0x5000;
    private static final int SOUND = 0x6000;
    private static final int REPORTER = 0x7777;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void every_figure_of_the_edge_is_a_metric() {
        FakeEdge edge = new FakeEdge();
        bind(edge);

        assertThat(value("griot_edge_packets_forwarded_total")).isEqualTo(7);
        assertThat(value("griot_edge_packets_retransmitted_total")).isEqualTo(6);
        assertThat(value("griot_edge_nacks_received_total")).isEqualTo(5);
        assertThat(value("griot_edge_key_frames_asked_total")).isEqualTo(4);
        assertThat(value("griot_edge_segments_refused_total")).isEqualTo(2);
        assertThat(value("griot_edge_failed_receives_total")).isEqualTo(1);
        assertThat(value("griot_edge_drops_total{reason=\"MALFORMED_RTP\"}")).isEqualTo(3);
        assertThat(value("griot_edge_failed_sends_total{errno=\"ENOBUFS\"}")).isEqualTo(9);
        assertThat(value("griot_edge_failures_total{place=\"VIEWER\"}")).isEqualTo(8);
    }

    @Test
    void every_loop_says_what_waits_for_it_and_how_it_spends_its_time() {
        FakeEdge edge = new FakeEdge();
        bind(edge);

        assertThat(value("griot_edge_loop_turns_total{loop=\"ingest\"}")).isEqualTo(40);
        assertThat(value("griot_edge_loop_busy_seconds_total{loop=\"egress-1\"}"))
                .isEqualTo(2.5);
        assertThat(value("griot_edge_loop_longest_turn_seconds{loop=\"egress-1\"}"))
                .isEqualTo(0.03);
        assertThat(value("griot_edge_loop_waiting_batches{loop=\"egress-1\"}")).isEqualTo(11);
        assertThat(value("griot_edge_loop_waiting_feedback{loop=\"egress-1\"}")).isEqualTo(12);
    }

    @Test
    void taps_say_what_waits_for_them_and_what_became_of_packets() {
        FakeEdge edge = new FakeEdge();
        edge.tap("live", TapPictures.SHOWN, new TapRecorder()).allow(Set.of());
        bind(edge);

        assertThat(value("griot_edge_taps")).isEqualTo(1);
        assertThat(value("griot_edge_tap_queue_bytes")).isEqualTo(13);
        assertThat(value("griot_edge_tap_queue_age_seconds")).isEqualTo(1.4);
        assertThat(value("griot_edge_tap_frames_total")).isEqualTo(15);
        assertThat(value("griot_edge_tap_drops_total{reason=\"FELL_BEHIND\"}")).isEqualTo(16);
    }

    @Test
    void every_kind_of_stream_says_how_it_fares_and_what_is_not_known_is_no_number() {
        FakeEdge edge = new FakeEdge();
        edge.streams = List.of(
                new StreamStatistics(
                        StreamKind.SCREEN_AUDIO,
                        List.of(2, 0, 0),
                        64_000,
                        0.25,
                        Duration.ofMillis(4),
                        Duration.ofMillis(80),
                        21,
                        0),
                new StreamStatistics(StreamKind.VIDEO, List.of(1, 2, 3), 0, 0, Duration.ZERO, Duration.ZERO, 0, 22));
        bind(edge);

        String sound = "{direction=\"in\",kind=\"screen_audio\"}";
        assertThat(value("griot_edge_streams{direction=\"in\",kind=\"screen_audio\",layer=\"0\"}"))
                .isEqualTo(2);
        assertThat(value("griot_edge_stream_bitrate_bps" + sound)).isEqualTo(64_000);
        assertThat(value("griot_edge_stream_loss_ratio" + sound)).isEqualTo(0.25);
        assertThat(value("griot_edge_stream_jitter_seconds" + sound)).isEqualTo(0.004);
        assertThat(value("griot_edge_stream_round_trip_seconds" + sound)).isEqualTo(0.08);
        assertThat(value("griot_edge_stream_nacks_total" + sound)).isEqualTo(21);
        String picture = "{direction=\"out\",kind=\"video\"}";
        assertThat(value("griot_edge_streams{direction=\"out\",kind=\"video\",layer=\"2\"}"))
                .isEqualTo(3);
        assertThat(value("griot_edge_stream_key_frame_requests_total" + picture))
                .isEqualTo(22);
        assertThat(value("griot_edge_stream_round_trip_seconds" + picture)).isNaN();
    }

    @Test
    void what_flows_through_an_edge_is_told_and_what_has_ended_is_not() throws Exception {
        try (LoopbackStage stage = new LoopbackStage()) {
            bind(stage.edge);
            // Each value of a label is there before anything happened, so that a first count is a rise.
            for (DropReason reason : DropReason.values()) {
                assertThat(value("griot_edge_drops_total{reason=\"%s\"}".formatted(reason)))
                        .isZero();
            }
            for (Failures.Place place : Failures.Place.values()) {
                assertThat(value("griot_edge_failures_total{place=\"%s\"}".formatted(place)))
                        .isZero();
            }
            for (TapDropReason reason : TapDropReason.values()) {
                assertThat(value("griot_edge_tap_drops_total{reason=\"%s\"}".formatted(reason)))
                        .isZero();
            }
            assertThat(value("griot_edge_failed_sends_total{errno=\"ENETUNREACH\"}"))
                    .isZero();

            OnStage awa = stage.join("awa");
            Watching viewer = stage.watch("viewer");
            viewer.handle()
                    .add("s", stage.publication("awa", TrackSource.CAMERA), LoopbackStage.out(Codec.VP8, PICTURE));
            viewer.handle()
                    .add("m", stage.publication("awa", TrackSource.MICROPHONE), LoopbackStage.out(Codec.OPUS, SOUND));
            viewer.state(state -> state.id().equals("m"));

            // One of five packets of the camera is missing, and asked for until it is given up.
            int[] sent = {100};
            await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).untilAsserted(() -> {
                int number = sent[0]++;
                if (number % 5 != 3) {
                    awa.camera(0, number, number % 20 == 0);
                }
                awa.microphone(number, 30);
                assertThat(value("griot_edge_streams{direction=\"in\",kind=\"camera\",layer=\"0\"}"))
                        .isEqualTo(1);
                assertThat(value("griot_edge_stream_loss_ratio{direction=\"in\",kind=\"camera\"}"))
                        .isBetween(0.1, 0.3);
                assertThat(value("griot_edge_stream_nacks_total{direction=\"in\",kind=\"camera\"}"))
                        .isPositive();
                assertThat(value("griot_edge_stream_bitrate_bps{direction=\"in\",kind=\"microphone\"}"))
                        .isPositive();
                assertThat(value("griot_edge_streams{direction=\"out\",kind=\"video\",layer=\"0\"}"))
                        .isEqualTo(1);
                assertThat(value("griot_edge_stream_bitrate_bps{direction=\"out\",kind=\"audio\"}"))
                        .isPositive();
                assertThat(value("griot_edge_loop_turns_total{loop=\"ingest\"}"))
                        .isPositive();
            });

            RtpPacket picture = viewer.next(PICTURE);
            RtcpWriter told = new RtcpWriter();
            told.receiverReport(REPORTER, PICTURE, 64, 0, picture.sequenceNumber(), 90, 0, 0);
            IntStream.range(0, 2).forEach(again -> told.pictureLoss(REPORTER, PICTURE));
            told.nack(REPORTER, PICTURE, new int[] {picture.sequenceNumber()}, 1);
            await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).untilAsserted(() -> {
                awa.camera(0, sent[0]++, true);
                if (value("griot_edge_nacks_received_total") == 0) {
                    viewer.peer().sendRtcp(told.array(), told.length());
                }
                assertThat(value("griot_edge_stream_nacks_total{direction=\"out\",kind=\"video\"}"))
                        .isPositive();
                assertThat(value("griot_edge_stream_key_frame_requests_total{direction=\"out\",kind=\"video\"}"))
                        .isGreaterThanOrEqualTo(2);
                assertThat(value("griot_edge_stream_loss_ratio{direction=\"out\",kind=\"video\"}"))
                        .isEqualTo(0.25);
                assertThat(value("griot_edge_stream_jitter_seconds{direction=\"out\",kind=\"video\"}"))
                        .isEqualTo(0.001);
            });

            viewer.handle().close();
            awa.handle().close();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(value("griot_edge_streams{direction=\"out\",kind=\"video\",layer=\"0\"}"))
                        .isZero();
                assertThat(value("griot_edge_streams{direction=\"in\",kind=\"camera\",layer=\"0\"}"))
                        .isZero();
            });
        }
    }

    private void bind(MediaEdge edge) {
        new EdgeMetrics(edge).bindTo(registry);
        new TapMetrics(edge).bindTo(registry);
    }

    /** Returns what a scrape says of a metric with these labels. */
    private double value(String metric) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no metric " + metric));
    }
}
