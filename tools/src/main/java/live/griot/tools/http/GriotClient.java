package live.griot.tools.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of Griot's interface that the tools need, as nobody or as somebody. Every call blocks, 15 seconds at most. Thread-safe. */
public final class GriotClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final String LOGIN = "/api/auth/login";
    private static final int UNAUTHORIZED = 401;

    private final URI server;
    private final Map<String, String> credentials;
    private volatile String accessToken;

    /** Speaks to a server as nobody. */
    public GriotClient(URI server) {
        this(server, Map.of(), "");
    }

    private GriotClient(URI server, Map<String, String> credentials, String accessToken) {
        this.server = server;
        this.credentials = credentials;
        this.accessToken = accessToken;
    }

    /** The server did not do it, and said why. */
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refusal(String code, String sentence) {
            super(sentence);
            this.code = code;
        }

        /** Returns the interface's stable code, such as {@code STAGE_FULL}; empty where there was none. */
        public String code() {
            return code;
        }
    }

    /** What a join gives: where to publish and where to play, both with the ticket. */
    public record Joined(SdpEndpoint whip, SdpEndpoint whep) {}

    /** Makes an account, and returns a client that speaks as them, and signs in again when its access token has run out. */
    public GriotClient register(String handle, String displayName, String password)
            throws IOException, InterruptedException {
        JsonNode signedIn =
                post("/api/auth/register", Map.of("handle", handle, "displayName", displayName, "password", password));
        return as(handle, password, signedIn);
    }

    /** Signs in, and returns a client that speaks as them, and signs in again when its access token has run out. */
    public GriotClient login(String handle, String password) throws IOException, InterruptedException {
        return as(handle, password, post(LOGIN, Map.of("handle", handle, "password", password)));
    }

    private GriotClient as(String handle, String password, JsonNode signedIn) {
        return new GriotClient(
                server,
                Map.of("handle", handle, "password", password),
                signedIn.path("accessToken").asString());
    }

    /** Creates a public session of pictures and sound, and returns its id. */
    public String createSession(String title, String description) throws IOException, InterruptedException {
        return post(
                        "/api/sessions",
                        Map.of("title", title, "description", description, "type", "VIDEO", "visibility", "PUBLIC"))
                .path("id")
                .asString();
    }

    /** Starts a session. */
    public void start(String session) throws IOException, InterruptedException {
        post("/api/sessions/" + session + "/start", Map.of());
    }

    /** Ends a session. */
    public void end(String session) throws IOException, InterruptedException {
        post("/api/sessions/" + session + "/end", Map.of());
    }

    /** Returns a session's state, such as {@code LIVE}. */
    public String state(String session) throws IOException, InterruptedException {
        return send("/api/sessions/" + session, HttpRequest.Builder::GET)
                .path("state")
                .asString();
    }

    /** Joins a session: as its host, as a guest, or to watch. */
    public Joined join(String session) throws IOException, InterruptedException {
        return joined(post("/api/sessions/" + session + "/join", Map.of()));
    }

    /** Makes a link by which one guest may come, and returns its code. */
    public String guestLink(String session) throws IOException, InterruptedException {
        return post("/api/sessions/" + session + "/links", Map.of("role", "GUEST", "maxUses", 1))
                .path("code")
                .asString();
    }

    /** Joins a session by a link. */
    public Joined joinBy(String link, String session) throws IOException, InterruptedException {
        return joined(post("/api/sessions/" + session + "/join", Map.of("link", link)));
    }

    /** Writes a message into a session's chat. */
    public void say(String session, String content) throws IOException, InterruptedException {
        post("/api/sessions/" + session + "/messages", Map.of("content", content));
    }

    private Joined joined(JsonNode answer) {
        String ticket = answer.path("ticket").asString();
        JsonNode edge = answer.path("edge");
        return new Joined(
                new SdpEndpoint(server.resolve(edge.path("whipUrl").asString()), ticket),
                new SdpEndpoint(server.resolve(edge.path("whepUrl").asString()), ticket));
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(String path, UnaryOperator<HttpRequest.Builder> call)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = exchange(path, call);
        if (answer.statusCode() == UNAUTHORIZED && !credentials.isEmpty()) {
            accessToken = new GriotClient(server)
                    .post(LOGIN, credentials)
                    .path("accessToken")
                    .asString();
            answer = exchange(path, call);
        }
        JsonNode body = parse(answer);
        if (answer.statusCode() / 100 != 2) {
            throw new Refusal(
                    body.path("code").asString(""),
                    "%s answered %d: %s"
                            .formatted(
                                    path,
                                    answer.statusCode(),
                                    body.path("detail").asString("no reason given")));
        }
        return body;
    }

    private HttpResponse<String> exchange(String path, UnaryOperator<HttpRequest.Builder> call)
            throws IOException, InterruptedException {
        URI url = server.resolve(path);
        HttpRequest.Builder request = call.apply(HttpRequest.newBuilder(url).timeout(PATIENCE));
        if (!accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IOException("No answer from %s: %s".formatted(url, Failures.sentence(failure)), failure);
        }
    }

    private static JsonNode parse(HttpResponse<String> answer) throws IOException {
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (JacksonException notJson) {
            throw new IOException("What answers at %s is not Griot".formatted(answer.uri()), notJson);
        }
    }
}
