package live.griot.edge.preview;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.edge.sfu.KeyFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one frame at a time, each on a thread of its own of the lowest priority. One that takes longer than a bound is interrupted and given
 * up; until its thread has really ended no other is begun, so that there is never more than one. Not thread-safe: for one worker.
 */
final class BoundedDecoder {
    private final Decoding decoding;
    private final Duration bound;
    private @Nullable Thread last;

    /** What makes a JPEG of a frame; ends soon after its thread was interrupted. */
    interface Decoding {
        byte[] of(KeyFrame frame) throws BadFrame;
    }

    BoundedDecoder(Decoding decoding, Duration bound) {
        this.decoding = decoding;
        this.bound = bound;
    }

    /**
     * Returns a JPEG of the frame, waiting for it no longer than the bound.
     *
     * @throws BadFrame if it makes no sense
     * @throws TooSlow if it took too long, or one before it still runs
     */
    byte[] decode(KeyFrame frame) throws BadFrame, TooSlow, InterruptedException {
        if (last != null && last.isAlive() && !last.join(Duration.ofMillis(1))) {
            throw new TooSlow("a decoding that was given up still runs");
        }
        CompletableFuture<byte[]> jpeg = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform()
                .name("preview-decode-frame")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> complete(jpeg, frame));
        last = thread;
        try {
            return jpeg.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new TooSlow("a decoding took longer than " + bound);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BadFrame bad) {
                throw bad;
            }
            throw new IllegalStateException("The decoder failed", failed.getCause());
        } finally {
            // Nothing, to one that has ended.
            thread.interrupt();
        }
    }

    /** Whatever is thrown, an Error of hostile depth or size included, ends this one frame. */
    private void complete(CompletableFuture<byte[]> jpeg, KeyFrame frame) {
        try {
            jpeg.complete(decoding.of(frame));
        } catch (Throwable failure) {
            jpeg.completeExceptionally(failure);
        }
    }
}
