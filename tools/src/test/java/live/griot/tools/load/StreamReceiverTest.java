package live.griot.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import org.junit.jupiter.api.Test;

/** What a viewer counts as lost, and what it asks for. */
class StreamReceiverTest {
    private static final long LATER = 1_000_000_000L;

    private final StreamReceiver stream = new StreamReceiver();

    @Test
    void what_never_comes_is_lost_and_what_is_sent_again_is_not() {
        arrive(65_530, 65_531, 65_534, 1);

        assertThat(stream.lost()).isEqualTo(4);
        assertThat(asked(0)).containsExactly(65_532, 65_533, 65_535, 0);
        assertThat(stream.onPacket(65_533, 0)).isTrue();
        assertThat(stream.onPacket(0, 0)).isTrue();
        assertThat(stream.lost()).isEqualTo(2);
        assertThat(asked(LATER)).containsExactly(65_532, 65_535);
    }

    @Test
    void what_comes_twice_counts_once() {
        arrive(1, 2, 4);

        assertThat(stream.onPacket(2, 0)).isFalse();
        assertThat(stream.onPacket(3, 0)).isTrue();
        assertThat(stream.onPacket(3, 0)).isFalse();
        assertThat(stream.lost()).isZero();
    }

    @Test
    void losses_count_between_the_mark_and_the_stop_even_if_they_are_filled_after_it() {
        arrive(1, 3);
        stream.mark();
        arrive(4, 6, 8);
        stream.stop();
        arrive(20);

        assertThat(stream.lost()).isEqualTo(2);
        stream.onPacket(5, 0);
        stream.onPacket(2, 0);
        assertThat(stream.lost()).isEqualTo(1);
    }

    @Test
    void nobody_is_asked_for_ever() {
        arrive(1, 3);

        int times = 0;
        while (!asked(times * LATER).isEmpty()) {
            times++;
        }
        assertThat(times).isEqualTo(10);
        assertThat(stream.isMissingSomething()).isFalse();
    }

    private void arrive(int... sequences) {
        for (int sequence : sequences) {
            stream.onPacket(sequence, 0);
        }
    }

    private List<Integer> asked(long nowNanos) {
        RtcpWriter rtcp = new RtcpWriter();
        stream.nack(rtcp, 1, 2, nowNanos);
        List<Integer> asked = new ArrayList<>();
        RtcpReader.read(rtcp.array(), 0, rtcp.length(), new RtcpReader.Listener() {
            @Override
            public void onNack(int mediaSsrc, int sequenceNumber) {
                asked.add(sequenceNumber);
            }
        });
        return asked;
    }
}
