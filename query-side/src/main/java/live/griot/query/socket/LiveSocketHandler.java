package live.griot.query.socket;

import jakarta.websocket.Session;
import java.util.Map;
import java.util.Objects;
import live.griot.api.live.ChatPosting;
import live.griot.api.live.ReadProgress;
import live.griot.api.refusal.Refusals;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** The live socket's border: sockets open and close, frames come in, and a {@link LiveSocket} answers. */
@Component
class LiveSocketHandler extends TextWebSocketHandler {
    private static final String SOCKET = LiveSocket.class.getName();

    /** How long a blocking send may take, in Tomcat's words. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** How long the frame that says why the socket is closed may take; it is 50 ms unless said. */
    private static final String FAREWELL_TIMEOUT = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    /** How long the client may take to answer that. */
    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private final LiveClient.Services services;
    private final OpenSockets sockets;
    private final JsonMapper json;

    LiveSocketHandler(
            TopicHub hub,
            RecentEvents recent,
            ReadProgress readModels,
            OrderWatch keepers,
            FrameWriter frames,
            Listening listening,
            Credential.Office credentials,
            ChatPosting chat,
            OpenSockets sockets,
            Occurrences occurrences,
            Refusals refusals,
            FrameObserver observer,
            LiveSocketProperties limits,
            JsonMapper json) {
        this.services = new LiveClient.Services(
                hub,
                recent,
                readModels,
                keepers,
                frames,
                listening,
                credentials,
                chat,
                sockets,
                occurrences,
                refusals,
                observer,
                limits);
        this.sockets = sockets;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        socket.setTextMessageSizeLimit(services.limits().maxFrameBytes());
        socket.setBinaryMessageSizeLimit(services.limits().maxFrameBytes());
        boundSends(socket);
        Outbox outbox = new Outbox(socket, services.limits().outboxFrames(), services.occurrences());
        LiveSocket live = new LiveSocket(
                services,
                outbox,
                LiveSocketHandshake.cameFrom(socket.getAttributes()),
                LiveSocketHandshake.cameBy(socket.getAttributes()),
                json,
                System.nanoTime());
        socket.getAttributes().put(SOCKET, live);
        if (!sockets.enter(live)) {
            live.close(CloseStatus.SERVICE_OVERLOAD.withReason("Enough sockets"), Occurrence.REFUSED_ADDRESS);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        live(socket).hear(message.getPayload(), System.nanoTime());
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        live(socket).pong(System.nanoTime());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        if (socket.getAttributes().get(SOCKET) instanceof LiveSocket live) {
            sockets.leave(live);
            live.closed(status);
        }
    }

    private void boundSends(WebSocketSession socket) {
        Session tomcats =
                socket instanceof NativeWebSocketSession wrapper ? wrapper.getNativeSession(Session.class) : null;
        if (tomcats != null) {
            long millis = services.limits().sendTimeout().toMillis();
            Map<String, Object> properties = tomcats.getUserProperties();
            properties.put(SEND_TIMEOUT, millis);
            properties.put(FAREWELL_TIMEOUT, millis);
            properties.put(CLOSE_TIMEOUT, millis);
        }
    }

    private static LiveSocket live(WebSocketSession socket) {
        return (LiveSocket) Objects.requireNonNull(socket.getAttributes().get(SOCKET));
    }
}
