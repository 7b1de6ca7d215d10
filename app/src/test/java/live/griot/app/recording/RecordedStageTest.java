package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.griot.api.id.RecordingId;
import live.griot.app.peer.NativePeer;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is recorded of a stage, by libwebrtc's publishers: each is heard by a tone of their own, and in no file before they agree, nor after they took it
 * back. Who comes back, with another codec too, and a host who is gone for a moment, are recorded on.
 */
@BesideOthers
class RecordedStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HOST = 440;
    private static final int GUEST = 1_700;

    /** Seconds that are left out around a change: of how long it takes, and of how late progress is told. */
    private static final double AROUND = 1.5;

    private static final double HEARD = -45;
    private static final double NOT_HEARD = -65;

    @TempDir
    Path data;

    @Test
    void nobody_is_in_a_file_who_does_not_agree_and_whoever_does_is_heard_with_the_others() {
        try (StartedGriot griot = StartedGriot.in(data);
                NativePeers peers = new NativePeers()) {
            Show show = Show.startedBy(griot.address(), "awa");
            ApiClient kofi = griot.client().register("kofi");
            String recorded = "/api/sessions/" + show.id() + "/recording";
            NativePeer host = publishing(peers, show, "awa", show.joinAsHost(), "H264", HOST);
            show.awaitOnAir();
            NativePeer guest = publishing(peers, show, "kofi", show.joinOnStage(kofi), "VP8", GUEST);
            assertThat(show.host().post(recorded, Map.of("stems", true)).status())
                    .isEqualTo(201);
            String id = show.host().get(recorded).at("/id");

            double asked = recordedFor(show, 5);
            assertThat(files(id)).isNotEmpty().noneMatch(file -> file.contains(kofi.userId()));
            assertThat(kofi.post(recorded + "/consent", Map.of("consent", true)).status())
                    .isEqualTo(204);
            double agreed = seconds(show);
            double leaves = recordedFor(show, agreed + 6);
            assertThat(files(id)).anyMatch(file -> file.contains(kofi.userId()));
            guest.close();
            publishing(peers, show, "kofi again", show.joined(kofi), "H264", GUEST);
            double back = recordedFor(show, leaves + 4);
            double takesBack = recordedFor(show, back + 5);
            kofi.post(recorded + "/consent", Map.of("consent", false));
            double gone = recordedFor(show, takesBack + 5);
            host.close();
            publishing(peers, show, "awa again", show.joined(show.host()), "H264", HOST);
            double end = recordedFor(show, gone + 9);
            show.host().post("/api/sessions/" + show.id() + "/end");
            Poll.until(
                    "it is finished",
                    PATIENCE,
                    () -> griot.client().get(recorded).at("/state").equals("FINISHED"));

            isSeenWhileTheyAgree(griot, id, kofi.userId(), new Presence(asked, leaves, back, takesBack));
            HeardTones heard = new HeardTones(griot.address()
                    .resolve(griot.client().get(recorded).at("/playUrl"))
                    .toString());
            assertThat(heard.decibels(GUEST, 0, asked))
                    .as("before it was asked")
                    .isLessThan(NOT_HEARD);
            assertThat(heard.decibels(GUEST, agreed + AROUND, leaves - AROUND))
                    .as("agreed")
                    .isGreaterThan(HEARD);
            assertThat(heard.decibels(GUEST, back, takesBack - AROUND))
                    .as("came back with another codec")
                    .isGreaterThan(HEARD);
            assertThat(heard.decibels(GUEST, takesBack + AROUND, end - AROUND))
                    .as("took it back")
                    .isLessThan(NOT_HEARD);
            assertThat(heard.decibels(HOST, 1, gone - AROUND))
                    .as("the host, whoever speaks besides")
                    .isGreaterThan(HEARD);
            assertThat(heard.decibels(HOST, end - 3, end - 1))
                    .as("the host, back again")
                    .isGreaterThan(HEARD);
            whoIsErasedIsInItNoMore(griot, kofi, id, recorded, end);
        }
    }

    /** And others are, where they were without them. */
    private void whoIsErasedIsInItNoMore(StartedGriot griot, ApiClient guest, String id, String recorded, double end) {
        long before = Long.parseLong(griot.client().get(recorded).at("/bytes"));
        String theirs = guest.userId();
        String sound = griot.client().get(recorded).at("/playUrl").replace("/main.m3u8", "/m-opus/main.m3u8");
        String listed = griot.client().get(sound).text();
        assertThat(guest.delete("/api/me").status()).isEqualTo(204);
        Poll.until(
                "it is shorter",
                PATIENCE,
                () -> Long.parseLong(griot.client().get(recorded).at("/bytes")) < before);
        assertThat(files(id))
                .filteredOn(file -> file.contains(theirs) && file.endsWith(".m4s"))
                .isEmpty();
        Poll.until(
                "players are told, who may be told what was for a second",
                PATIENCE,
                () -> !griot.client().get(sound).text().equals(listed));
        HeardTones left = new HeardTones(griot.address()
                .resolve(griot.client().get(recorded).at("/playUrl"))
                .toString());
        assertThat(left.decibels(GUEST, 0, end - 1)).as("erased").isLessThan(NOT_HEARD);
        assertThat(left.decibels(HOST, end - 3, end - 1)).as("the host, later").isGreaterThan(HEARD);
    }

    /** Seconds of the recording around which somebody agreed, left, came back, and took it back. */
    private record Presence(double asked, double leaves, double back, double takesBack) {}

    /** Their own picture begins and ends as their sound does, shown or not. */
    private static void isSeenWhileTheyAgree(StartedGriot griot, String id, String person, Presence when) {
        RecordingReader reader =
                griot.part(OpenStore.class).read(new RecordingId(id)).orElseThrow();
        StoredTrack seen = reader.contents().track(TrackName.picture(person)).orElseThrow();
        List<Double> begins = seen.segments().stream()
                .flatMap(segment -> segment.parts().stream())
                .map(part -> part.start() / 90_000.0)
                .toList();
        assertThat(begins)
                .isNotEmpty()
                .allMatch(at -> at > when.asked - AROUND && at < when.takesBack + AROUND)
                .anyMatch(at -> at > when.asked + AROUND && at < when.leaves - AROUND)
                .anyMatch(at -> at > when.back && at < when.takesBack - AROUND);
        assertThat(seen.runs())
                .extracting(run -> run.codecs().substring(0, 4))
                .startsWith("vp08")
                .endsWith("avc1");
    }

    private static NativePeer publishing(
            NativePeers peers, Show show, String name, ApiClient.Answer joined, String codec, int tone) {
        NativePeer peer = peers.publish(name, show.server(), joined, codec, Picture.SMALL.above(tone), 0);
        Poll.until(name + " sends", PATIENCE, () -> peer.figures().framesSent() > 10);
        return peer;
    }

    /** Waits until so many seconds were recorded; returns how many were. */
    private static double recordedFor(Show show, double seconds) {
        Poll.until("%s s were recorded".formatted(seconds), PATIENCE, () -> seconds(show) >= seconds);
        return seconds(show);
    }

    private static double seconds(Show show) {
        String told =
                show.host().get("/api/sessions/" + show.id() + "/recording").at("/duration");
        return Duration.parse(told).toMillis() / 1_000.0;
    }

    private List<String> files(String recording) {
        try (Stream<Path> found = Files.walk(data.resolve("recordings").resolve(recording))) {
            return found.filter(Files::isRegularFile).map(Path::toString).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
