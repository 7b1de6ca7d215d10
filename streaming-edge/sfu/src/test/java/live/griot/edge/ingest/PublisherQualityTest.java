package live.griot.edge.ingest;

import static live.griot.edge.congestion.ConnectionQuality.EXCELLENT;
import static live.griot.edge.congestion.ConnectionQuality.GOOD;
import static live.griot.edge.congestion.ConnectionQuality.LOST;
import static live.griot.edge.congestion.ConnectionQuality.POOR;
import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.congestion.SimulatedNetwork;
import org.junit.jupiter.api.Test;

/** How good the connection of somebody who only publishes is told to be, in simulated time. */
class PublisherQualityTest {
    private final SimulatedStage stage = new SimulatedStage();

    @Test
    void a_long_way_there_and_back_counts_though_nothing_is_received() {
        SimulatedPublisher awa = stage.join("awa", 300_000);
        awa.answersAfter(120 * MILLI);
        stage.run(10 * SECOND);
        assertThat(roundTrip(awa)).isCloseTo(120 * MILLI, within(2 * MILLI));
        assertThat(told("awa")).containsExactly(EXCELLENT);

        awa.answersAfter(300 * MILLI);
        stage.run(15 * SECOND);
        assertThat(roundTrip(awa)).isCloseTo(300 * MILLI, within(5 * MILLI));
        assertThat(told("awa")).containsExactly(EXCELLENT, GOOD);

        awa.answersAfter(700 * MILLI);
        stage.run(15 * SECOND);
        assertThat(told("awa")).containsExactly(EXCELLENT, GOOD, POOR);

        awa.answersAfter(40 * MILLI);
        stage.run(40 * SECOND);
        assertThat(told("awa")).endsWith(EXCELLENT);
    }

    @Test
    void who_does_not_answer_is_judged_by_what_else_is_seen() {
        SimulatedPublisher awa = stage.join("awa", 300_000);
        stage.run(10 * SECOND);

        assertThat(roundTrip(awa)).isZero();
        assertThat(told("awa")).containsExactly(EXCELLENT);
    }

    @Test
    void an_answer_counts_for_ten_seconds() {
        SimulatedPublisher awa = stage.join("awa", 300_000);
        awa.answersAfter(300 * MILLI);
        stage.run(10 * SECOND);
        awa.answersNoMore();
        stage.run(9 * SECOND);
        assertThat(roundTrip(awa)).isPositive();
        stage.run(3 * SECOND);

        assertThat(roundTrip(awa)).isZero();
    }

    @Test
    void who_publishes_well_and_receives_badly_is_told_the_worse_of_both() {
        SimulatedPublisher awa = stage.join("awa", 300_000);
        SimulatedPublisher moussa = stage.join("moussa", 300_000);
        awa.answersAfter(40 * MILLI);
        SimulatedWatcher watching = stage.watch(
                "awa",
                new SimulatedNetwork<byte[]>(1).delayMillis(20).loss(0.05),
                new SimulatedNetwork<byte[]>(2).delayMillis(20));
        watching.subscribe("c", moussa.camera());
        stage.run(20 * SECOND);

        assertThat(told("awa")).endsWith(GOOD);
        assertThat(told("moussa")).endsWith(EXCELLENT);
    }

    @Test
    void who_falls_silent_is_lost_within_seconds_and_found_when_they_come_back() {
        SimulatedPublisher awa = stage.join("awa", 300_000);
        stage.run(5 * SECOND);
        awa.silent(true);
        stage.run(6 * SECOND);
        assertThat(told("awa")).endsWith(LOST);

        awa.silent(false);
        stage.run(8 * SECOND);
        assertThat(told("awa")).endsWith(EXCELLENT);
    }

    private long roundTrip(SimulatedPublisher publisher) {
        return publisher.peer().statistics().sample(0, stage.now()).roundTripNanos();
    }

    /** Returns what was told of somebody so far, in order. */
    private List<ConnectionQuality> told(String participant) {
        return stage.listening.quality.stream()
                .filter(one -> one.containsKey(participant))
                .map(one -> one.get(participant))
                .toList();
    }
}
