package live.griot.tools.publish;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.tools.http.Failures;

/** Takes pictures and sound from a source in real time and hands them to a publisher, each on a thread of its own. */
final class Broadcast {
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / Source.FRAMES_A_SECOND;
    private static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Source source;
    private final WhipPublisher publisher;
    private final Frame frame;
    private final byte[] samples = new byte[Source.SOUND_BYTES];
    private final CompletableFuture<Ending> ending;
    private long pictures;

    /** One step of what is sent; returns false when there is nothing more. */
    private interface Step {
        boolean take() throws IOException;
    }

    /** Sends until {@code ending} is complete, and completes it when the source is at its end. */
    Broadcast(Source source, WhipPublisher publisher, Frame frame, CompletableFuture<Ending> ending) {
        this.source = source;
        this.publisher = publisher;
        this.frame = frame;
        this.ending = ending;
    }

    void start() {
        Thread.ofPlatform().daemon().name("pictures").start(() -> pace(FRAME_NANOS, this::sendPicture));
        Thread.ofPlatform().daemon().name("sound").start(() -> pace(SOUND_NANOS, this::sendSound));
    }

    private boolean sendPicture() throws IOException {
        if (!source.nextPicture(frame)) {
            ending.complete(
                    pictures > 0
                            ? Ending.OF_THE_SOURCE
                            : Ending.failed("There is no picture in it that can be decoded"));
            return false;
        }
        publisher.push(frame);
        pictures++;
        return true;
    }

    private boolean sendSound() throws IOException {
        source.nextSound(samples);
        publisher.push(samples);
        return true;
    }

    private void pace(long everyNanos, Step step) {
        long next = System.nanoTime();
        try {
            while (!ending.isDone() && step.take()) {
                // Who was held up goes on from now, and does not hurry after what is lost.
                next = Math.max(next + everyNanos, System.nanoTime() - everyNanos);
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        } catch (IOException failure) {
            ending.complete(Ending.failed(Failures.sentence(failure)));
        }
    }
}
