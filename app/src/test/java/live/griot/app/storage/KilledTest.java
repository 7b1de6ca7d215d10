package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while somebody is live, with no chance to say anything, and started again. */
@BesideOthers
class KilledTest {
    @TempDir
    Path data;

    @Test
    void a_live_whose_program_was_killed_ends_by_host_grace_and_what_was_recorded_can_be_played() throws Exception {
        String id;
        Duration told;
        try (GriotProcess killed = GriotProcess.asInTheImage(data);
                LiveHost host = new LiveHost(killed.address())) {
            id = host.goLiveRecorded("Cut short");
            ApiClient anybody = new ApiClient(killed.address());
            Poll.until(
                    "there is something to lose",
                    Duration.ofSeconds(60),
                    () -> recorded(anybody, id).toSeconds() >= 5);
            told = recorded(anybody, id);
            killed.kill();
        }

        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.session.host-grace", "PT3S"));
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + id);
            Duration kept = whatWasRecordedIsFinishedAtOnce(griot.client(), id, told);
            if (!griot.client().get("/api/sessions/" + id).at("/state").equals("ENDED")) {
                socket.await(update -> update.at("/data/state").asString().equals("ENDED"), "the end");
            }
            assertThat(griot.client().get("/api/sessions/" + id).at("/state")).isEqualTo("ENDED");
            assertThat(griot.client().login("awa").get("/api/sessions/history").text())
                    .contains(id);
            assertThat(griot.client().get("/api/sessions/" + id + "/recording").at("/reason"))
                    .as("after the session's own end, too")
                    .isEqualTo("NODE_LOST");
            double played = LiveHost.playedToItsEnd(
                    griot.address(), griot.client().get("/api/sessions/" + id).at("/recordingUrl"));
            assertThat(played).isGreaterThan(kept.toMillis() / 1_000.0 - 0.1);
            Poll.until(
                    "it is told to be as long as it plays",
                    Duration.ofSeconds(20),
                    () -> Math.abs(recorded(griot.client(), id).toMillis() / 1_000.0 - played) < 0.6);
        }
    }

    private static Duration recorded(ApiClient anybody, String session) {
        return Duration.parse(
                anybody.get("/api/sessions/" + session + "/recording").at("/duration"));
    }

    private static Duration whatWasRecordedIsFinishedAtOnce(ApiClient anybody, String session, Duration told) {
        String path = "/api/sessions/" + session + "/recording";
        Poll.until("it is finished", Duration.ofSeconds(20), () -> anybody.get(path)
                .at("/state")
                .equals("FINISHED"));
        ApiClient.Answer recording = anybody.get(path);
        assertThat(recording.at("/reason")).isEqualTo("NODE_LOST");
        assertThat(Duration.parse(recording.at("/duration")))
                .as("what was told to be stored is there")
                .isGreaterThanOrEqualTo(told);
        assertThat(anybody.get(recording.at("/playUrl")).text()).startsWith("#EXTM3U");
        return Duration.parse(recording.at("/duration"));
    }
}
