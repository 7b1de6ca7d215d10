package live.griot.edge.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.KeyFrame;
import org.junit.jupiter.api.Test;

/** What waits to be decoded is bounded. */
class WaitingFramesTest {
    private final WaitingFrames waiting = new WaitingFrames();

    @Test
    void a_frame_too_large_or_more_than_fit_are_not_taken_in() {
        assertThat(waiting.put("S", frame(WaitingFrames.MAX_FRAME_BYTES + 1))).isFalse();
        int fit = WaitingFrames.MAX_BYTES / WaitingFrames.MAX_FRAME_BYTES;
        for (int i = 0; i < fit; i++) {
            assertThat(waiting.put("S" + i, frame(WaitingFrames.MAX_FRAME_BYTES)))
                    .isTrue();
        }
        assertThat(waiting.put("late", frame(1))).isFalse();
    }

    @Test
    void the_newest_of_a_session_takes_the_place_of_the_one_before() throws Exception {
        waiting.put("S", frame(10));
        waiting.put("S", frame(20));

        assertThat(Objects.requireNonNull(waiting.poll(Duration.ZERO.plusSeconds(5)))
                        .frame()
                        .bytes())
                .isEqualTo(20);
        assertThat(waiting.poll(Duration.ofMillis(1))).isNull();
    }

    @Test
    void who_waits_is_woken_where_no_frame_will_come() throws Exception {
        Thread waits = Thread.startVirtualThread(() -> {
            try {
                assertThat(waiting.poll(Duration.ofMinutes(1))).isNull();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!waits.join(Duration.ofMillis(10)) && System.nanoTime() < giveUpAt) {
            waiting.wake();
        }

        assertThat(waits.isAlive()).isFalse();
    }

    private static KeyFrame frame(int bytes) {
        return new KeyFrame(Codec.VP8, List.of(new KeyFrame.Payload(new byte[bytes], 0, bytes)));
    }
}
