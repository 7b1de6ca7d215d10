package live.griot.edge.signaling.socket;

import java.util.Map;
import live.griot.api.network.Network;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Lets no more sockets in than there is room for, before anything is spent on them: 429 for who has enough, 503 when all are taken. */
final class SignalHandshake implements HandshakeInterceptor {
    private static final String ADDRESS = Network.class.getName();
    private static final String RETRY_AFTER_SECONDS = "10";

    private final SignalSockets sockets;

    SignalHandshake(SignalSockets sockets) {
        this.sockets = sockets;
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
            Map<String, Object> attributes) {
        Network from = Network.of(
                ((ServletServerHttpRequest) request).getServletRequest().getRemoteAddr());
        HttpStatus why = sockets.whyNot(from);
        if (why != null) {
            response.setStatusCode(why);
            response.getHeaders().set("Retry-After", RETRY_AFTER_SECONDS);
            return false;
        }
        attributes.put(ADDRESS, from);
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
