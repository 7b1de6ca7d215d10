package live.griot.query.socket;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import live.griot.api.guest.Visit;
import live.griot.api.live.ReadProgress;
import live.griot.api.network.Network;
import live.griot.api.network.Pulse;
import live.griot.api.refusal.Refusals;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.RightsEnd;
import live.griot.api.store.StoreCall;
import live.griot.api.store.StoreFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import tools.jackson.databind.json.JsonMapper;

/** One open socket: what comes in, how fast it may come, whether anybody is still there. {@link #hear} is called by one thread at a time. */
final class LiveSocket {
    /** What it was opened by is good no longer; whoever is still somebody comes back with a fresh token or ticket. */
    static final CloseStatus SIGNED_OUT = new CloseStatus(4401);

    private final Network from;
    private final Outbox outbox;
    private final LiveClient client;
    private final FrameWriter frames;
    private final ReadProgress readModels;
    private final Occurrences occurrences;
    private final Refusals refusals;
    private final FrameObserver observer;
    private final JsonMapper json;
    private final Pulse pulse;
    private final Bucket pace;

    LiveSocket(LiveClient.Services services, Outbox outbox, Network from, Visit visit, JsonMapper json, long nowNanos) {
        this.from = from;
        this.outbox = outbox;
        this.client = new LiveClient(services, outbox, visit);
        this.frames = services.frames();
        this.readModels = services.readModels();
        this.occurrences = services.occurrences();
        this.refusals = services.refusals();
        this.observer = services.observer();
        this.json = json;
        this.pulse = services.limits().pulse(nowNanos);
        this.pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(services.limits().frameBurst())
                        .refillGreedy(services.limits().framesPerSecond(), Duration.ofSeconds(1)))
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
            close(CloseStatus.POLICY_VIOLATION.withReason("Too many frames"), Occurrence.CLOSED_TOO_FAST);
            return;
        }
        try {
            ClientFrame frame = ClientFrame.parse(text, json);
            observer.observe(frame, client.person(), () -> StoreCall.carryOut(() -> hear(frame)));
        } catch (Refused unreadable) {
            refused(null, unreadable);
        }
    }

    private boolean hear(ClientFrame frame) {
        String id = null;
        try {
            id = frame.optionalText("id");
            client.handle(frame);
            pulse.greeted();
            return true;
        } catch (RuntimeException failure) {
            refused(id, readModels.truthOf(StoreFailure.refusalIn(failure)));
            return false;
        }
    }

    private void refused(@Nullable String id, Refused no) {
        occurrences.count(Occurrence.FRAME_REFUSED);
        refusals.told(no.code());
        outbox.offer(error(id, no));
    }

    /** Returns how many frames wait to be sent. */
    int waitingFrames() {
        return outbox.waiting();
    }

    /** Takes note of an answer to a ping. */
    void pong(long nowNanos) {
        pulse.heard(nowNanos);
    }

    /** Asks for a sign of life when it is time to, and gives up on who gives none. */
    void beat(long nowNanos) {
        if (client.credential().isExpired()) {
            close(SIGNED_OUT.withReason("The access token has expired"), Occurrence.CLOSED_EXPIRED);
            return;
        }
        switch (pulse.at(nowNanos)) {
            case ASK -> outbox.offer(new PingMessage());
            case SILENT -> close(CloseStatus.POLICY_VIOLATION.withReason("Nobody there"), Occurrence.CLOSED_SILENT);
            case WITHOUT_HELLO ->
                close(CloseStatus.POLICY_VIOLATION.withReason("No hello"), Occurrence.CLOSED_WITHOUT_HELLO);
            case WELL -> {}
        }
    }

    /** Closes it where the rights have ended that it was opened by. */
    void rightsEnded(RightsEnd end) {
        if (client.credential().isEndedBy(end)) {
            close(SIGNED_OUT.withReason(end.why().name()), Occurrence.CLOSED_ENDED);
        }
    }

    /** Closes it from this side. */
    void close(CloseStatus status, Occurrence why) {
        outbox.close(status, why);
    }

    /** It is closed: lets go of everything. */
    void closed(CloseStatus status) {
        client.leave();
        outbox.close(status);
    }

    private TextMessage error(@Nullable String id, Refused no) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("id", id);
        fields.put("code", no.code().name());
        fields.put("detail", no.detail());
        Duration retryAfter = no.retryAfter();
        if (retryAfter != null) {
            // Rounded up: who comes a moment too early is refused again.
            fields.put(
                    "retryAfterSeconds", Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        }
        return frames.object("error", fields);
    }
}
