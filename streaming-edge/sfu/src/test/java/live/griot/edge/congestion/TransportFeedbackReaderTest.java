package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TransportFeedbackReaderTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int HEADER = 8;

    private final TransportFeedbackReader reader = new TransportFeedbackReader();
    private final List<String> told = new ArrayList<>();
    private final TransportFeedbackReader.Listener listener = new TransportFeedbackReader.Listener() {
        @Override
        public void onReceived(int sequenceNumber, long arrivalNanos) {
            told.add("%d at %.2f".formatted(sequenceNumber, (double) arrivalNanos / MS));
        }

        @Override
        public void onMissing(int sequenceNumber) {
            told.add("%d missing".formatted(sequenceNumber));
        }
    };

    @Test
    void a_run_of_one_status_is_told_packet_by_packet() {
        // Three packets with small deltas of 1, 2 and 3 ms; a run (section 3.1.3).
        byte[] body = body(10, 3, 1, 0x2003, 4, 8, 12);

        assertThat(reader.read(body, 0, body.length, listener)).isTrue();
        assertThat(told).containsExactly("10 at 65.00", "11 at 67.00", "12 at 70.00");
    }

    @Test
    void a_vector_of_one_bit_tells_what_arrived_and_what_did_not() {
        // The first, third and fourth of five, across the wrap; a vector of 14 places, of which 5 count (section
        // 3.1.4).
        byte[] body = body(65_534, 5, 0, 0x8000 | 0b10110000000000, 4, 4, 4);

        assertThat(reader.read(body, 0, body.length, listener)).isTrue();
        assertThat(told).containsExactly("65534 at 1.00", "65535 missing", "0 at 2.00", "1 at 3.00", "2 missing");
    }

    @Test
    void a_vector_of_two_bits_has_deltas_of_one_and_of_two_bytes() {
        // Small, missing, large (-1 ms, for it overtook).
        byte[] body = body(1, 3, 2, 0xC000 | 0b01_00_10_00000000, 8, 0xFF, 0xFC);

        assertThat(reader.read(body, 0, body.length, listener)).isTrue();
        assertThat(told).containsExactly("1 at 130.00", "2 missing", "3 at 129.00");
    }

    @Test
    void arrival_times_go_on_when_the_reference_time_wraps() {
        byte[] before = body(1, 1, 0xFFFFFF, 0x2001, 0);
        byte[] after = body(2, 1, 1, 0x2001, 0);

        assertThat(reader.read(before, 0, before.length, listener)).isTrue();
        assertThat(reader.read(after, 0, after.length, listener)).isTrue();
        assertThat(told)
                .containsExactly("1 at %d.00".formatted(0xFFFFFFL * 64), "2 at %d.00".formatted((0xFFFFFFL + 2) * 64));
    }

    @Test
    void what_is_too_short_for_its_own_statuses_tells_nothing() {
        byte[] whole = body(10, 30, 1, 0x200E, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4);

        assertThat(reader.read(whole, 0, whole.length, listener))
                .as("16 of 30 have no status")
                .isFalse();
        byte[] noDelta = body(10, 3, 1, 0x2003, 4, 8);
        assertThat(reader.read(noDelta, 0, noDelta.length, listener)).isFalse();
        byte[] reserved = body(10, 1, 1, 0x6001, 4, 4, 4);
        assertThat(reader.read(reserved, 0, reserved.length, listener))
                .as("a reserved status")
                .isFalse();
        byte[] emptyRun = body(10, 1, 1, 0x2000, 4);
        assertThat(reader.read(emptyRun, 0, emptyRun.length, listener)).isFalse();
        assertThat(reader.read(new byte[7], 0, 7, listener)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void one_feedback_is_not_made_to_tell_of_more_packets_than_can_be_remembered() {
        byte[] most = new byte[HEADER + 2 + 2];
        Bytes.put16(most, 2, TransportFeedbackReader.MAX_PACKETS);
        Bytes.put16(most, HEADER, 0x1FFF);
        Bytes.put16(most, HEADER + 2, 0x0001);
        assertThat(reader.read(most, 0, most.length, listener)).isTrue();
        assertThat(told).hasSize(TransportFeedbackReader.MAX_PACKETS);

        Bytes.put16(most, 2, TransportFeedbackReader.MAX_PACKETS + 1);
        Bytes.put16(most, HEADER + 2, 0x0002);
        assertThat(reader.read(most, 0, most.length, listener)).isFalse();
    }

    @Property
    void whatever_the_recorder_writes_is_read_as_it_was(
            @ForAll @IntRange(max = 65_535) int first,
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = -3, max = 60) Integer> gaps) {
        TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
        TreeMap<Long, Long> arrivals = new TreeMap<>();
        long sequence = first;
        long now = 100 * MS;
        for (int gap : gaps) {
            // Below 0: lost.
            if (gap >= 0) {
                now += gap * MS / 4;
                recorder.onPacket((int) (sequence & 0xFFFF), now);
                arrivals.put(sequence, now);
            }
            sequence++;
        }
        if (arrivals.isEmpty()) {
            return;
        }
        byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
        int length = recorder.write(now, body);
        TreeMap<Long, Long> read = new TreeMap<>();
        assertThat(reader.read(body, 0, length, new TransportFeedbackReader.Listener() {
                    @Override
                    public void onReceived(int number, long arrivalNanos) {
                        read.put(first + (long) (number - first & 0xFFFF), arrivalNanos);
                    }

                    @Override
                    public void onMissing(int number) {
                        assertThat(arrivals).doesNotContainKey(first + (long) (number - first & 0xFFFF));
                    }
                }))
                .isTrue();
        long offset = read.firstEntry().getValue() - arrivals.firstEntry().getValue();
        arrivals.replaceAll((number, arrival) -> arrival + offset);
        assertThat(read).isEqualTo(arrivals);
    }

    @Property
    void any_bytes_are_read_or_refused_and_never_out_of_bounds(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 4) int offset) {
        int length = Math.max(0, bytes.length - offset);
        boolean read = reader.read(bytes, Math.min(offset, bytes.length), length, listener);
        assertThat(read || told.isEmpty()).isTrue();
        told.clear();
    }

    @Test
    void noise_in_the_form_of_feedback_is_read_or_refused() {
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[HEADER + random.nextInt(60)];
            random.nextBytes(noise);
            Bytes.put16(noise, 2, random.nextInt(40));
            told.clear();
            read += reader.read(noise, 0, noise.length, listener) ? 1 : 0;
        }
        assertThat(read).isBetween(1, 199_999);
    }

    private static byte[] body(int base, int count, int reference, int chunk, int... deltas) {
        byte[] body = new byte[HEADER + 2 + deltas.length];
        Bytes.put16(body, 0, base);
        Bytes.put16(body, 2, count);
        Bytes.put24(body, 4, reference);
        Bytes.put16(body, HEADER, chunk);
        for (int i = 0; i < deltas.length; i++) {
            body[HEADER + 2 + i] = (byte) deltas[i];
        }
        return body;
    }
}
