package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.EndForTimeLimit;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a recording is, and what becomes of it, when its session changes hands, runs out of time, or loses somebody. */
@BesideOthers
class RecordingOwnersTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static int people;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    /** A session of Awa's with Moussa on stage, who both agreed to be recorded. */
    private static final class Live {
        final ApiClient awa = griot.client().register("awa" + ++people);
        final ApiClient moussa = griot.client().register("moussa" + people);
        final String session = "/api/sessions/" + awa.createSession("Tales");
        final String recording = session + "/recording";

        Live() {
            ApiClient.Answer invited = awa.post(session + "/invitations", Map.of("userId", moussa.userId()));
            moussa.post("/api/invitations/" + invited.at("/id") + "/accept");
            for (ApiClient one : List.of(awa, moussa)) {
                assertThat(one.post(recording + "/consent", Map.of("consent", true))
                                .status())
                        .isEqualTo(204);
            }
        }

        Live start() {
            assertThat(awa.post(session + "/start").status()).isEqualTo(200);
            return this;
        }

        String id() {
            return session.substring("/api/sessions/".length());
        }

        void handOver(ApiClient from, ApiClient to) {
            String role = session + "/participants/" + to.userId() + "/role";
            assertThat(from.put(role, Map.of("role", "HOST")).at("/role")).isEqualTo("HOST");
        }

        String record(ApiClient host) {
            ApiClient.Answer begun = host.post(recording);
            assertThat(begun.status()).as(begun.text()).isEqualTo(201);
            await().until(() -> Files.exists(files(begun.at("/id")).resolve("index")));
            return begun.at("/id");
        }

        boolean isRecorded() {
            return griot.client().get(session).json().path("recorded").asBoolean();
        }
    }

    private static Path files(String recording) {
        return data.resolve("recordings").resolve(recording);
    }

    private static ApiClient.Answer finished(String id) {
        String recording = "/api/recordings/" + id;
        await().until(() -> griot.client().get(recording).at("/state").equals("FINISHED"));
        return griot.client().get(recording);
    }

    @Test
    void who_hosts_now_has_the_buttons_and_who_hosted_when_it_began_has_the_recording() {
        Live live = new Live().start();
        String id = live.record(live.awa);
        live.handOver(live.awa, live.moussa);

        assertThat(live.awa.patch(live.recording, Map.of("state", "PAUSED")).refusal())
                .isEqualTo("403 NOT_HOST");
        assertThat(live.awa.delete(live.recording).refusal()).isEqualTo("403 NOT_HOST");
        assertThat(live.moussa.patch(live.recording, Map.of("state", "PAUSED")).at("/state"))
                .isEqualTo("PAUSED");
        assertThat(live.moussa
                        .patch(live.recording, Map.of("state", "RECORDING"))
                        .at("/state"))
                .isEqualTo("RECORDING");
        assertThat(live.moussa.delete(live.recording).status()).isEqualTo(204);

        ApiClient.Answer recording = finished(id);
        assertThat(recording.at("/reason")).isEqualTo("HOST_STOPPED");
        assertThat(recording.at("/host/id")).isEqualTo(live.awa.userId());
        assertThat(live.moussa.delete("/api/recordings/" + id).refusal()).isEqualTo("403 NOT_HOST");
        String his = live.record(live.moussa);
        assertThat(griot.client().get("/api/recordings/" + his).at("/host/id")).isEqualTo(live.moussa.userId());
        assertThat(live.awa.delete("/api/recordings/" + id).status()).isEqualTo(204);
        assertThat(live.isRecorded()).isTrue();
        live.moussa.post(live.session + "/end");
        finished(his);
    }

    @Test
    void who_recorded_and_handed_over_takes_the_recording_along_when_erased_and_all_are_told() throws Exception {
        Live live = new Live().start();
        String id = live.record(live.awa);
        live.handOver(live.awa, live.moussa);
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe(live.session.substring("/api/".length()));

            assertThat(live.awa.delete("/api/me").status()).isEqualTo(204);

            socket.await("recordingChanged");
        }
        await().until(() -> Files.notExists(files(id)));
        assertThat(live.isRecorded()).isFalse();
        assertThat(live.moussa.get(live.recording).status()).isEqualTo(204);
        ApiClient kofi = griot.client().register("kofi" + people);
        ApiClient.Answer invited = live.moussa.post(live.session + "/invitations", Map.of("userId", kofi.userId()));
        assertThat(kofi.post("/api/invitations/" + invited.at("/id") + "/accept")
                        .status())
                .as("nobody is asked about what is recorded no more")
                .isEqualTo(200);
        String another = live.record(live.moussa);
        live.moussa.post(live.session + "/end");
        finished(another);
    }

    @Test
    void of_a_host_who_is_erased_while_they_record_nothing_is_left_and_nothing_is_made() {
        Live live = new Live().start();
        String id = live.record(live.awa);

        assertThat(live.awa.delete("/api/me").status()).isEqualTo(204);

        await().until(() -> griot.client().get(live.session).at("/state").equals("ENDED"));
        assertThat(griot.client().get("/api/recordings/" + id).refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        await().until(() -> Files.notExists(files(id)));
        await().until(() ->
                griot.operator().get("/actuator/prometheus").text().contains("griot_recording_running 0.0"));
        assertThat(griot.client().get(live.session).json().path("recordingUrl").isNull())
                .isTrue();
    }

    @Test
    void a_recording_of_a_session_whose_host_was_erased_is_played_without_them() {
        Live live = new Live().start();
        live.handOver(live.awa, live.moussa);
        String id = live.record(live.moussa);
        live.awa.post(live.session + "/messages", Map.of("content", "Forget what I said"));
        live.moussa.post(live.session + "/messages", Map.of("content", "Once there was a hare"));
        live.handOver(live.moussa, live.awa);
        live.awa.post(live.session + "/end");
        finished(id);
        String played = RecordedSound.of(griot, live.id(), live.moussa.userId(), 4);
        String recording = "/api/recordings/" + played;

        assertThat(live.awa.delete("/api/me").status()).isEqualTo(204);

        ApiClient anybody = griot.client();
        assertThat(anybody.get(recording).status()).isEqualTo(200);
        assertThat(anybody.get(recording).at("/host/id")).isEqualTo(live.moussa.userId());
        assertThat(anybody.get(recording).at("/title")).isNotEqualTo("Tales");
        assertThat(anybody.get(recording + "/chapters").status()).isEqualTo(200);
        ApiClient.Answer chat = anybody.get("/api/recordings/" + id + "/chat");
        assertThat(chat.status()).isEqualTo(200);
        assertThat(chat.text()).doesNotContain("Forget what I said");
        assertThat(anybody.get(anybody.get(recording).at("/playUrl")).text()).startsWith("#EXTM3U");
        assertThat(anybody.get("/recordings/" + played).status()).isEqualTo(200);
        assertThat(anybody.get("/recordings/" + played).text()).doesNotContain("Tales");
        assertThat(live.moussa.patch(recording, Map.of("title", "Of the hare")).at("/title"))
                .isEqualTo("Of the hare");
    }

    @Test
    void a_session_that_is_out_of_time_ends_its_recording_and_says_why() throws Exception {
        Live live = new Live().start();
        String id = live.record(live.awa);
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe(live.session.substring("/api/".length()));

            // As its deadline does.
            griot.part(Commands.class).send(new EndForTimeLimit(new SessionId(live.id()), Instant.now()));

            socket.await(update -> update.at("/data/reason").asString().equals("TIME_LIMIT"), "why");
        }
        assertThat(finished(id).at("/reason")).isEqualTo("SESSION_ENDED");
    }

    @Test
    void who_is_banned_plays_a_private_recording_no_more_by_an_address_they_had_neither() {
        Live live = new Live();
        String id = RecordedSound.of(griot, live.id(), live.awa.userId(), 4);
        String recording = "/api/recordings/" + id;
        assertThat(live.awa.patch(recording, Map.of("visibility", "PRIVATE")).at("/visibility"))
                .isEqualTo("PRIVATE");
        URI playlist = URI.create(live.moussa.get(recording).at("/playUrl"));
        URI track = playlist.resolve("m-opus/main.m3u8");
        await().until(() -> griot.client().get(track.getPath()).status() == 200);
        String segment = griot.client()
                .get(track.getPath())
                .text()
                .lines()
                .filter(line -> line.endsWith(".m4s"))
                .findFirst()
                .orElseThrow();

        live.awa.put(live.session + "/bans/" + live.moussa.userId(), Map.of());

        assertThat(live.moussa.get(recording).refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        for (URI had : List.of(playlist, track, track.resolve(segment))) {
            await().until(() -> griot.client().get(had.getPath()).status() == 404);
        }
        assertThat(griot.client().get(live.awa.get(recording).at("/playUrl")).status())
                .as("who hosted it")
                .isEqualTo(200);
    }
}
