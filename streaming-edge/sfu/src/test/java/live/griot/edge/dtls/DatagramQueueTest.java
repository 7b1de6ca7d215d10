package live.griot.edge.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What waits for a handshake has a bound, and who offers more never waits. */
class DatagramQueueTest {
    private final DatagramQueue queue = new DatagramQueue(sent -> {});

    @Test
    void so_many_wait_and_no_more() throws Exception {
        for (int i = 0; i < DatagramQueue.CAPACITY; i++) {
            assertThat(queue.offer(new byte[] {22}, 0, 1)).isTrue();
        }
        assertThat(queue.offer(new byte[] {22}, 0, 1)).isFalse();

        assertThat(queue.receive(new byte[10], 0, 10, 1)).isEqualTo(1);
        assertThat(queue.offer(new byte[] {22}, 0, 1)).isTrue();
    }

    @Test
    void what_no_datagram_is_and_what_comes_after_the_end_is_not_taken() {
        assertThat(queue.offer(new byte[2_000], 0, queue.getReceiveLimit() + 1)).isFalse();
        queue.close();
        assertThat(queue.offer(new byte[] {22}, 0, 1)).isFalse();
    }

    @Test
    void a_full_one_ends_at_once_and_stays_ended() {
        for (int i = 0; i < DatagramQueue.CAPACITY; i++) {
            queue.offer(new byte[] {22}, 0, 1);
        }
        queue.close();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> queue.receive(new byte[10], 0, 10, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("closed");
        }
    }

    @Test
    void a_datagram_that_has_no_room_is_passed_over() throws Exception {
        queue.offer(new byte[20], 0, 20);
        queue.offer(new byte[] {22}, 0, 1);

        assertThat(queue.receive(new byte[10], 0, 10, 1)).isEqualTo(-1);
        assertThat(queue.receive(new byte[10], 0, 10, 1)).isEqualTo(1);
    }
}
