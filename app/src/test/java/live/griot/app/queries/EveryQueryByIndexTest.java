package live.griot.app.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.ReadProgress;
import live.griot.api.session.Previews;
import live.griot.app.openapi.EveryOperation;
import live.griot.app.queries.Costs.Cost;
import live.griot.app.queries.StatementBook.Given;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import live.griot.identity.token.SignedAccessTokens;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.store.RecordingName;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/**
 * No query of the program costs more where there is more, neither on the embedded database nor on a server: every call that is described is made
 * where there is much, every statement that is given to the database meanwhile is given to both again, and they are asked what they read for it.
 */
@BesideOthers
class EveryQueryByIndexTest {
    /** What a statement reads at most, of all tables together: the looks of 1,000 viewers are the most that one call asks for. */
    private static final long ROWS_AT_MOST = 2_500;

    /** What a call asks at most, as long as its list may get. One that looks for words asks for 2,000 sessions, 200 at a time. */
    private static final int STATEMENTS_AT_MOST = 25;

    /**
     * What is written once in each row of a session, at its end; what reads who came to one session within the hour; and what counts up to 10,000
     * sessions of a state for the metrics, every ten seconds, whoever asks.
     */
    private static final List<String> BOUNDED_OTHERWISE = List.of(
            "UPDATE participant_view SET session_over",
            "FROM visit_network v\nJOIN ban_network",
            "SELECT COUNT(*) AS sessions, COALESCE(SUM(viewer_count), 0) AS viewers");

    private static final int LISTENERS = 200;
    private static final int ADMITTED = 50;

    /** Calls that need what is not here: a browser's keys, another's sign-in, a mailed code, a picture, media, a recorder. None of them lists anything. */
    private static final Set<String> MADE_ELSEWHERE = Set.of(
            "POST /api/auth/refresh",
            "POST /api/auth/passkey",
            "POST /api/me/passkeys",
            "DELETE /api/me/passkeys/{}",
            "POST /api/me/identities/{}",
            "DELETE /api/me/identities/{}",
            "DELETE /api/me/devices/{}",
            "PUT /api/me/avatar",
            "GET /api/avatars/{}/{}",
            "GET /api/sessions/{}/preview",
            "GET /api/recordings/{}/captions/{}",
            "PUT /api/recordings/{}/captions/{}",
            "DELETE /api/recordings/{}/captions/{}",
            "POST /api/recordings/{}/clips",
            "GET /api/clips/{}",
            "PATCH /api/clips/{}",
            "DELETE /api/clips/{}",
            "PATCH /api/recordings/{}",
            "DELETE /api/recordings/{}",
            "POST /api/edge/whip",
            "GET /api/edge/whip/{}",
            "PATCH /api/edge/whip/{}",
            "DELETE /api/edge/whip/{}",
            "POST /api/edge/whep",
            "GET /api/edge/whep/{}",
            "PATCH /api/edge/whep/{}",
            "DELETE /api/edge/whep/{}");

