package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import live.griot.identity.token.SignedAccessTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Clips and captions by the API: who makes them, of what, who sees and removes them, and with what they go. */
@BesideOthers
class ClipsTest {
    private static final int SECONDS = 30;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient awa;
    static ApiClient moussa;
    static ApiClient kofi;
    static ApiClient root;

    private String session = "";
    private String recording = "";

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.admin.handles", "root",
                        "griot.clips.max-per-recording", "5",
                        "griot.clips.max-per-person", "4"));
        awa = griot.client().register("awa");
        moussa = griot.client().register("moussa");
        kofi = griot.client().register("kofi");
        root = griot.client().register("root");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @BeforeEach
    void record() {
        griot.part(JdbcClient.class).sql("DELETE FROM recording_clip").update();
        session = awa.createSession("Tales of the hare");
        recording = "/api/recordings/" + RecordedSound.of(griot, session, awa.userId(), SECONDS);
    }

    private static Map<String, String> marks(String from, String to, String title) {
        return Map.of("from", from, "to", to, "title", title);
    }

    private Answer make(ApiClient by, String title) {
        return by.post(recording + "/clips", marks("PT2.5S", "PT12S", title));
    }

    private String made(ApiClient by, String title) {
        return "/api/clips/" + make(by, title).at("/id");
    }

    private static List<String> titles(Answer page) {
        return page.json().path("items").findValuesAsString("title");
    }

    @Test
    void two_marks_make_a_clip_at_once() {
        Answer answer = make(moussa, "  The hare jumps 🐇 ");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode clip = answer.json();
        assertThat(answer.headers().firstValue("Location")).contains("/api/clips/" + answer.at("/id"));
        assertThat(clip.path("title").asString()).isEqualTo("The hare jumps 🐇");
        assertThat(answer.at("/from")).isEqualTo("PT2.5S");
        assertThat(answer.at("/to")).isEqualTo("PT12S");
        assertThat(answer.at("/duration")).isEqualTo("PT9.5S");
        assertThat("/api/recordings/" + answer.at("/recordingId")).isEqualTo(recording);
        assertThat(answer.at("/sessionId")).isEqualTo(session);
        assertThat(answer.at("/by/handle")).isEqualTo("moussa");
        assertThat(answer.at("/url")).isEqualTo("/clips/" + answer.at("/id"));
        String playUrl = answer.at("/playUrl");
        String track = "m-opus/" + playUrl.substring(playUrl.lastIndexOf('/') + 1);
        assertThat(griot.client().get(playUrl).text()).contains(track);
        assertThat(griot.client().get(playUrl.replaceAll("[^/]+$", track)).text())
                .contains("#EXT-X-START:TIME-OFFSET=0.500000,PRECISE=YES");
        assertThat(griot.client().get("/api/clips/" + answer.at("/id")).text()).isEqualTo(answer.text());
        assertThat(titles(griot.client().get(recording + "/clips"))).containsExactly("The hare jumps 🐇");
    }

    @Test
    void a_clip_is_a_stretch_of_what_is_there_neither_too_short_nor_too_long() {
        for (Map<String, String> wrong : List.of(
                marks("PT5S", "PT5.9S", "Too short"),
                marks("PT5S", "PT5S", "Nothing"),
                marks("PT9S", "PT5S", "The wrong way round"),
                marks("-PT1S", "PT5S", "Before it began"),
                marks("PT5S", "PT32S", "Longer than there is"),
                marks("PT0S", "PT10M1S", "Too long"),
                marks("PT0S", "PT2562047788015215H30M7S", "For ever"),
                marks("-PT2562047788015215H30M7S", "PT5S", "Since ever"),
                marks("PT1S", "PT5S", " \u200b"),
                marks("PT1S", "PT5S", "Turned \u202e round"),
                marks("PT1S", "PT5S", "x".repeat(121)),
                Map.of("from", "PT1S", "to", "PT5S"),
                Map.of("to", "PT5S", "title", "No beginning"))) {
            assertThat(moussa.post(recording + "/clips", wrong).refusal())
                    .as(wrong.toString())
                    .isEqualTo("400 VALIDATION_FAILED");
        }
        assertThat(moussa.post(recording + "/clips", marks("soon", "PT5S", "No time"))
                        .status())
                .isEqualTo(400);
        Answer rounded = moussa.post(recording + "/clips", marks("PT20S", "PT30.4S", "To the end"));
        assertThat(rounded.at("/to")).isEqualTo("PT30S");
    }

    @Test
    void who_may_play_it_and_is_signed_in_may_make_one_but_no_guest_and_nobody_who_is_banned() {
        String guest = griot.part(SignedAccessTokens.class)
                .issueToGuest(new UserId("G012%023d".formatted(7)), new SessionId(session));
        assertThat(make(griot.client(), "Nobody's").refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(make(griot.client().with(guest), "A guest's").refusal()).isEqualTo("403 FORBIDDEN");
        String theirs = made(kofi, "Before the ban");

        assertThat(awa.put("/api/sessions/" + session + "/bans/" + kofi.userId(), Map.of())
                        .status())
                .isEqualTo(204);

        assertThat(make(kofi, "After the ban").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        assertThat(kofi.get(recording + "/clips").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        assertThat(kofi.get(theirs).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(kofi.patch(theirs, Map.of("title", "Mine")).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(kofi.delete(theirs).status())
                .as("what is theirs they may remove")
                .isEqualTo(204);
        assertThat(moussa.post("/api/recordings/01JD0000000000000000000000/clips", marks("PT1S", "PT5S", "Of nothing"))
                        .refusal())
                .isEqualTo("404 RECORDING_NOT_FOUND");
    }

    @Test
    void it_is_renamed_and_removed_by_who_made_it_and_who_recorded_it_and_removed_by_an_admin() {
        String clip = made(moussa, "First");
        assertThat(kofi.patch(clip, Map.of("title", "Kofi was here")).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(kofi.delete(clip).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(root.patch(clip, Map.of("title", "Root was here")).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(griot.client().delete(clip).refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(moussa.patch(clip, Map.of("title", "Second")).at("/title")).isEqualTo("Second");
        assertThat(awa.patch(clip, Map.of("title", "Third")).at("/title")).isEqualTo("Third");
        assertThat(awa.patch(clip, Map.of("title", " ")).refusal()).isEqualTo("400 VALIDATION_FAILED");
        String playUrl = moussa.get(clip).at("/playUrl");
        assertThat(griot.client().get(playUrl).status()).isEqualTo(200);

        assertThat(awa.delete(clip).status()).isEqualTo(204);
        assertThat(moussa.get(clip).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(moussa.delete(clip).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        await().until(() -> griot.client().get(playUrl).status() == 404);

        String other = made(moussa, "Fourth");
        awa.patch(recording, Map.of("visibility", "PRIVATE"));
        assertThat(root.get(other).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(root.delete(other).status()).isEqualTo(204);
        assertThat(root.get("/api/admin/audit?kind=ADMIN_ACT").text())
                .contains("removed the clip " + other.substring(11));
    }

    @Test
    void it_is_as_private_as_its_recording_from_one_moment_to_the_next() {
        String clip = made(moussa, "Not for everybody");
        String open = awa.get(clip).at("/playUrl");

        awa.patch(recording, Map.of("visibility", "PRIVATE"));

        assertThat(griot.client().get(clip).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(moussa.get(clip).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(griot.client().get(recording + "/clips").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        await().until(() -> griot.client().get(open).status() == 404);
        String shut = awa.get(clip).at("/playUrl");
        assertThat(shut).isNotEqualTo(open);
        assertThat(griot.client().get(shut).status())
                .as("the address is the capability")
                .isEqualTo(200);

        awa.patch(recording, Map.of("visibility", "PUBLIC"));
        assertThat(griot.client().get(clip).status()).isEqualTo(200);
    }

    @Test
    void it_goes_with_its_recording_and_with_who_made_it() {
        ApiClient leaver = griot.client().register("leaver" + System.nanoTime() % 1_000_000);
        String theirs = made(leaver, "Theirs");
        String renamed = made(leaver, "Renamed by the host");
        awa.patch(renamed, Map.of("title", "The host's words"));
        String moussas = made(moussa, "Moussa's");

        assertThat(leaver.delete("/api/me").status()).isEqualTo(204);
        assertThat(awa.get(theirs).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(awa.get(renamed).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(titles(awa.get(recording + "/clips"))).containsExactly("Moussa's");

        assertThat(awa.delete(recording).status()).isEqualTo(204);
        assertThat(moussa.get(moussas).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(moussa.delete(moussas).refusal()).isEqualTo("404 CLIP_NOT_FOUND");
        assertThat(griot.part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM recording_clip")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void there_are_so_many_of_a_recording_and_so_many_of_a_person_and_they_come_in_pages() {
        Set<String> seen = new HashSet<>();
        for (int i = 1; i <= 4; i++) {
            seen.add(make(moussa, "Clip " + i).at("/id"));
        }
        assertThat(make(moussa, "One too many").refusal()).isEqualTo("409 TOO_MANY");
        seen.add(make(awa, "The fifth").at("/id"));
        assertThat(make(kofi, "The sixth").refusal()).isEqualTo("409 TOO_MANY");

        Answer first = griot.client().get(recording + "/clips?limit=3");
        Answer second = griot.client().get(recording + "/clips?limit=3&cursor=" + first.at("/next"));
        assertThat(titles(first)).containsExactly("The fifth", "Clip 4", "Clip 3");
        assertThat(titles(second)).containsExactly("Clip 2", "Clip 1");
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(seen).hasSize(5);
    }

    @Test
    void captions_are_given_by_who_recorded_it_and_read_by_who_may_play_it() {
        String typed = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Once</i> there was <script>a hare";
        String french = recording + "/captions/FR";
        assertThat(griot.client().get(recording + "/captions").text()).isEqualTo("[]");
        assertThat(moussa.putText(french, "text/vtt", typed).refusal()).isEqualTo("403 NOT_HOST");
        assertThat(griot.client().putText(french, "text/vtt", typed).refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(awa.putText(french, "text/vtt", "1\n00:00:01,0 --> 00:00:02,0\nSubRip")
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(awa.putText(french, "text/plain", typed).status()).isEqualTo(415);
        assertThat(awa.putText(recording + "/captions/klingon-on-mars", "text/vtt", typed)
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(awa.putText(french, "text/vtt", typed + "\n\nNOTE " + "x".repeat(300_000))
                        .refusal())
                .isEqualTo("413 TOO_LARGE");

        assertThat(awa.putText(french, "text/vtt", typed).status()).isEqualTo(200);
        assertThat(awa.putText(recording + "/captions/pt-br", "text/vtt", typed).at("/lang"))
                .isEqualTo("pt-BR");

        assertThat(griot.client().get(recording + "/captions").json().findValuesAsString("url"))
                .containsExactly(recording + "/captions/fr", recording + "/captions/pt-BR");
        Answer read = griot.client().get(recording + "/captions/fr");
        assertThat(read.headers().firstValue("Content-Type").orElse("")).startsWith("text/vtt");
        assertThat(read.text()).isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOnce there was a hare\n");
        assertThat(griot.part(JdbcClient.class)
                        .sql("SELECT sealed_text FROM recording_caption")
                        .query((row, number) -> row.getString(1))
                        .list())
                .noneMatch(kept -> kept.contains("hare"));

        awa.patch(recording, Map.of("visibility", "PRIVATE"));
        assertThat(moussa.get(recording + "/captions/fr").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
        assertThat(awa.delete(french).status()).isEqualTo(204);
        assertThat(awa.delete(french).refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(awa.get(recording + "/captions/fr").refusal()).isEqualTo("404 NOT_FOUND");
        awa.delete(recording);
        assertThat(griot.part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM recording_caption")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void who_asks_twice_with_one_key_has_one() {
        Answer once = moussa.postOnce("twice", recording + "/clips", marks("PT1S", "PT4S", "Once"));
        Answer again = moussa.postOnce("twice", recording + "/clips", marks("PT1S", "PT4S", "Once"));

        assertThat(once.status()).isEqualTo(201);
        assertThat(again.at("/id")).isEqualTo(once.at("/id"));
        assertThat(titles(moussa.get(recording + "/clips"))).containsExactly("Once");
    }
}
