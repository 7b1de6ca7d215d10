package live.griot.app.calllog;

import live.griot.api.log.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/** One socket's handler: what is logged while it is at work carries the id of the call that opened the socket. */
public final class NamedSocket extends WebSocketHandlerDecorator {
    private final @Nullable String requestId;

    /** Decorates the handler of a socket that the call of the current thread opens. */
    public NamedSocket(WebSocketHandler handler) {
        super(handler);
        this.requestId = MDC.get(LogKeys.REQUEST);
    }

    /** A step of a socket's life. */
    private interface Step {
        void run() throws Exception;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
        named(() -> super.afterConnectionEstablished(socket));
    }

    @Override
    public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) throws Exception {
        named(() -> super.handleMessage(socket, message));
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable failure) throws Exception {
        named(() -> super.handleTransportError(socket, failure));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
        named(() -> super.afterConnectionClosed(socket, status));
    }

    private void named(Step step) throws Exception {
        String before = MDC.get(LogKeys.REQUEST);
        MDC.put(LogKeys.REQUEST, requestId);
        try {
            step.run();
        } finally {
            MDC.put(LogKeys.REQUEST, before);
        }
    }
}