    private static final String DEEDS = """
            host POST /api/sessions/{id}/recording
            guest POST /api/sessions/{id}/recording/consent {"consent": true}
            guest POST /api/sessions/{id}/join
            guest POST /api/sessions/{id}/hand
            guest DELETE /api/sessions/{id}/hand
            guest POST /api/sessions/{id}/messages {"content": "Twice"} > said /id
            guest PUT /api/sessions/{id}/messages/{messageId}/reactions/{emoji}
            guest DELETE /api/sessions/{id}/messages/{messageId}/reactions/{emoji}
            guest POST /api/sessions/{id}/reactions {"emoji": "🎉"}
            host PUT /api/sessions/{id}/messages/{said}/pin
            host DELETE /api/sessions/{id}/messages/{said}/pin
            host DELETE /api/sessions/{id}/messages/{said}
            host PUT /api/sessions/{id}/mutes/{userId} {"reason": "Spam"}
            host DELETE /api/sessions/{id}/mutes/{userId}
            host PATCH /api/sessions/{id}/chat {"membersOnly": false}
            host POST /api/sessions/{id}/invitations {"userId": "{userId}"} > revoked /id
            host POST /api/invitations/{revoked}/revoke
            host POST /api/sessions/{id}/invitations {"userId": "{userId}"} > rejected /id
            guest POST /api/invitations/{rejected}/reject
            host POST /api/sessions/{id}/invitations {"userId": "{userId}"} > accepted /id
            guest POST /api/invitations/{accepted}/accept
            guest PATCH /api/sessions/{id}/participants/{userId} {"audio": false}
            host POST /api/sessions/{id}/participants/{userId}/asks {"audio": true}
            host PUT /api/sessions/{id}/participants/{userId}/role {"role": "MODERATOR"}
            host PATCH /api/sessions/{id} {"title": "More tales"}
            guest POST /api/sessions/{id}/leave
            guest POST /api/sessions/{id}/join
            host DELETE /api/sessions/{id}/participants/{userId}
            host PUT /api/sessions/{id}/bans/{userId} {"reason": "Spam"}
            host DELETE /api/sessions/{id}/bans/{userId}
            host POST /api/sessions/{id}/links {"role": "VIEWER"} > link /code
            host DELETE /api/sessions/{id}/links/{link}
            host POST /api/calls {"userId": "{userId}", "type": "AUDIO"}
            host POST /api/sessions {"title": "Never", "visibility": "PRIVATE"} > other /id
            host POST /api/sessions/{other}/cancel
            guest POST /api/sessions {"title": "Theirs"} > other /id
            guest POST /api/sessions/{other}/start
            host POST /api/admin/sessions/{other}/end {"reason": "Spam"}
            host PUT /api/admin/bans/{userId} {"reason": "Spam"}
            host DELETE /api/admin/bans/{userId}
            host POST /api/admin/invitations {} > invitation /id
            host DELETE /api/admin/invitations/{invitation}
            guest PATCH /api/me {"bio": "Listens"}
            guest DELETE /api/me/avatar
            guest POST /api/me/passkeys/options
            nobody POST /api/auth/passkey/options
            nobody POST /api/auth/register {"handle": "kofi", "displayName": "Kofi", "password": "correct horse kofi"}
            nobody POST /api/auth/login {"handle": "kofi", "password": "correct horse kofi"}
            nobody POST /api/auth/recover {"handle": "kofi"}
            guest POST /api/auth/password {"current": "correct horse guest", "password": "another horse guest"}
            host POST /api/admin/users/{userId}/reset > code /code
            nobody POST /api/auth/reset {"code": "{code}", "password": "a third horse guest"}
            host PUT /api/admin/suspensions/{userId} {"reason": "Spam"}
            host DELETE /api/admin/suspensions/{userId}
            nobody POST /api/auth/logout
            other POST /api/auth/logout-all
            leaver DELETE /api/me
            host PATCH /api/sessions/{id}/recording {"state": "PAUSED"}
            host DELETE /api/sessions/{id}/recording
            host GET /api/sessions/history/{past}
            host POST /api/sessions/{id}/end
            """;

    @TempDir
    static Path directory;

    static StartedGriot griot;
    static StatementBook book;
    static ApiClient host;
    static CompletableFuture<DatabaseServer> server;
    static CompletableFuture<DataSource> served;
    static final Map<String, Integer> statementsOf = new TreeMap<>();
    static final Set<String> missing = new TreeSet<>();
    static List<String> refused = List.of();
    static final Map<String, Given> given = new LinkedHashMap<>();

