package live.griot.app.support;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears what a socket says: each frame, or each update of a frame that has several, and with what it was closed, 1006 when it was just cut. */
public final class JsonFrames implements WebSocket.Listener {
    private static final int CUT = 1006;
    private static final JsonMapper JSON = new JsonMapper();

    private final Consumer<JsonNode> told;
    private final CompletableFuture<Integer> closed;
    private final StringBuilder partial = new StringBuilder();

    public JsonFrames(Consumer<JsonNode> told, CompletableFuture<Integer> closed) {
        this.told = told;
        this.closed = closed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode frame = JSON.readTree(partial.toString());
            partial.setLength(0);
            if (frame.isArray()) {
                frame.forEach(told);
            } else {
                told.accept(frame);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(CUT);
    }
}
