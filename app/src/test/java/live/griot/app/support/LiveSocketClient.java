package live.griot.app.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the live socket that remembers what it was told, update by update. */
public final class LiveSocketClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private LiveSocketClient(URI server) {
        URI address = URI.create("ws://%s:%d/ws".formatted(server.getHost(), server.getPort()));
        this.socket = HTTP.newWebSocketBuilder()
                .buildAsync(address, new JsonFrames(told::add, closed))
                .join();
    }

    /** Connects and says hello, with an access token or without. */
    public static LiveSocketClient connect(URI server, @Nullable String token) throws InterruptedException {
        return greeting(server, token == null ? Map.of("type", "hello") : Map.of("type", "hello", "token", token));
    }

    /** Connects and shows a ticket instead of a token. */
    public static LiveSocketClient withTicket(URI server, String ticket) throws InterruptedException {
        return greeting(server, Map.of("type", "hello", "ticket", ticket));
    }

    private static LiveSocketClient greeting(URI server, Map<String, String> hello) throws InterruptedException {
        LiveSocketClient client = new LiveSocketClient(server);
        client.send(hello);
        client.await("welcome");
        return client;
    }

    /** Asks for a topic that is refused; returns the code. */
    public String refusedTopic(String topic) throws InterruptedException {
        send(Map.of("type", "subscribe", "topic", topic));
        return await("error").path("code").asString();
    }

    /** Sends a frame. */
    public void send(Object frame) {
        sendText(JSON.writeValueAsString(frame));
    }

    /** Sends a text as it is. */
    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    /** Subscribes and waits until that is confirmed; returns the position. */
    public long subscribe(String topic) throws InterruptedException {
        send(Map.of("type", "subscribe", "topic", topic));
        return await("subscribed").path("position").longValue();
    }

    /** Returns the next frame or update of a type, passing over others; fails after thirty seconds. */
    public JsonNode await(String type) throws InterruptedException {
        return await(one -> one.path("type").asString().equals(type), type);
    }

    /** Returns the next frame or update that fits, passing over others; fails after thirty seconds. */
    public JsonNode await(Predicate<JsonNode> fits, String what) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (long left; (left = giveUpAt - System.nanoTime()) > 0; ) {
            JsonNode next = told.poll(left, TimeUnit.NANOSECONDS);
            if (next != null && fits.test(next)) {
                return next;
            }
        }
        throw new AssertionError("Was not told within %d s: %s".formatted(PATIENCE_SECONDS, what));
    }

    /** Waits until the server closes it, for thirty seconds at most, and fails when it closes it otherwise. */
    public void awaitClose(int status) throws InterruptedException {
        try {
            int told = closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (told != status) {
                throw new AssertionError("Was closed with %d instead of %d".formatted(told, status));
            }
        } catch (ExecutionException | TimeoutException never) {
            throw new AssertionError("Was not closed within %d s".formatted(PATIENCE_SECONDS), never);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
