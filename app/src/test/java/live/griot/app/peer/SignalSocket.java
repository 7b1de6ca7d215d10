package live.griot.app.peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The signalling socket as a client that is no browser uses it: what docs/protocol.md says, and nothing of the page's scripts. */
final class SignalSocket implements WebSocket.Listener {
    /** One section of a description, and what comes in it. */
    record Section(String mid, String source) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 10;

    private final CompletableFuture<JsonNode> welcome = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    private final BiConsumer<SignalSocket, JsonNode> onOffer;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private SignalSocket(PeerOrder order, BiConsumer<SignalSocket, JsonNode> onOffer)
            throws InterruptedException, ExecutionException, TimeoutException {
        this.onOffer = onOffer;
        URI address = URI.create(order.url().toString().replaceFirst("^http", "ws"));
        socket = HTTP.newWebSocketBuilder().buildAsync(address, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean receive = order.deed() == PeerOrder.Deed.PLAY;
        send(Map.of("type", "hello", "ticket", order.ticket(), "receive", receive));
        welcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Connects for who only publishes. */
    static SignalSocket toPublish(PeerOrder order) throws InterruptedException, ExecutionException, TimeoutException {
        return new SignalSocket(order, (socket, unasked) -> {});
    }

    /** Connects for who receives: whatever is offered, now and later, is answered by that connection. */
    static SignalSocket toReceive(PeerOrder order, NativeConnection connection)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new SignalSocket(order, (socket, offer) -> {
            try {
                String answer = connection.answer(offer.path("sdp").asString());
                socket.send(Map.of("type", "answer", "id", offer.path("id").asLong(), "sdp", answer));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Offers, once, and returns the answer. */
    String offer(String description, List<Section> tracks)
            throws InterruptedException, ExecutionException, TimeoutException {
        send(Map.of("type", "offer", "id", 1, "sdp", description, "tracks", tracks));
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).path("sdp").asString();
    }

    /** Says goodbye. */
    void leave() {
        send(Map.of("type", "leave"));
    }

    private void send(Map<String, ?> frame) {
        socket.sendText(JSON.writeValueAsString(frame), true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void hear(JsonNode frame) {
        switch (frame.path("type").asString()) {
            case "welcome" -> welcome.complete(frame);
            case "answer" -> answer.complete(frame);
            case "offer" -> onOffer.accept(this, frame);
            case "error" -> refused(frame);
            default -> {}
        }
    }

    private void refused(JsonNode error) {
        IllegalStateException refusal = new IllegalStateException(error.toString());
        welcome.completeExceptionally(refusal);
        answer.completeExceptionally(refusal);
    }
}
