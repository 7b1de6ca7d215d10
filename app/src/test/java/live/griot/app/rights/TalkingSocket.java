package live.griot.app.rights;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import live.griot.app.support.JsonFrames;
import live.griot.app.support.Poll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A socket of either kind that remembers what it was told, and with what it was closed. */
final class TalkingSocket implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private TalkingSocket(URI address) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(address, new JsonFrames(told::add, closed))
                .join();
    }

    /** Connects, says hello and is welcomed. */
    static TalkingSocket open(URI server, String path, Map<String, ?> hello) {
        TalkingSocket opened =
                new TalkingSocket(URI.create("ws://%s:%d%s".formatted(server.getHost(), server.getPort(), path)));
        opened.say(hello);
        Poll.until(() -> opened.wasTold(frame -> isOf(frame, "welcome")));
        return opened;
    }

    void say(Map<String, ?> frame) {
        socket.sendText(JSON.writeValueAsString(frame), true).join();
    }

    boolean wasTold(Predicate<JsonNode> fits) {
        return told.stream().anyMatch(fits);
    }

    static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asString().equals(type);
    }

    /** Returns with what the server closed it, or 0 while it is open; 1006 when it was just cut. */
    int closedWith() {
        return closed.getNow(0);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
