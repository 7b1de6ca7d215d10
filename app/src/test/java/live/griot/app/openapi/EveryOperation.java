package live.griot.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes every described call, by anybody and with any body, and holds each answer against its description. */
public final class EveryOperation {
    private static final Set<String> LAST_DEEDS =
            Set.of("DELETE /api/me", "POST /api/sessions/{id}/end", "POST /api/sessions/{id}/cancel");
    private static final List<String> HOSTILE_VALUES = List.of(
            "", "x", "-1", "0", "99999999999999999999", "%00", "%20", "'", "%F0%9F%98%80", "1e9", "x".repeat(3_000));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final OpenAPI described;
    private final SchemaCheck schemas;
    private final HostileBodies bodies;
    private final List<String> faults = new ArrayList<>();
    private int calls;

    /** Knows where to call, and what is described. */
    public EveryOperation(URI server, OpenAPI described) {
        this.server = server;
        this.described = described;
        this.schemas = new SchemaCheck(described);
        this.bodies = new HostileBodies(schemas);
    }

    /** One described call. */
    private record Call(String method, String path, Operation operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Returns what was wrong with the answers so far. */
    List<String> faults() {
        return faults;
    }

    /** Returns how many calls were made. */
    int calls() {
        return calls;
    }

    /** Makes every call that does not end what the others are about, with a body that is harmless, or each that is not. */
    public void byWhoever(@Nullable String token, Map<String, String> ids, boolean hostile) {
        under("/", token, ids, hostile);
    }

    /** Makes as many of the calls whose address begins so. */
    void under(String prefix, @Nullable String token, Map<String, String> ids, boolean hostile) {
        List<HttpRequest> requests = new ArrayList<>();
        List<Call> of = new ArrayList<>();
        operations()
                .filter(call -> call.path().startsWith(prefix))
                .filter(call -> !LAST_DEEDS.contains(call.toString()))
                // Who calls there is whom the body names, not the token.
                .filter(call -> token == null || !call.path().startsWith("/api/auth/"))
                .forEach(call -> {
                    for (String body : bodiesOf(call, hostile)) {
                        requests.add(request(call, address(call.path(), ids), token, body));
                        of.add(call);
                    }
                    for (String query : hostile ? queries(call) : List.<String>of()) {
                        requests.add(request(call, address(call.path(), ids) + query, token, ""));
                        of.add(call);
                    }
                });
        for (int from = 0; from < requests.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, requests.size());
            List<CompletableFuture<HttpResponse<byte[]>>> answers = requests.subList(from, to).stream()
                    .map(request -> http.sendAsync(request, BodyHandlers.ofByteArray()))
                    .toList();
            for (int i = from; i < to; i++) {
                check(of.get(i), answers.get(i - from).join());
            }
        }
    }

    private Stream<Call> operations() {
        return described.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(call -> new Call(call.getKey().name(), path.getKey(), call.getValue())));
    }

    private List<String> bodiesOf(Call call, boolean hostile) {
        MediaType takes = taken(call);
        if (takes == null) {
            return List.of("");
        }
        List<String> all = takes.getSchema() == null ? List.of("") : bodies.of(takes.getSchema());
        return hostile ? all : all.subList(9, 10);
    }

    private static List<String> queries(Call call) {
        return Stream.ofNullable(call.operation().getParameters())
                .flatMap(List::stream)
                .filter(parameter -> parameter.getIn().equals("query"))
                .flatMap(parameter -> HOSTILE_VALUES.stream().map(value -> "?" + parameter.getName() + "=" + value))
                .toList();
    }

    private static @Nullable MediaType taken(Call call) {
        return call.operation().getRequestBody() == null
                ? null
                : call.operation()
                        .getRequestBody()
                        .getContent()
                        .values()
                        .iterator()
                        .next();
    }

    private static String address(String path, Map<String, String> ids) {
        String address = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            address = address.replace("{%s}".formatted(id.getKey()), id.getValue());
        }
        return address.replaceAll("\\{[a-zA-Z]+}", ids.getOrDefault("", "01JD0000000000000000000000"));
    }

    private HttpRequest request(Call call, String address, @Nullable String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + address))
                .timeout(PATIENCE)
                .method(
                        call.method(),
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (call.operation().getRequestBody() != null) {
            request.header(
                    "Content-Type",
                    call.operation()
                            .getRequestBody()
                            .getContent()
                            .keySet()
                            .iterator()
                            .next());
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private void check(Call call, HttpResponse<byte[]> answer) {
        calls++;
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        int status = answer.statusCode();
        ApiResponse said = call.operation().getResponses().get(Integer.toString(status));
        if (status >= 500 && status != 503) {
            fault(call, status, text);
        } else if (status >= 400) {
            if (!type.startsWith("application/problem+json")) {
                fault(call, status, "answers with " + type);
            } else if (!call.method().equals("HEAD")) {
                checkBody(call, status, text, problem(call));
            }
        } else if (said == null) {
            fault(call, status, "is not described");
        } else if (type.startsWith("application/json")) {
            checkBody(call, status, text, schema(said.getContent()));
        }
    }

    private static @Nullable Schema<?> schema(@Nullable Content content) {
        return content == null || content.isEmpty()
                ? null
                : content.values().iterator().next().getSchema();
    }

    private static Schema<?> problem(Call call) {
        Content refusals = call.operation().getResponses().getDefault().getContent();
        return Objects.requireNonNull(refusals.get("application/problem+json")).getSchema();
    }

    private void checkBody(Call call, int status, String text, @Nullable Schema<?> schema) {
        if (schema == null) {
            fault(call, status, "has a body that is not described");
            return;
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(text);
            schemas.faults(body, schema).forEach(fault -> fault(call, status, fault));
            if (status >= 400 && body.path("status").asInt() != status) {
                fault(call, status, "says another status: " + text);
            }
        } catch (JacksonException unreadable) {
            fault(call, status, "is no JSON: " + text);
        }
    }

    private void fault(Call call, int status, String what) {
        String fault = "%s: %d %s".formatted(call, status, what.length() > 300 ? what.substring(0, 300) : what);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
