package live.griot.query.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import live.griot.api.guest.Visit;
import live.griot.api.guest.Visits;
import live.griot.api.network.Network;
import live.griot.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import tools.jackson.databind.json.JsonMapper;

/** Lets no more sockets in than there is room for, before anything is spent on them: 429 for who has enough, 503 when all are taken. */
final class LiveSocketHandshake implements HandshakeInterceptor {
    private static final String ADDRESS = Network.class.getName();
    private static final String VISIT = Visit.class.getName();
    private static final String RETRY_AFTER_SECONDS = "10";

    private final OpenSockets sockets;
    private final Occurrences occurrences;
    private final Visits visits;
    private final JsonMapper json;

    LiveSocketHandshake(OpenSockets sockets, Occurrences occurrences, Visits visits, JsonMapper json) {
        this.sockets = sockets;
        this.occurrences = occurrences;
        this.visits = visits;
        this.json = json;
    }

    /** Returns by which browser a socket that shook hands came. */
    static Visit cameBy(Map<String, Object> attributes) {
        return (Visit) Objects.requireNonNull(attributes.get(VISIT), "A socket shakes hands first");
    }

    /** Returns where a socket that shook hands is from. */
    static Network cameFrom(Map<String, Object> attributes) {
        return (Network) attributes.getOrDefault(ADDRESS, Network.of(""));
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        Network from = Network.of(
                ((ServletServerHttpRequest) request).getServletRequest().getRemoteAddr());
        Occurrence why = sockets.whyNot(from);
        if (why != null) {
            occurrences.count(why);
            refuse(
                    response,
                    why == Occurrence.REFUSED_ADDRESS ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE,
                    why == Occurrence.REFUSED_STOPPING
                            ? "The node stops; come back later"
                            : "There are as many live sockets as there may be; come back later");
            return false;
        }
        attributes.put(ADDRESS, from);
        attributes.put(VISIT, visits.current());
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    private void refuse(ServerHttpResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatusCode(status);
        response.getHeaders().set("Retry-After", RETRY_AFTER_SECONDS);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String problem = json.writeValueAsString(Map.of(
                "status",
                status.value(),
                "title",
                status.getReasonPhrase(),
                "code",
                RefusalCode.RATE_LIMITED.name(),
                "detail",
                detail));
        response.getBody().write(problem.getBytes(StandardCharsets.UTF_8));
    }
}
