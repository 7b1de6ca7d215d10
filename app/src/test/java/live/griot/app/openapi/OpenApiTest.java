package live.griot.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import live.griot.api.Commands;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.recording.MakeClip;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LogBook;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published description can be read by others' tools, and what it says is what the calls do. */
@BesideOthers
class OpenApiTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static OpenAPI described;
    static ApiClient root;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.admin.handles", "root_of_all",
                        "griot.attempts.per-address", "100000",
                        "griot.invitation.max-pending", "100000",
                        "griot.pace.join-burst", "100000",
                        "griot.pace.hand-burst", "100000",
                        "griot.pace.ask-burst", "100000"));
        SwaggerParseResult read = new OpenAPIV3Parser()
                .readContents(griot.client().get("/openapi.json").text(), null, new ParseOptions());
        assertThat(read.getMessages()).isEmpty();
        described = read.getOpenAPI();
        root = griot.client().register("root_of_all");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void it_is_named_and_tells_how_to_sign_in_and_how_it_refuses() {
        assertThat(described.getOpenapi()).startsWith("3.1");
        assertThat(described.getInfo().getTitle()).isEqualTo("Griot");
        assertThat(described.getComponents().getSecuritySchemes()).containsKey("bearer");
        assertThat(described.getPaths().values()).allSatisfy(path -> assertThat(path.readOperations())
                .allSatisfy(call -> assertThat(call.getResponses().getDefault().getContent())
                        .containsKey("application/problem+json")));
    }

    /** What clients rely on, by the names of the contract. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            /api/auth/register POST
            /api/auth/registration GET
            /api/auth/login POST
            /api/auth/refresh POST
            /api/auth/logout POST
            /api/auth/logout-all POST
            /api/auth/password POST
            /api/auth/recover POST
            /api/auth/reset POST
            /.well-known/jwks.json GET
            /api/me GET,PATCH,DELETE
            /api/me/avatar PUT,DELETE
            /api/auth/providers GET
            /api/me/identities GET
            /api/me/identities/{provider} POST,DELETE
            /api/me/passkeys GET,POST
            /api/me/passkeys/options POST
            /api/me/passkeys/{id} DELETE
            /api/auth/passkey POST
            /api/auth/passkey/options POST
            /api/me/devices GET
            /api/me/devices/{id} DELETE
            /api/admin/users GET
            /api/admin/users/{id}/reset POST
            /api/admin/suspensions GET
            /api/admin/suspensions/{userId} PUT,DELETE
            /api/admin/sessions GET
            /api/admin/sessions/{id}/end POST
            /api/admin/bans GET
            /api/admin/bans/{userId} PUT,DELETE
            /api/admin/health GET
            /api/admin/invitations GET,POST
            /api/admin/invitations/{id} DELETE
            /api/admin/audit GET
            /api/users GET
            /api/sessions GET,POST
            /api/sessions/current GET
            /api/sessions/history GET
            /api/sessions/{id} GET,PATCH
            /api/sessions/{id}/start POST
            /api/sessions/{id}/end POST
            /api/sessions/{id}/cancel POST
            /api/sessions/{id}/join POST
            /api/sessions/{id}/leave POST
            /api/sessions/{id}/participants GET
            /api/sessions/{id}/participants/{userId} PATCH,DELETE
            /api/sessions/{id}/participants/{userId}/role PUT
            /api/sessions/{id}/hand POST,DELETE
            /api/sessions/{id}/stats GET
            /api/sessions/{id}/invitations POST
            /api/invitations GET
            /api/invitations/{id}/accept POST
            /api/invitations/{id}/reject POST
            /api/invitations/{id}/revoke POST
            /api/sessions/{id}/links POST
            /api/sessions/{id}/links/{code} DELETE
            /api/calls POST
            /api/recordings/{id}/chat GET
            /api/recordings/{id}/chat/density GET
            /api/recordings/{id}/chapters GET
            /api/recordings/{id}/download GET
            /api/recordings/{id}/thumbnails.vtt GET
            /api/recordings/{id}/clips GET,POST
            /api/recordings/{id}/captions GET
            /api/recordings/{id}/captions/{lang} GET,PUT,DELETE
            /api/clips/{id} GET,PATCH,DELETE
            /api/sessions/{id}/messages GET,POST
            /api/sessions/{id}/messages/{messageId} DELETE
            /api/sessions/{id}/messages/{messageId}/reactions/{emoji} PUT,DELETE
            /api/sessions/{id}/reactions GET,POST
            /api/sessions/{id}/messages/{messageId}/pin PUT,DELETE
            /api/sessions/{id}/pins GET
            /api/sessions/{id}/mutes GET
            /api/sessions/{id}/mutes/{userId} PUT,DELETE
            /api/sessions/{id}/bans GET
            /api/sessions/{id}/bans/{userId} PUT,DELETE
            /api/sessions/{id}/chat GET,PATCH
            /api/sessions/{id}/chat/stats GET
            /api/sessions/{id}/moderation GET
            /api/edge/whip POST
            /api/edge/whip/{resource} PATCH,DELETE
            /api/edge/whep POST
            /api/edge/whep/{resource} PATCH,DELETE
            /api/edge/status GET
            """)
    void it_describes_every_call(String path, String methods) {
        PathItem calls = Objects.requireNonNull(described.getPaths().get(path));
        assertThat(calls.readOperationsMap().keySet().stream().map(HttpMethod::name))
                .contains(methods.split(","));
    }

    @Test
    void calls_answer_as_it_says() {
        ApiClient anybody = griot.client();
        Answer registered = anybody.post(
                "/api/auth/register", Map.of("handle", "awa", "displayName", "Awa", "password", "correct horse awa"));
        isSaid(registered, HttpMethod.POST, "/api/auth/register", 201);
        isSaid(anybody.post("/api/auth/logout"), HttpMethod.POST, "/api/auth/logout", 204);
        ApiClient awa = anybody.with(registered.at("/accessToken"));
        ApiClient moussa = griot.client().register("moussa");
        isSaid(awa.post("/api/me/passkeys/options"), HttpMethod.POST, "/api/me/passkeys/options", 200);
        isSaid(awa.get("/api/me/passkeys"), HttpMethod.GET, "/api/me/passkeys", 200);
        isSaid(anybody.post("/api/auth/passkey/options"), HttpMethod.POST, "/api/auth/passkey/options", 200);
        isSaid(awa.get("/api/sessions/current"), HttpMethod.GET, "/api/sessions/current", 204);

        Answer created = awa.post(
                "/api/sessions",
                Map.of(
                        "title",
                        "Tales",
                        "description",
                        "",
                        "type",
                        "VIDEO",
                        "visibility",
                        "PUBLIC",
                        "maxParticipants",
                        4));
        isSaid(created, HttpMethod.POST, "/api/sessions", 201);
        String session = "/api/sessions/" + created.at("/id");
        isSaid(awa.post(session + "/start"), HttpMethod.POST, "/api/sessions/{id}/start", 200);
        isSaid(awa.get("/api/sessions/current"), HttpMethod.GET, "/api/sessions/current", 200);
        isSaid(awa.get(session), HttpMethod.GET, "/api/sessions/{id}", 200);
        isSaid(
                awa.post(session + "/invitations", Map.of("userId", moussa.userId())),
                HttpMethod.POST,
                "/api/sessions/{id}/invitations",
                201);
        isSaid(
                awa.post(session + "/links", Map.of("role", "VIEWER")),
                HttpMethod.POST,
                "/api/sessions/{id}/links",
                201);
        isSaid(
                moussa.post("/api/calls", Map.of("userId", awa.userId(), "type", "AUDIO")),
                HttpMethod.POST,
                "/api/calls",
                201);

        String recording = "/api/recordings/" + awa.post(session + "/recording").at("/id");
        isSaid(anybody.get(recording + "/chat"), HttpMethod.GET, "/api/recordings/{id}/chat", 200);
        isSaid(anybody.get(recording + "/chat/density"), HttpMethod.GET, "/api/recordings/{id}/chat/density", 200);
        isSaid(anybody.get(recording + "/chapters"), HttpMethod.GET, "/api/recordings/{id}/chapters", 200);
        isSaid(anybody.get(recording + "/thumbnails.vtt"), HttpMethod.GET, "/api/recordings/{id}/thumbnails.vtt", 200);
        isSaid(anybody.get(recording + "/clips"), HttpMethod.GET, "/api/recordings/{id}/clips", 200);
        String clip = "/api/clips/" + clipOf(recording, awa.userId());
        isSaid(anybody.get(clip), HttpMethod.GET, "/api/clips/{id}", 200);
        isSaid(awa.patch(clip, Map.of("title", "The hare")), HttpMethod.PATCH, "/api/clips/{id}", 200);
        isSaid(awa.delete(clip), HttpMethod.DELETE, "/api/clips/{id}", 204);
        Answer said = awa.post(session + "/messages", Map.of("content", "Once there was a hare"));
        isSaid(said, HttpMethod.POST, "/api/sessions/{id}/messages", 201);
        String message = session + "/messages/" + said.at("/id");
        isSaid(awa.put(message + "/pin", Map.of()), HttpMethod.PUT, "/api/sessions/{id}/messages/{messageId}/pin", 204);
        isSaid(
                awa.post(session + "/reactions", Map.of("emoji", "🎉")),
                HttpMethod.POST,
                "/api/sessions/{id}/reactions",
                202);
        isSaid(awa.delete(message), HttpMethod.DELETE, "/api/sessions/{id}/messages/{messageId}", 204);
        isSaid(moussa.post(session + "/hand"), HttpMethod.POST, "/api/sessions/{id}/hand", 200);
        isSaid(moussa.post(session + "/leave"), HttpMethod.POST, "/api/sessions/{id}/leave", 204);
        isSaid(awa.get("/api/edge/whip"), HttpMethod.GET, "/api/edge/whip", 204);
        isSaid(awa.post(session + "/end"), HttpMethod.POST, "/api/sessions/{id}/end", 200);
        isSaid(moussa.delete("/api/me"), HttpMethod.DELETE, "/api/me", 204);
    }

    /** Makes a clip by a command: nobody sends pictures here, of which one could be made. */
    private static String clipOf(String recording, String person) {
        ClipId clip = new ClipId("01CLIP");
        UserId by = new UserId(person);
        MakeClip command = new MakeClip(
                new RecordingId(recording.substring(recording.lastIndexOf('/') + 1)),
                clip,
                by,
                SessionText.sealed(by, "Tales", griot.part(PersonalText.class)),
                Duration.ZERO,
                Duration.ofSeconds(5),
                1,
                Instant.now());
        // The recorder begins in a moment.
        await().ignoreExceptionsInstanceOf(Refused.class)
                .untilAsserted(() -> griot.part(Commands.class).send(command));
        return clip.value();
    }

    @Test
    void calls_of_admins_answer_as_it_says() {
        ApiClient kofi = griot.client().register("kofi");
        String id = kofi.userId();
        String session = kofi.createSession("Tales");
        kofi.post("/api/sessions/" + session + "/start");
        for (String what : new String[] {"sessions", "invitations", "audit", "health"}) {
            isSaid(root.get("/api/admin/" + what), HttpMethod.GET, "/api/admin/" + what, 200);
        }
        Map<String, String> why = Map.of("reason", "Spam");
        isSaid(
                root.post("/api/admin/sessions/" + session + "/end", why),
                HttpMethod.POST,
                "/api/admin/sessions/{id}/end",
                204);
        for (String kind : new String[] {"bans", "suspensions"}) {
            String address = "/api/admin/" + kind;
            String of = "/" + id;
            isSaid(root.put(address + of, why), HttpMethod.PUT, address + "/{userId}", 204);
            isSaid(root.get(address), HttpMethod.GET, address, 200);
            isSaid(root.get("/api/admin/users?q=kofi"), HttpMethod.GET, "/api/admin/users", 200);
            isSaid(root.delete(address + of), HttpMethod.DELETE, address + "/{userId}", 204);
        }
        Answer reset = root.post("/api/admin/users/" + id + "/reset");
        isSaid(reset, HttpMethod.POST, "/api/admin/users/{id}/reset", 201);
        isSaid(root.post("/api/admin/invitations", Map.of()), HttpMethod.POST, "/api/admin/invitations", 201);
    }

    @Test
    void each_call_says_in_a_sentence_what_it_does() {
        described.getPaths().forEach((path, calls) -> calls.readOperationsMap()
                .forEach((method, call) ->
                        assertThat(call.getSummary()).as("%s %s", method, path).isNotBlank()));
    }

    @Test
    void ids_are_strings_and_what_may_be_null_says_so() {
        Schema<?> session =
                Objects.requireNonNull(described.getComponents().getSchemas().get("SessionView"));
        Schema<?> id = Objects.requireNonNull(session.getProperties().get("id"));
        Schema<?> startedAt = Objects.requireNonNull(session.getProperties().get("startedAt"));

        assertThat(id.getTypes()).containsExactly("string");
        assertThat(id.getPattern()).isNotBlank();
        assertThat(session.getRequired()).contains("id", "host", "createdAt").doesNotContain("startedAt", "previewUrl");
        assertThat(startedAt.getAnyOf()).hasSize(2);
    }

    @Test
    void whoever_calls_with_whatever_gets_an_answer_as_it_is_described_and_never_a_500() {
        ApiClient host = griot.client().register("host_of_all");
        ApiClient stranger = griot.client().register("stranger_to_all");
        String session = host.createSession("Tales");
        host.post("/api/sessions/" + session + "/start");
        String message = host.post("/api/sessions/" + session + "/messages", Map.of("content", "Once"))
                .at("/id");
        Map<String, String> ids =
                Map.of("id", session, "messageId", message, "userId", stranger.userId(), "emoji", "%F0%9F%8E%89");
        EveryOperation every = new EveryOperation(griot.address(), described);
        try (LogBook log = new LogBook()) {
            every.byWhoever(null, ids, true);
            every.byWhoever("not.a.token", ids, false);
            every.byWhoever(stranger.token(), ids, false);
            every.byWhoever(host.token(), ids, true);
            for (String hostile :
                    new String[] {"x", "%20", "'", "%22", "%F0%9F%98%80", "%C3%28", "0".repeat(300), "-", "null"}) {
                Map<String, String> everywhere = Map.of("id", hostile, "", hostile);
                every.byWhoever(host.token(), everywhere, false);
                every.under("/api/admin/", root.token(), everywhere, false);
            }
            every.under("/api/admin/", root.token(), ids, true);
            assertThat(log.troubles()).isEmpty();
        }
        assertThat(every.calls()).isGreaterThan(1_000);
        assertThat(every.faults()).isEmpty();
    }

    /** The call has answered so, and it is described as answering so and in no other way but refusals. */
    private static void isSaid(Answer answer, HttpMethod method, String path, int status) {
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(status);
        PathItem calls = Objects.requireNonNull(described.getPaths().get(path));
        Operation call = Objects.requireNonNull(calls.readOperationsMap().get(method));
        assertThat(call.getResponses()).as("%s %s", method, path).containsKey(Integer.toString(status));
        assertThat(call.getResponses().keySet()).allMatch(known -> known.equals("default") || known.startsWith("20"));
    }
}
