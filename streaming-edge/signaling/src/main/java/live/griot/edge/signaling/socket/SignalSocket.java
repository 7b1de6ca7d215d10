package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;

import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import live.griot.api.network.Network;
import live.griot.api.network.Pulse;
import live.griot.api.refusal.Refusals;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * One open socket: what comes in, how fast it may come, whether anybody is still there. Frames come from one thread at a time; what is
 * sent may be sent by any.
 */
final class SignalSocket {
    private static final Logger LOG = LoggerFactory.getLogger(SignalSocket.class);

    private final WebSocketSession socket;
    private final Network from;
    private final SignalSessions sessions;
    private final SignalProperties limits;
    private final Refusals refusals;
    private final JsonMapper json;
    private final Pulse pulse;
    private final Bucket pace;
    private volatile @Nullable SignalSession session;

    SignalSocket(
            WebSocketSession socket,
            Network from,
            SignalSessions sessions,
            SignalProperties limits,
            Refusals refusals,
            JsonMapper json,
            long nowNanos) {
        this.socket = socket;
        this.from = from;
        this.sessions = sessions;
        this.limits = limits;
        this.refusals = refusals;
        this.json = json;
        this.pulse = limits.pulse(nowNanos);
        this.pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.frameBurst())
                        .refillGreedy(limits.framesPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /** Returns where it comes from. */
    Network from() {
        return from;
    }

    /** Does what a frame asks for, or says why not. */
    void hear(String text, long nowNanos) {
        pulse.heard(nowNanos);
        if (!pace.tryConsume(1)) {
            close(CloseStatus.POLICY_VIOLATION.withReason("Too many frames"));
            return;
        }
        ClientMessage message = null;
        try {
            message = ClientMessage.parse(text, json);
            SignalSession here = session;
            if (here != null) {
                hear(here, message);
            } else if (message instanceof ClientMessage.Hello hello) {
                sessions.greet(this, hello);
            } else {
                throw new Refused(MALFORMED_REQUEST, "The first frame is a hello");
            }
        } catch (RuntimeException failure) {
            refused(message, StoreFailure.refusalIn(failure));
        }
    }

    private void hear(SignalSession here, ClientMessage message) {
        if (here.waiting() > limits.maxWaiting()) {
            close(CloseStatus.SERVICE_OVERLOAD.withReason("Too slow; resume"));
        } else {
            here.hear(this, message);
        }
    }

    /** Takes note of an answer to a ping. */
    void pong(long nowNanos) {
        pulse.heard(nowNanos);
    }

    /** Asks for a sign of life when it is time to, and gives up on who gives none. */
    void beat(long nowNanos) {
        switch (pulse.at(nowNanos)) {
            case ASK -> send(new PingMessage());
            case SILENT -> close(CloseStatus.POLICY_VIOLATION.withReason("Nobody there"));
            case WITHOUT_HELLO -> close(CloseStatus.POLICY_VIOLATION.withReason("No hello"));
            case WELL -> {}
        }
    }

    /** Is told whose frames come in here, before they are told of it. */
    void belongsTo(SignalSession asked) {
        session = asked;
    }

    /** Is told that its client was let in. */
    void greeted() {
        pulse.greeted();
    }

    /** Says why its client is not let in; it may try again. */
    void refusedHello(Refused no) {
        session = null;
        refused("hello", null, no);
    }

    /** Says why something is not done, null for what could not be read. */
    void refused(@Nullable ClientMessage message, Refused no) {
        Long id = message instanceof ClientMessage.Offer offer
                ? Long.valueOf(offer.id())
                : message instanceof ClientMessage.Answer answer ? Long.valueOf(answer.id()) : null;
        refused(message == null ? null : nameOf(message), id, no);
    }

    private void refused(@Nullable String about, @Nullable Long id, Refused no) {
        refusals.told(no.code());
        send(error(about, id, no));
    }

    void send(ServerMessage message) {
        send(new TextMessage(json.writerFor(ServerMessage.class).writeValueAsString(message)));
    }

    /** Closes it from this side. Who does not answer is waited for by another thread. */
    void close(CloseStatus status) {
        Thread.ofVirtual().name("signal-close").start(() -> {
            try {
                socket.close(status);
            } catch (IOException gone) {
                LOG.debug("Socket {} is gone", socket.getId(), gone);
            }
        });
    }

    /** It is closed. */
    void closed(long nowNanos) {
        SignalSession here = session;
        if (here != null) {
            here.cut(this, nowNanos);
        }
    }

    /** What cannot be sent within the time there is was not sent: the socket is lost, and its client comes back. */
    private void send(WebSocketMessage<?> message) {
        try {
            socket.sendMessage(message);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Socket {} is gone", socket.getId(), gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private static ServerMessage.Refusal error(@Nullable String about, @Nullable Long id, Refused no) {
        Duration retryAfter = no.retryAfter();
        return new ServerMessage.Refusal(
                about, id, no.code().name(), no.detail(), retryAfter == null ? null : retryAfter.toSeconds());
    }

    private static String nameOf(ClientMessage message) {
        String name = message instanceof ClientMessage.FreshTicket
                ? "Ticket"
                : message.getClass().getSimpleName();
        return name.toLowerCase(Locale.ROOT);
    }
}
