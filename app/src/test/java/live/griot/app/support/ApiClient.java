package live.griot.app.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP API, signed in or not. Thread-safe. */
public final class ApiClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient http;
    private final @Nullable String token;

    /** A client of the program at that address, not signed in. */
    public ApiClient(URI server) {
        this(server, HTTP, null);
    }

    private ApiClient(URI server, HttpClient http, @Nullable String token) {
        this.server = server;
        this.http = http;
        this.token = token;
    }

    /** Returns a client that keeps cookies, as one browser does for all who use it. */
    public ApiClient browser() {
        HttpClient withCookies =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        return new ApiClient(server, withCookies, token);
    }

    /** Returns a client of the same browser that is not signed in. */
    public ApiClient signedOut() {
        return new ApiClient(server, http, null);
    }

    /** One answer: its status, its headers and its body as JSON (missing when there is none). */
    public record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        /** Returns the body as JSON. */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** Returns a field as text, by a path such as {@code /host/id}. */
        public String at(String path) {
            return json().at(path).asString();
        }

        /** Returns the status and the refusal's code, such as {@code 409 INVALID_TRANSITION}. */
        public String refusal() {
            return status + " " + json().path("code").asString();
        }
    }

    /** Registers somebody and returns a client signed in as them. */
    public ApiClient register(String handle) {
        Answer answer = post(
                "/api/auth/register",
                Map.of("handle", handle, "displayName", "The " + handle, "password", "correct horse " + handle));
        if (answer.status() != 201) {
            throw new AssertionError("Registration was refused: " + answer);
        }
        return with(answer.at("/accessToken"));
    }

    /** Signs in again as somebody whom {@link #register} made. */
    public ApiClient login(String handle) {
        Answer answer = post("/api/auth/login", Map.of("handle", handle, "password", "correct horse " + handle));
        if (answer.status() != 200) {
            throw new AssertionError("Login was refused: " + answer);
        }
        return with(answer.at("/accessToken"));
    }

    /** Returns a client that sends that bearer token. */
    public ApiClient with(String bearer) {
        return new ApiClient(server, http, bearer);
    }

    /** Returns the access token; throws when not signed in. */
    public String token() {
        if (token == null) {
            throw new IllegalStateException("Not signed in");
        }
        return token;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** Patches with a value as JSON. */
    public Answer patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Puts a value as JSON. */
    public Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Returns the id of who is signed in. */
    public String userId() {
        return get("/api/me").at("/id");
    }

    /** Posts without a body. */
    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    /** Posts a value as JSON. */
    public Answer post(String path, Object body) {
        return postText(path, "application/json", JSON.writeValueAsString(body));
    }

    /** Posts a value as JSON with an {@code Idempotency-Key}. */
    public Answer postOnce(String key, String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Posts a text as it is. */
    public Answer postText(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Puts bytes as they are. */
    public Answer putBytes(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Puts a text as it is. */
    public Answer putText(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** Creates a public video session and returns its id. */
    public String createSession(String title) {
        Answer answer = post("/api/sessions", Map.of("title", title, "type", "VIDEO", "visibility", "PUBLIC"));
        if (answer.status() != 201) {
            throw new AssertionError("The session was refused: " + answer);
        }
        return answer.at("/id");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
