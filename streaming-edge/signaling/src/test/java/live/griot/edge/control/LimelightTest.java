package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.Test;

class LimelightTest {
    private final EdgeHouse house = new EdgeHouse(1);
    private final List<Update> told = new ArrayList<>();
    private final LimelightTicker ticker = new LimelightTicker(house.rooms, told::add, house.clock, house.failures);

    @Test
    void who_speaks_is_told_when_it_changes_and_again_now_and_then() {
        RouterListener router = room();
        ticker.tell(seconds(0));
        assertThat(told).as("nobody has said anything yet").isEmpty();

        router.onSpeakers(Set.of("U1"), "U1");
        router.onSpeakers(Set.of("U2", "U1"), "U1");
        ticker.tell(seconds(1));
        ticker.tell(seconds(2));
        router.onSpeakers(Set.of(), "U1");
        ticker.tell(seconds(3));
        ticker.tell(seconds(7));
        ticker.tell(seconds(8));

        assertThat(told).extracting(Update::type).containsOnly("speaking");
        assertThat(told).extracting(update -> update.topic().name()).containsOnly("sessions/" + SESSION);
        assertThat(told)
                .extracting(Update::data)
                .containsExactly(
                        new Limelight.Speaking(List.of("U1", "U2"), "U1"),
                        new Limelight.Speaking(List.of(), "U1"),
                        new Limelight.Speaking(List.of(), "U1"));
    }

    @Test
    void how_connections_fare_is_told_of_those_on_stage_alone() {
        RouterListener router = room();
        router.onQuality(Map.of("U1", ConnectionQuality.GOOD, "V7", ConnectionQuality.POOR));
        ticker.tell(seconds(0));
        router.onPublications(List.of(camera("U1"), camera("U2")));
        router.onQuality(Map.of("U1", ConnectionQuality.GOOD, "U2", ConnectionQuality.LOST));
        ticker.tell(seconds(1));
        router.onPublications(List.of(camera("U1")));
        ticker.tell(seconds(2));

        assertThat(told)
                .extracting(Update::data)
                .containsExactly(
                        new Limelight.Quality(Map.of("U1", ConnectionQuality.GOOD, "U2", ConnectionQuality.LOST)),
                        new Limelight.Quality(Map.of("U1", ConnectionQuality.GOOD)));
    }

    @Test
    void a_session_that_cannot_be_told_keeps_no_other_from_being_told() {
        List<SessionId> sessions = List.of(new SessionId("A"), new SessionId("B"), new SessionId("C"));
        for (SessionId session : sessions) {
            room(session).onSpeakers(Set.of("U1"), "U1");
        }
        LimelightTicker failing = new LimelightTicker(
                house.rooms,
                update -> {
                    if (update.topic().equals(Topic.ofSession(new SessionId("B")))) {
                        throw new StackOverflowError("A topic with a bug");
                    }
                    told.add(update);
                },
                house.clock,
                house.failures);

        failing.tell(seconds(0));

        assertThat(told)
                .extracting(update -> update.topic().name())
                .containsExactlyInAnyOrder("sessions/A", "sessions/C");
        assertThat(house.failures.counts()).containsEntry("SESSION", 1L);
    }

    private RouterListener room() {
        return room(SESSION);
    }

    private RouterListener room(SessionId session) {
        var _ = house.rooms.of(session);
        return house.edge.listeners.getLast();
    }

    private static PublishedTrack camera(String participant) {
        return new PublishedTrack("p-" + participant, participant, TrackSource.CAMERA, Codec.VP8, "", false, 1, true);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