    @BeforeAll
    static void doEverything() {
        server = CompletableFuture.supplyAsync(() -> DatabaseServer.start(directory.resolve("server")));
        griot = StartedGriot.with(
                List.of(StatementBook.class),
                directory.resolve("griot"),
                Map.of(
                        "griot.admin.handles", "host",
                        "griot.attempts.per-address", "100000",
                        "griot.session.host-grace", "PT10M")); // Filling the house takes its time.
        book = griot.part(StatementBook.class);
        OpenAPI described = new OpenAPIV3Parser()
                .readContents(griot.client().get("/openapi.json").text())
                .getOpenAPI();
        host = griot.client().register("host");
        ApiClient guest = griot.client().register("guest");
        Map<String, String> kept = new HashMap<>(Map.of(
                "q", "t",
                "person", host.userId(),
                "userId", guest.userId(),
                "emoji", "%F0%9F%8E%89",
                "from", "PT10M",
                "to", "PT2H",
                "host", host.userId(),
                "buckets", "100",
                "format", "mp4",
                "layout", "grid"));
        kept.put("past", "01S%023d".formatted(4));
        EveryWrite writes = new EveryWrite(
                Map.of(
                        "host", host,
                        "guest", guest,
                        "nobody", griot.client(),
                        "other", griot.client().register("other"),
                        "leaver", griot.client().register("leaver")),
                kept);
        writes.make("""
                host POST /api/sessions {"title": "Tales", "type": "VIDEO", "visibility": "PUBLIC"} > id /id
                host POST /api/sessions/{id}/start
                host POST /api/sessions/{id}/messages {"content": "Once"} > messageId /id
                host POST /api/sessions/{id}/links {"role": "VIEWER"} > link /code
                """);
        String session = Objects.requireNonNull(kept.get("id"));
        served = server.thenApplyAsync(there -> filled(there, host.userId(), session));
        new FullHouse(griot.part(JdbcClient.class), true, host.userId(), session).fill();

        recordSince1970(session);

        // The first search after a start reads everybody.
        host.get("/api/users?q=host");
        book.take();
        Set<String> done = new HashSet<>();
        EveryRead reads = new EveryRead(described, kept);
        for (ApiClient reader : List.of(host, guest, griot.client())) {
            reads.by(reader, (path, answer) -> {
                if (answer.status() < 300) {
                    done.add("GET " + EveryWrite.shape(path));
                }
                List<Given> now = remember();
                statementsOf.merge(
                        "GET " + path,
                        (int) now.stream()
                                .filter(one -> one.thread().startsWith("tomcat"))
                                .count(),
                        Math::max);
            });
        }
        new EveryOperation(griot.address(), described).byWhoever(guest.token(), Map.of("id", "01X"), false);
        writes.make(DEEDS);
        griot.part(ReadProgress.class).awaitCaughtUp();
        // What comes round by itself comes now, not by chance.
        griot.part(Previews.class).sweep(Instant.EPOCH);
        remember();
        done.addAll(writes.done());
        done.addAll(MADE_ELSEWHERE);
        refused = writes.refused();
        described.getPaths().forEach((path, calls) -> calls.readOperationsMap().keySet().stream()
                .map(method -> method + " " + EveryWrite.shape(path))
                .filter(call -> !call.startsWith("OPTIONS") && !done.contains(call))
                .forEach(missing::add));
    }

    @Test
    void every_call_was_made() {
        assertThat(refused).isEmpty();
        assertThat(missing).as("Let each call that is described be made here").isEmpty();
    }

    /** The files of the recording that has the session's id, beside which is told what there is in the tables. */
    private static void recordSince1970(String session) {
        await().until(() -> griot.part(OpenStore.class).store().isPresent());
        griot.part(OpenStore.class)
                .store()
                .orElseThrow()
                .begin(new RecordingName(session), 1)
                .finish("HOST_STOPPED", Instant.now().toEpochMilli())
                .join();
    }

    private static DataSource filled(DatabaseServer there, String hostId, String session) {
        Map<String, String> properties = there.properties();
        DataSource database = new DriverManagerDataSource(
                Objects.requireNonNull(properties.get("spring.datasource.url")),
                Objects.requireNonNull(properties.get("spring.datasource.username")),
                Objects.requireNonNull(properties.get("spring.datasource.password")));
        Flyway.configure().dataSource(database).load().migrate();
        new FullHouse(JdbcClient.create(database), false, hostId, session).fill();
        return database;
    }

    /** Remembers what was given since the last time, and returns it. */
    private static List<Given> remember() {
        List<Given> now = book.take();
        now.forEach(one -> given.putIfAbsent(one.sql() + one.values(), one));
        return now;
    }

