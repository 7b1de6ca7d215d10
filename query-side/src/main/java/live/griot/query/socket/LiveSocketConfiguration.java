package live.griot.query.socket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Puts the live socket at {@code /ws}. Browsers may connect from the server's own origin and those configured. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(LiveSocketProperties.class)
class LiveSocketConfiguration implements WebSocketConfigurer {
    private final LiveSocketHandler handler;
    private final LiveSocketProperties limits;

    LiveSocketConfiguration(LiveSocketHandler handler, LiveSocketProperties limits) {
        this.handler = handler;
        this.limits = limits;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(handler, "/ws")
                .setAllowedOrigins(limits.allowedOrigins().toArray(String[]::new));
    }
}
