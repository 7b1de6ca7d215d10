package live.griot.edge.signaling.socket;

import jakarta.websocket.Session;
import java.util.Map;
import java.util.Objects;
import live.griot.api.refusal.Refusals;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** The signalling socket's border: sockets open and close, frames come in, and a {@link SignalSocket} answers. */
@Component
class SignalSocketHandler extends TextWebSocketHandler {
    private static final String SOCKET = SignalSocket.class.getName();

    /** How long a blocking send may take, in Tomcat's words. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** What may wait to be sent while something else is, in bytes: a few descriptions. */
    private static final int SEND_BUFFER = 1 << 20;

    private final SignalSockets sockets;
    private final SignalSessions sessions;
    private final SignalProperties limits;
    private final Refusals refusals;
    private final JsonMapper json;

    SignalSocketHandler(
            SignalSockets sockets,
            SignalSessions sessions,
            SignalProperties limits,
            Refusals refusals,
            JsonMapper json) {
        this.sockets = sockets;
        this.sessions = sessions;
        this.limits = limits;
        this.refusals = refusals;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        socket.setTextMessageSizeLimit(limits.maxFrameBytes());
        socket.setBinaryMessageSizeLimit(limits.maxFrameBytes());
        boundSends(socket);
        SignalSocket signal = new SignalSocket(
                new ConcurrentWebSocketSessionDecorator(
                        socket, (int) limits.sendTimeout().toMillis(), SEND_BUFFER),
                SignalHandshake.cameFrom(socket.getAttributes()),
                sessions,
                limits,
                refusals,
                json,
                System.nanoTime());
        socket.getAttributes().put(SOCKET, signal);
        if (!sockets.enter(signal)) {
            signal.close(CloseStatus.SERVICE_OVERLOAD.withReason("Enough sockets"));
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        signal(socket).hear(message.getPayload(), System.nanoTime());
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        signal(socket).pong(System.nanoTime());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        if (socket.getAttributes().get(SOCKET) instanceof SignalSocket signal) {
            sockets.leave(signal);
            signal.closed(System.nanoTime());
        }
    }

    private void boundSends(WebSocketSession socket) {
        Session tomcats =
                socket instanceof NativeWebSocketSession wrapper ? wrapper.getNativeSession(Session.class) : null;
        if (tomcats != null) {
            Map<String, Object> properties = tomcats.getUserProperties();
            properties.put(SEND_TIMEOUT, limits.sendTimeout().toMillis());
        }
    }

    private static SignalSocket signal(WebSocketSession socket) {
        return (SignalSocket) Objects.requireNonNull(socket.getAttributes().get(SOCKET));
    }
}
