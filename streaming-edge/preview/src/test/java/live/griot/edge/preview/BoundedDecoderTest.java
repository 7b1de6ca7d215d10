package live.griot.edge.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.KeyFrame;
import org.junit.jupiter.api.Test;

/** A decoding that takes too long is given up, and never two run at once. */
class BoundedDecoderTest {
    private static final KeyFrame FRAME = new KeyFrame(Codec.VP8, List.of());

    @Test
    void what_takes_longer_than_the_bound_is_interrupted_and_given_up() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        BoundedDecoder decoder = new BoundedDecoder(frame -> spin(interrupted), Duration.ofMillis(50));

        assertThatThrownBy(() -> decoder.decode(FRAME))
                .isInstanceOf(TooSlow.class)
                .hasMessage("a decoding took longer than PT0.05S");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothing_is_begun_while_one_that_was_given_up_still_runs_and_again_when_it_has_ended() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        CompletableFuture<Thread> deaf = new CompletableFuture<>();
        BoundedDecoder decoder = new BoundedDecoder(
                frame -> {
                    if (deaf.complete(Thread.currentThread())) {
                        awaitDeaf(let);
                    }
                    return new byte[] {1};
                },
                Duration.ofMillis(50));

        assertThatThrownBy(() -> decoder.decode(FRAME)).hasMessageStartingWith("a decoding took longer");
        assertThatThrownBy(() -> decoder.decode(FRAME)).hasMessage("a decoding that was given up still runs");

        let.countDown();
        deaf.get().join();
        assertThat(decoder.decode(FRAME)).containsExactly(1);
    }

    @Test
    void a_refusal_comes_through_and_an_error_of_the_decoder_ends_one_frame_alone() throws Exception {
        BoundedDecoder bad = new BoundedDecoder(
                frame -> {
                    throw new BadFrame("cut short");
                },
                Duration.ofSeconds(10));
        BoundedDecoder deep = new BoundedDecoder(
                frame -> {
                    throw new StackOverflowError();
                },
                Duration.ofSeconds(10));

        assertThatThrownBy(() -> bad.decode(FRAME)).isInstanceOf(BadFrame.class).hasMessage("cut short");
        assertThatThrownBy(() -> deep.decode(FRAME)).hasCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> deep.decode(FRAME)).hasCauseInstanceOf(StackOverflowError.class);
    }

    private static byte[] spin(CountDownLatch interrupted) {
        while (true) {
            try {
                Interruption.check();
            } catch (Interruption.Interrupted ended) {
                interrupted.countDown();
                throw ended;
            }
            Thread.onSpinWait();
        }
    }

    private static void awaitDeaf(CountDownLatch let) {
        boolean done = false;
        while (!done) {
            try {
                let.await();
                done = true;
            } catch (InterruptedException unheard) {
                // As deaf as a decoder that asks nobody.
            }
        }
    }
}
