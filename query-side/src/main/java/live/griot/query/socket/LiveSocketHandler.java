package live.griot.query.socket;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import live.griot.api.identity.AccessTokens;
import live.griot.api.identity.Tickets;
import live.griot.api.live.ChatPosting;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** The live socket's border: frames come in, a {@link LiveClient} answers, and whatever is not a frame gets an error. */
@Component
class LiveSocketHandler extends TextWebSocketHandler {
    private static final String CLIENT = LiveClient.class.getName();
    private static final String OUTBOX = Outbox.class.getName();

    private final LiveClient.Services services;
    private final JsonMapper json;

    LiveSocketHandler(
            TopicHub hub,
            PastUpdates past,
            FrameWriter frames,
            Sessions sessions,
            AccessTokens accessTokens,
            Tickets tickets,
            ChatPosting chat,
            LiveSocketProperties limits,
            JsonMapper json) {
        this.services = new LiveClient.Services(hub, past, frames, sessions, accessTokens, tickets, chat, limits);
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        socket.setTextMessageSizeLimit(services.limits().maxFrameBytes());
        Outbox outbox = new Outbox(socket, services.limits().outboxFrames());
        socket.getAttributes().put(OUTBOX, outbox);
        socket.getAttributes().put(CLIENT, new LiveClient(services, outbox));
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) throws InterruptedException {
        Outbox outbox = (Outbox) Objects.requireNonNull(socket.getAttributes().get(OUTBOX));
        LiveClient client =
                (LiveClient) Objects.requireNonNull(socket.getAttributes().get(CLIENT));
        String id = null;
        try {
            ClientFrame frame = ClientFrame.parse(message.getPayload(), json);
            id = frame.optionalText("id");
            client.handle(frame);
        } catch (Refused no) {
            outbox.offer(error(id, no));
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        if (socket.getAttributes().get(CLIENT) instanceof LiveClient client) {
            client.leave();
        }
        if (socket.getAttributes().get(OUTBOX) instanceof Outbox outbox) {
            outbox.close(status);
        }
    }

    private TextMessage error(@Nullable String id, Refused no) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("id", id);
        fields.put("code", no.code().name());
        fields.put("detail", no.detail());
        return services.frames().object("error", fields);
    }
}
