package live.griot.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code griot.demo=true}: a newcomer sees a live and a chat, and nothing of it stays behind. */
@BesideOthers
class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEMO = "--griot.demo=true";

    @Test
    void a_newcomer_finds_a_live_stage_and_a_chat_that_outlive_their_publisher(@TempDir Path data) throws Exception {
        try (GriotProcess griot = GriotProcess.startWith(data, DEMO)) {
            ApiClient newcomer = new ApiClient(griot.address());
            Poll.until("a live is listed", PATIENCE, () -> lives(newcomer).size() == 1);
            JsonNode live = lives(newcomer).get(0);
            String id = live.path("id").asString();
            assertThat(live.path("title").asString()).startsWith("Demo: ");
            assertThat(live.path("host").path("displayName").asString()).isEqualTo("Demo host");
            Poll.until("host and guest publish", PATIENCE, () -> publishers(newcomer) == 2);
            Poll.until("somebody writes", PATIENCE, () -> messages(newcomer, id).size() > 1);
            assertThat(messages(newcomer, id)
                            .get(0)
                            .path("author")
                            .path("displayName")
                            .asString())
                    .startsWith("Demo ");
            assertMediaReachesAViewer(griot.address(), id);

            List<ProcessHandle> first = griot.children();
            assertThat(first).hasSize(2);
            first.forEach(ProcessHandle::destroyForcibly);
            Poll.until(
                    "they are started again",
                    PATIENCE,
                    () -> griot.children().size() == 2
                            && griot.children().stream().noneMatch(first::contains));
            Poll.until("they publish again", PATIENCE, () -> publishers(newcomer) == 2);
            assertThat(newcomer.get("/api/sessions/" + id).at("/state")).isEqualTo("LIVE");
            assertMediaReachesAViewer(griot.address(), id);

            List<ProcessHandle> second = griot.children();
            griot.stop();
            second.forEach(child -> Poll.until("no child remains", PATIENCE, () -> !child.isAlive()));
        }
    }

    @Test
    void the_children_end_with_a_program_that_is_killed_and_the_next_start_shows_a_demo_again(@TempDir Path data)
            throws Exception {
        try (GriotProcess killed = GriotProcess.startWith(data, DEMO)) {
            ApiClient newcomer = new ApiClient(killed.address());
            Poll.until("host and guest publish", PATIENCE, () -> publishers(newcomer) == 2);
            List<ProcessHandle> children = killed.children();

            killed.kill();

            children.forEach(child -> Poll.until("no child remains", PATIENCE, () -> !child.isAlive()));
            try (GriotProcess again = killed.again()) {
                Poll.until("host and guest publish", PATIENCE, () -> publishers(newcomer) == 2);
                again.stop();
            }
        }
    }

    @Test
    void there_is_none_unless_it_is_asked_for(@TempDir Path data) {
        try (StartedGriot griot = StartedGriot.in(data)) {
            assertThat(lives(griot.client())).isEmpty();
            assertThat(ProcessHandle.current()
                            .children()
                            .noneMatch(child ->
                                    child.info().commandLine().orElse("").contains("--until-input-ends")))
                    .isTrue();
        }
    }

    private static void assertMediaReachesAViewer(URI server, String id) throws Exception {
        try (CommandProcess viewer = CommandProcess.start(
                "load",
                "--server=" + server,
                "--publish=none",
                "--session=" + id,
                "--viewers=1",
                "--rehearsals=0",
                "--warm-up=0",
                "--seconds=2")) {
            assertThat(viewer.exitCode()).as(viewer.said()).isZero();
            assertThat(viewer.said()).doesNotContain("datagrams        0,").doesNotContain("pictures         0.0");
        }
    }

    private static JsonNode lives(ApiClient anybody) {
        return anybody.get("/api/sessions?state=LIVE").json().path("items");
    }

    private static JsonNode messages(ApiClient anybody, String id) {
        return anybody.get("/api/sessions/" + id + "/messages").json().path("items");
    }

    private static int publishers(ApiClient anybody) {
        return anybody.get("/api/edge/status").json().path("publishers").asInt();
    }
}
