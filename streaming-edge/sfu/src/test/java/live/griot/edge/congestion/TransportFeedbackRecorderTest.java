package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Bytes;
import org.junit.jupiter.api.Test;

class TransportFeedbackRecorderTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];

    @Test
    void arrivals_are_told_to_a_quarter_of_a_millisecond_and_losses_as_such() {
        recorder.onPacket(65_534, 100 * MS);
        recorder.onPacket(65_535, 101 * MS);
        recorder.onPacket(1, 150 * MS);
        recorder.onPacket(2, 149 * MS);

        recorder.write(200 * MS, body);

        Map<Integer, Long> arrivals = read(body);
        assertThat(arrivals.keySet()).containsExactlyInAnyOrder(65_534, 65_535, 1, 2);
        long first = arrivals.getOrDefault(65_534, -1L);
        assertThat(arrivals)
                .containsEntry(65_535, first + 4)
                .containsEntry(1, first + 200)
                .containsEntry(2, first + 196);
    }

    @Test
    void each_feedback_goes_on_where_the_last_one_ended() {
        recorder.onPacket(10, 10 * MS);
        assertThat(recorder.isDue(40 * MS)).isFalse();
        assertThat(recorder.isDue(60 * MS)).isTrue();
        recorder.write(60 * MS, body);
        assertThat(recorder.isDue(200 * MS)).isFalse();
        recorder.onPacket(12, 70 * MS);
        recorder.write(130 * MS, body);

        assertThat(read(body).keySet()).containsExactly(12);
        assertThat(Bytes.u16(body, 0))
                .as("what is missing at the beginning is told as lost")
                .isEqualTo(11);
        assertThat(body[7]).isEqualTo((byte) 1);
    }

    @Test
    void a_long_silence_does_not_overflow_the_deltas() {
        recorder.onPacket(10, 10 * MS);
        recorder.onPacket(11, 60_000 * MS);
        int length = recorder.write(60_001 * MS, body);

        assertThat(length).isLessThanOrEqualTo(TransportFeedbackRecorder.MAX_BODY);
        assertThat(read(body).keySet()).containsExactlyInAnyOrder(10, 11);
    }

    @Test
    void a_burst_after_much_loss_fits_one_feedback() {
        recorder.onPacket(0, MS);
        for (int i = 5_000; i < 9_000; i++) {
            recorder.onPacket(i, i * MS / 10);
        }
        assertThat(recorder.write(1_000 * MS, body)).isLessThanOrEqualTo(TransportFeedbackRecorder.MAX_BODY);
        assertThat(read(body).keySet()).contains(8_999);
    }

    /** Reads a body as the draft describes it: sequence number to arrival, in quarters of a millisecond. */
    private static Map<Integer, Long> read(byte[] body) {
        int base = Bytes.u16(body, 0);
        int count = Bytes.u16(body, 2);
        long time = Bytes.u24(body, 4) * 256L;
        int delta = 8 + 2 * ((count + 6) / 7);
        Map<Integer, Long> arrivals = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int chunk = Bytes.u16(body, 8 + 2 * (i / 7));
            assertThat(chunk >> 14).isEqualTo(3);
            int symbol = (chunk >> (2 * (6 - i % 7))) & 3;
            if (symbol == 1) {
                time += body[delta++] & 0xFF;
            } else if (symbol == 2) {
                time += (short) Bytes.u16(body, delta);
                delta += 2;
            }
            if (symbol != 0) {
                arrivals.put(base + i & 0xFFFF, time);
            }
        }
        return arrivals;
    }
}
