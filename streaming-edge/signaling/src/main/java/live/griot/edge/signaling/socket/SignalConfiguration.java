package live.griot.edge.signaling.socket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeHandler;

/** Puts the signalling socket beside WHIP and WHEP. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(SignalProperties.class)
class SignalConfiguration implements WebSocketConfigurer {
    private static final String PATH = "/api/edge/signal";

    private final SignalSocketHandler handler;
    private final SignalSockets sockets;
    private final SignalProperties limits;
    private final HandshakeHandler handshake;

    SignalConfiguration(
            SignalSocketHandler handler, SignalSockets sockets, SignalProperties limits, HandshakeHandler handshake) {
        this.handler = handler;
        this.sockets = sockets;
        this.limits = limits;
        this.handshake = handshake;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(handler, PATH)
                .addInterceptors(new SignalHandshake(sockets))
                .setHandshakeHandler(handshake)
                .setAllowedOrigins(limits.allowedOrigins().toArray(String[]::new));
    }
}