    @AfterAll
    static void stop() {
        griot.close();
        server.join().close();
    }

    @Test
    void the_embedded_database_reads_no_more_where_there_is_more() throws SQLException {
        assertThat(dear(Costs.ofTheEmbeddedOne(griot.part(DataSource.class)))).isEmpty();
    }

    @Test
    void a_server_reads_no_more_where_there_is_more() throws SQLException {
        DataSource filled = served.join();
        try (Connection connection = filled.getConnection()) {
            assertThat(dear(Costs.ofAServer(new SingleConnectionDataSource(connection, true))))
                    .isEmpty();
        }
    }

    @Test
    void no_call_asks_once_for_each_row() {
        assertThat(statementsOf).allSatisfy((call, count) -> assertThat(count).isLessThanOrEqualTo(STATEMENTS_AT_MOST));
    }

    @Test
    void an_edit_of_a_private_session_asks_once_about_all_who_listen() throws InterruptedException {
        String session = host.createSession("Theirs");
        griot.part(JdbcClient.class)
                .sql("""
                        INSERT INTO participant_view (session_id, user_id, moderator, on_stage, was_on_stage, admitted, audio, video, screen)
                        SELECT :session, g, FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, FALSE FROM numbers WHERE n <= :admitted""")
                .param("session", session)
                .param("admitted", ADMITTED)
                .update();
        List<LiveSocketClient> sockets = new ArrayList<>();
        try {
            for (int i = 1; i <= LISTENERS; i++) {
                String token = griot.part(SignedAccessTokens.class)
                        .issueToGuest(new UserId("G012%023d".formatted(i)), new SessionId(session));
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), token);
                sockets.add(socket);
                socket.subscribe("sessions/" + session);
                socket.subscribe("sessions/" + session + "/chat");
            }
            book.take();
            assertThat(host.patch("/api/sessions/" + session, Map.of("visibility", "PRIVATE"))
                            .status())
                    .isEqualTo(200);
            for (LiveSocketClient stranger : sockets.subList(ADMITTED, LISTENERS)) {
                assertThat(stranger.await("unsubscribed").at("/code").asString())
                        .isEqualTo("SESSION_NOT_FOUND");
                assertThat(stranger.await("unsubscribed").at("/code").asString())
                        .isEqualTo("SESSION_NOT_FOUND");
            }
            List<Given> asked = book.take();
            assertThat(asked.stream().filter(one -> one.thread().startsWith("live-ticker")))
                    .as("the tables are asked once each about all of them")
                    .hasSizeBetween(3, 6);
            assertThat(asked.stream().filter(one -> one.thread().startsWith("EventProcessor[sessions]")))
                    .as("who is there is admitted at once")
                    .hasSizeLessThan(20);
            host.post("/api/sessions/" + session + "/cancel");
            for (LiveSocketClient there : sockets.subList(0, ADMITTED)) {
                JsonNode next = there.await(
                        frame -> Set.of("sessionStateChanged", "unsubscribed")
                                .contains(frame.path("type").asString()),
                        "anything");
                assertThat(next.path("type").asString()).isEqualTo("sessionStateChanged");
            }
        } finally {
            sockets.forEach(LiveSocketClient::close);
        }
    }

    /** Returns the statements that read more than they may. */
    private static List<String> dear(Costs costs) throws SQLException {
        Map<String, String> dear = new LinkedHashMap<>();
        Map<String, Long> worst = new HashMap<>();
        for (Given one : given.values()) {
            if (BOUNDED_OTHERWISE.stream().anyMatch(one.sql()::contains)) {
                continue;
            }
            Cost cost = costs.of(one);
            if (cost.rows() > Math.max(ROWS_AT_MOST, worst.getOrDefault(one.sql(), 0L))) {
                worst.put(one.sql(), cost.rows());
                dear.put(
                        one.sql(),
                        "%d rows: %s%n%s on %s%n%s"
                                .formatted(cost.rows(), one.sql(), one.values(), one.thread(), cost.plan()));
            }
        }
        return List.copyOf(dear.values());
    }
}
