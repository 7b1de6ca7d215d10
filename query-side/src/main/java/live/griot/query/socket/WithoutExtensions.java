package live.griot.query.socket;

import java.util.List;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Agrees on no extension, whatever a browser offers: {@code permessage-deflate} would compress the shared bytes for each socket anew,
 * keep a window for each, and let a small frame become a large one.
 */
final class WithoutExtensions extends DefaultHandshakeHandler {
    @Override
    protected List<WebSocketExtension> filterRequestedExtensions(
            ServerHttpRequest request, List<WebSocketExtension> requested, List<WebSocketExtension> supported) {
        return List.of();
    }
}
