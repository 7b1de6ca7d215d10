package live.griot.recording.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.ReorderBuffer.TimedFrame;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
    private final ReorderBuffer buffer = new ReorderBuffer();

    private static TimedFrame frame(long first, long last, int bytes, long arrivalNanos) {
        return new TimedFrame(
                new EncodedFrame(new StreamId(1, 1), FrameCodec.VP8, first, last, 0, new byte[bytes], arrivalNanos),
                first);
    }

    private List<Long> poll(long nowNanos) {
        List<Long> polled = new ArrayList<>();
        for (TimedFrame next = buffer.poll(nowNanos); next != null; next = buffer.poll(nowNanos)) {
            polled.add(buffer.skipped() ? -next.ticks() : next.ticks());
        }
        return polled;
    }

    @Test
    void frames_leave_in_order() {
        buffer.add(frame(1, 3, 1, 0));
        assertThat(poll(0)).containsExactly(1L);
        buffer.add(frame(6, 6, 1, 10));
        buffer.add(frame(7, 9, 1, 20));
        assertThat(poll(30)).isEmpty();
        buffer.add(frame(4, 5, 1, 40));
        assertThat(poll(40)).containsExactly(4L, 6L, 7L);
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void a_frame_waits_for_one_that_is_missing_no_longer_than_it_may() {
        buffer.add(frame(1, 1, 1, 0));
        buffer.add(frame(3, 3, 1, 100));
        assertThat(poll(100 + FrameLimits.REORDER_NANOS - 1)).containsExactly(1L);
        assertThat(poll(100 + FrameLimits.REORDER_NANOS)).containsExactly(-3L);
        assertThat(buffer.add(frame(2, 2, 1, 200))).isFalse();
        assertThat(buffer.add(frame(3, 3, 1, 200))).isFalse();
    }

    @Test
    void the_same_frame_twice_is_one() {
        buffer.add(frame(1, 1, 1, 0));
        poll(0);
        assertThat(buffer.add(frame(3, 3, 1, 0))).isTrue();
        assertThat(buffer.add(frame(3, 3, 1, 0))).isFalse();
    }

    @Test
    void no_more_wait_than_may() {
        buffer.add(frame(1, 1, 1, 0));
        poll(0);
        for (int i = 0; i <= FrameLimits.REORDER_FRAMES; i++) {
            buffer.add(frame(10 + i, 10 + i, 1, 0));
        }
        assertThat(poll(0)).hasSize(FrameLimits.REORDER_FRAMES + 1).startsWith(-10L);
        buffer.add(frame(5_000, 5_000, (int) FrameLimits.REORDER_BYTES + 1, 0));
        assertThat(poll(0)).containsExactly(-5_000L);
    }
}
