package live.griot.edge.control;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client of the signalling socket that remembers what it was told. Frames are written with single quotes. */
final class SignalClient implements WebSocket.Listener {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 10;

    JsonNode welcome = MissingNode.getInstance();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    SignalClient(URI address) {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** Sends a frame. */
    void send(String frame) {
        sendText(frame.replace('\'', '"'));
    }

    /** Sends a text as it is. */
    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Offers to publish; {@code tracks} are pairs such as {@code 0 CAMERA}. */
    void offer(long id, String sdp, String... tracks) {
        send("{'type': 'offer', 'id': %d, 'tracks': [%s], 'sdp': %s}"
                .formatted(
                        id,
                        String.join(
                                ",",
                                List.of(tracks).stream()
                                        .map(track -> track.split(" "))
                                        .map(track -> "{'mid': '%s', 'source': '%s'}".formatted(track[0], track[1]))
                                        .toList()),
                        JSON.writeValueAsString(sdp)));
    }

    void answer(long id, String sdp) {
        send("{'type': 'answer', 'id': %d, 'sdp': %s}".formatted(id, JSON.writeValueAsString(sdp)));
    }

    /** Returns the next frame of a type, passing over others. */
    JsonNode await(String type) {
        return await(type, frame -> true);
    }

    /** Returns the next frame of either type, passing over others. */
    JsonNode awaitOneOf(String type, String other) {
        return await(List.of(type, other), frame -> true);
    }

    /** Returns the next frame of a type that fits, passing over others. */
    JsonNode await(String type, Predicate<JsonNode> fits) {
        return await(List.of(type), fits);
    }

    private JsonNode await(List<String> types, Predicate<JsonNode> fits) {
        try {
            long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            for (long left; (left = giveUpAt - System.nanoTime()) > 0; ) {
                JsonNode next = told.poll(left, TimeUnit.NANOSECONDS);
                if (next != null && types.contains(next.path("type").asString()) && fits.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("Was not told within %d s: %s".formatted(PATIENCE_SECONDS, types));
    }

    /** Returns the code of the next error. */
    String refusal() {
        return await("error").path("code").stringValue();
    }

    /** Returns all that was told until a ping was answered. */
    List<String> toldUntilNow() {
        send("{'type': 'ping'}");
        List<String> types = new ArrayList<>();
        try {
            for (JsonNode next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    next != null && !next.path("type").asString().equals("pong");
                    next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                types.add(next.path("type").asString());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return types;
    }

    /** Returns the code with which the server closed. */
    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Loses the socket without a word. */
    void cut() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            told.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
