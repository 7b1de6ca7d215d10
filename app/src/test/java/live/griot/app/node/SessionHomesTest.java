package live.griot.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import live.griot.app.browser.LiveHost;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A live on one node while another starts beside it, and when its own is killed. */
@BesideOthers
class SessionHomesTest {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(20);
    /** Its event processors: what they have claimed is theirs for four seconds, and is looked for twice a second; the rest is for a busy machine. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(8);

    @TempDir
    Path directory;

    @Test
    void a_node_that_starts_leaves_others_lives_alone_and_sets_right_what_one_left_that_is_gone() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            Path data = directory.resolve("griot");
            try (GriotProcess first = GriotProcess.startWith(
                            data, arguments(server.properties(), "griot.node.url", "http://first.example"));
                    LiveHost host = new LiveHost(first.address())) {
                String live = host.goLiveRecorded("On the first");
                host.watched(live);
                ApiClient onFirst = new ApiClient(first.address());
                await().until(() ->
                        onFirst.get("/api/sessions/" + live).at("/viewerCount").equals("1"));

                Path elsewhere = directory.resolve("elsewhere");
                try (StartedGriot second = StartedGriot.in(data, andRecordings(server.properties(), elsewhere))) {
                    ApiClient onSecond = second.client();
                    assertThat(onSecond.get("/api/sessions/" + live).at("/state"))
                            .isEqualTo("LIVE");
                    assertThat(onSecond.get("/api/sessions/" + live).at("/viewerCount"))
                            .isEqualTo("1");
                    String refused = play(onSecond, live).refusal();
                    assertThat(refused).isEqualTo("421 ON_ANOTHER_NODE");
                    assertThat(play(onSecond, live).at("/detail")).contains("http://first.example");
                    assertThat(play(onFirst, live).refusal()).isEqualTo("400 MALFORMED_SDP");

                    ApiClient awa = onSecond.login("awa");
                    whatTheFirstRecordsIsItsOwn(
                            onFirst, awa, live, first.address(), data.resolve("recordings"), elsewhere);
                    first.kill();

                    long killed = System.nanoTime();
                    awa.createSession("Written meanwhile");
                    await().until(() -> isUpToDate(second.operator()));
                    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TAKEN_OVER_WITHIN);
                    await().atMost(NOTICED_WITHIN).until(() -> onSecond.get("/api/sessions/" + live)
                            .at("/viewerCount")
                            .equals("0"));
                    assertThat(onSecond.get("/api/sessions/" + live).at("/state"))
                            .isEqualTo("LIVE");
                    await().atMost(NOTICED_WITHIN).until(() -> publish(onSecond.login("awa"), live)
                            .refusal()
                            .equals("400 MALFORMED_SDP"));
                }
            }
        }
    }

    /** The second tells of it, decides about it, keeps nothing of it, and says that it has not got the files. */
    private static void whatTheFirstRecordsIsItsOwn(
            ApiClient onFirst, ApiClient onSecond, String live, URI first, Path firsts, Path seconds)
            throws InterruptedException {
        String recording = "/api/sessions/" + live + "/recording";
        await().atMost(NOTICED_WITHIN)
                .until(() -> onFirst.get(recording).json().path("bytes").asLong() > 100_000);
        String id = onSecond.get(recording).at("/id");
        assertThat(firsts.resolve(id)).isDirectory();
        assertThat(onSecond.get(recording).at("/state")).isEqualTo("RECORDING");
        assertThat(onSecond.post(recording).refusal()).isEqualTo("409 INVALID_TRANSITION");
        assertThat(onFirst.get(onFirst.get(recording).at("/playUrl")).status()).isEqualTo(200);
        assertThat(onSecond.get(onSecond.get(recording).at("/playUrl")).status())
                .isEqualTo(404);

        assertThat(onSecond.patch(recording, Map.of("state", "PAUSED")).at("/state"))
                .isEqualTo("PAUSED");
        await().until(() -> onFirst.get(recording).at("/state").equals("PAUSED"));
        try (LiveSocketClient told = LiveSocketClient.connect(first, null)) {
            told.subscribe("sessions/" + live);
            AtomicLong before = new AtomicLong();
            told.await(
                    update -> {
                        long bytes = update.at("/data/bytes").asLong();
                        return update.path("type").asString().equals("recordingProgress")
                                && before.getAndSet(bytes) == bytes;
                    },
                    "a second without another byte");
        }
        assertThat(seconds.resolve(id)).doesNotExist();
    }

    private static Map<String, String> andRecordings(Map<String, String> properties, Path directory) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("griot.recording.directory", directory.toString());
        return all;
    }

    private static boolean isUpToDate(ApiClient operator) {
        JsonNode sessions = operator.get("/actuator/replay/sessions").json();
        return sessions.path("position").asLong() >= sessions.path("target").asLong();
    }

    private static ApiClient.Answer play(ApiClient somebody, String live) {
        return offer(somebody, live, "whep");
    }

    private static ApiClient.Answer publish(ApiClient host, String live) {
        return offer(host, live, "whip");
    }

    /** Sends what is no offer: who would be let in is told so, and who would not be is told that first. */
    private static ApiClient.Answer offer(ApiClient somebody, String live, String how) {
        String ticket = somebody.post("/api/sessions/" + live + "/join").at("/ticket");
        return somebody.with(ticket).postText("/api/edge/" + how, "application/sdp", "no offer");
    }

    private static String[] arguments(Map<String, String> properties, String name, String value) {
        return Stream.concat(
                        properties.entrySet().stream().map(one -> "--%s=%s".formatted(one.getKey(), one.getValue())),
                        Stream.of("--%s=%s".formatted(name, value)))
                .toArray(String[]::new);
    }
}
