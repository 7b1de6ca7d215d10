package live.griot.tools.peer;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.edge.dtls.DtlsAssociation;
import live.griot.edge.srtp.SrtpMasterKey;

/** A handshake that somebody waits for, and then for the server's goodbye. Thread-safe. */
final class AwaitedHandshake implements DtlsAssociation.Listener {
    private static final int PATIENCE_SECONDS = 15;

    private final CompletableFuture<Keys> done = new CompletableFuture<>();
    private final Runnable onGoodbye;

    /** Tells of the end of what was agreed on, on the association's thread. */
    AwaitedHandshake(Runnable onGoodbye) {
        this.onGoodbye = onGoodbye;
    }

    /** The key that opens what the server sends, and the one that seals what we send. */
    record Keys(SrtpMasterKey theirs, SrtpMasterKey ours) {}

    /** Waits for 15 seconds at most; throws {@link IOException} with a sentence when there are no keys by then. */
    Keys await() throws IOException, InterruptedException {
        try {
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IOException("DTLS failed: " + cause.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new IOException("DTLS took longer than %d s".formatted(PATIENCE_SECONDS), late);
        }
    }

    @Override
    public void onConnected(SrtpMasterKey theirs, SrtpMasterKey ours) {
        done.complete(new Keys(theirs, ours));
    }

    @Override
    public void onFailed(String reason) {
        done.completeExceptionally(new IOException(reason));
    }

    @Override
    public void onClosed() {
        onGoodbye.run();
    }
}
