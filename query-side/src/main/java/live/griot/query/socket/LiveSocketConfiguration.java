package live.griot.query.socket;

import live.griot.api.guest.Visits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeHandler;
import tools.jackson.databind.json.JsonMapper;

/** Puts the live socket at {@code /ws}. Browsers may connect from the server's own origin and those configured. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(LiveSocketProperties.class)
class LiveSocketConfiguration implements WebSocketConfigurer {
    private final LiveSocketHandler handler;
    private final LiveSocketProperties limits;
    private final LiveSocketHandshake interceptor;
    private final HandshakeHandler handshake;

    LiveSocketConfiguration(
            LiveSocketHandler handler,
            LiveSocketProperties limits,
            OpenSockets sockets,
            Occurrences occurrences,
            Visits visits,
            JsonMapper json,
            HandshakeHandler handshake,
            @Value("${server.tomcat.max-connections:8192}") int maxConnections) {
        if (limits.maxSockets() >= maxConnections) {
            throw new IllegalStateException(
                    "griot.live.max-sockets (%d) must be less than server.tomcat.max-connections (%d), or no call gets through"
                            .formatted(limits.maxSockets(), maxConnections));
        }
        this.handler = handler;
        this.limits = limits;
        this.handshake = handshake;
        this.interceptor = new LiveSocketHandshake(sockets, occurrences, visits, json);
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(handler, "/ws")
                .addInterceptors(interceptor)
                .setHandshakeHandler(handshake)
                .setAllowedOrigins(limits.allowedOrigins().toArray(String[]::new));
    }
}
