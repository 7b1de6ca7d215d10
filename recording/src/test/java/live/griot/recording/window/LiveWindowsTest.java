package live.griot.recording.window;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Lives that are prepared for players without being recorded: from the first who asks to the last, within bounds, and nothing stays. */
class LiveWindowsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DataSize ENOUGH = DataSize.ofMegabytes(64);

    @TempDir
    Path data;

    @Test
    void a_live_is_prepared_once_somebody_asks_and_no_more_when_nobody_does() throws Exception {
        try (LiveHouse house = new LiveHouse(data, 8, ENOUGH)) {
            SessionId live = house.live("01LIVE");
            assertThat(house.directory).as("without anybody who asks").doesNotExist();

            RecordingName first = watched(house, live);
            assertThat(house.windows.read(first).contents().tracks())
                    .extracting(StoredTrack::name)
                    .contains(TrackName.PROGRAMME, TrackName.mix("opus"));
            assertThat(requireNonNull(house.taps.get(live)).allowed).containsExactly(LiveHouse.AWA);
            assertThat(house.told).extracting(update -> update.type()).containsExactly("codecWished");
            house.passes(Duration.ofSeconds(50));
            house.windows.played(first);
            house.passes(Duration.ofSeconds(50));
            house.windows.round();
            assertThat(house.windows.sessionOf(first)).hasValue(live);

            house.passes(Duration.ofSeconds(61));
            house.windows.round();
            assertThat(house.windows.sessionOf(first)).isEmpty();
            assertThat(house.files()).isEmpty();
            assertThat(watched(house, live))
                    .as("who asks again has no old names")
                    .isNotEqualTo(first);
        }
    }

    @Test
    void players_read_that_a_live_is_over_and_then_nothing_is_left() throws Exception {
        try (LiveHouse house = new LiveHouse(data, 8, ENOUGH)) {
            SessionId live = house.live("01LIVE");
            RecordingName name = watched(house, live);

            house.become(live, SessionState.ENDED);
            house.windows.round();
            assertThat(house.windows.read(name).contents().isFinished()).isTrue();

            house.passes(Duration.ofSeconds(11));
            house.windows.round();
            assertThat(house.files()).isEmpty();
            assertThat(house.windows.running()).isZero();
        }
    }

    @Test
    void of_a_long_live_the_last_minute_is_there() throws Exception {
        try (LiveHouse house = new LiveHouse(data, 8, ENOUGH)) {
            RecordingContents contents = longLive(house);

            for (StoredTrack track : contents.tracks()) {
                List<StoredSegment> there = track.segments().stream()
                        .filter(segment -> Files.exists(house.directory.resolve(
                                "01PREPARED1/%s/%d.m4s".formatted(track.name(), segment.number()))))
                        .toList();
                long end = track.endTime();
                long second = track.runs().getFirst().timescale();
                assertThat(end - there.getFirst().endTime())
                        .as(track.name().value())
                        .isBetween(54 * second, 60 * second);
                assertThat(there.getLast().endTime()).isEqualTo(end);
            }
        }
    }

    @Test
    void of_a_live_of_many_bytes_there_is_no_more_than_one_may_have() throws Exception {
        try (LiveHouse house = new LiveHouse(data, 8, DataSize.ofKilobytes(600))) {
            longLive(house);

            assertThat(segments(house, "p")).isBetween(1L, 8L);
            long bytes = 0;
            for (String file : house.files()) {
                bytes += file.endsWith(".m4s") ? Files.size(house.directory.resolve(file)) : 0;
            }
            assertThat(bytes).isLessThan(DataSize.ofKilobytes(600).toBytes());
        }
    }

    @Test
    void one_more_than_there_is_room_for_is_told_to_come_again() {
        try (LiveHouse house = new LiveHouse(data, 1, ENOUGH)) {
            SessionId first = house.live("01LIVE");
            SessionId second = house.live("02LIVE");
            watched(house, first);

            assertThatThrownBy(() -> house.windows.watch(second, PATIENCE))
                    .isInstanceOfSatisfying(Refused.class, no -> {
                        assertThat(no.code()).isEqualTo(RefusalCode.HLS_UNAVAILABLE);
                        assertThat(no.retryAfter()).isPositive();
                    });
            house.become(first, SessionState.ENDING);
            house.windows.round();
            assertThat(watched(house, second)).isNotNull();
        }
    }

    @Test
    void what_a_killed_program_left_is_removed_at_the_next_start() throws Exception {
        Path left = data.resolve("live/01LEFT");
        Files.createDirectories(left.resolve("p"));
        Files.writeString(left.resolve("index"), "torn");
        Files.writeString(left.resolve("p/1.m4s"), "somebody's picture");
        Files.createDirectories(data.resolve("live/.gone-02LEFT/p"));

        try (LiveHouse house = new LiveHouse(data, 8, ENOUGH)) {
            house.windows.start();
            await().ignoreExceptions().atMost(PATIENCE).until(() -> house.files()
                    .isEmpty());
            await().atMost(PATIENCE).until(() -> Files.notExists(data.resolve("live/.gone-02LEFT")));
        }
    }

    /** Lets somebody ask for a live, and four seconds of it come. */
    private static RecordingName watched(LiveHouse house, SessionId live) {
        return watched(house, live, 4);
    }

    private static RecordingName watched(LiveHouse house, SessionId live, int seconds) {
        house.taps.remove(live);
        CompletableFuture<RecordingName> asked =
                CompletableFuture.supplyAsync(() -> house.windows.watch(live, PATIENCE));
        await().atMost(PATIENCE).until(() -> house.taps.containsKey(live) || asked.isDone());
        house.comes(live, seconds);
        return asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Lets two minutes of a live come; returns what is known of it once all of it is stored. */
    private static RecordingContents longLive(LiveHouse house) throws Exception {
        SessionId live = house.live("01LIVE");
        RecordingName name = watched(house, live, 120);
        house.windows.played(name);
        house.become(live, SessionState.ENDED);
        house.windows.round();
        return house.windows.read(name).contents();
    }

    private static long segments(LiveHouse house, String track) {
        return house.files().stream()
                .filter(file -> file.contains("/" + track + "/") && file.endsWith(".m4s"))
                .count();
    }
}
