package live.griot.edge.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final List<String> told = new ArrayList<>();
    private final RtcpReader.Listener listener = new RtcpReader.Listener() {
        @Override
        public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
            told.add("report %d %d %d %d %d".formatted(ssrc, ntpTime, rtpTimestamp, packets, octets));
        }

        @Override
        public void onReportBlock(
                int reporter, int ssrc, int fractionLost, int jitter, int lastSenderReport, int delaySinceLast) {
            told.add("block %d %d %d %d".formatted(reporter, ssrc, fractionLost, jitter));
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            told.add("nack %d".formatted(sequenceNumber));
        }

        @Override
        public void onPictureLoss(int mediaSsrc) {
            told.add("picture loss %d".formatted(mediaSsrc));
        }

        @Override
        public void onTransportFeedback(byte[] bytes, int offset, int length) {
            told.add("feedback of %d".formatted(length));
        }

        @Override
        public void onBye(int ssrc) {
            told.add("bye %d".formatted(ssrc));
        }
    };

    @Test
    void what_is_written_is_read_as_one_compound() {
        RtcpWriter writer = new RtcpWriter()
                .senderReport(1, 2, 3, 4, 5)
                .sourceDescription(1, "griot")
                .receiverReport(1, 9, 128, 7, 6, 5, 4, 3)
                .pictureLoss(1, 9)
                .transportFeedback(1, 9, new byte[10], 10)
                .bye(1);

        assertThat(RtcpReader.read(writer.array(), 0, writer.length(), listener))
                .isTrue();
        assertThat(told)
                .containsExactly("report 1 2 3 4 5", "block 1 9 128 5", "picture loss 9", "feedback of 12", "bye 1");
    }

    @Test
    void missing_packets_are_packed_into_bit_masks_across_the_wrap() {
        RtcpWriter writer = new RtcpWriter().nack(1, 9, new int[] {65_530, 65_531, 2, 10, 11, 400}, 6);

        assertThat(RtcpReader.read(writer.array(), 0, writer.length(), listener))
                .isTrue();
        assertThat(told).containsExactly("nack 65530", "nack 65531", "nack 2", "nack 10", "nack 11", "nack 400");
        assertThat(writer.length()).isEqualTo(12 + 3 * 4);
    }

    @Test
    void what_came_before_something_malformed_still_counts() {
        RtcpWriter writer = new RtcpWriter().pictureLoss(1, 9).bye(1);

        assertThat(RtcpReader.read(writer.array(), 0, writer.length() - 2, listener))
                .isFalse();
        assertThat(told).containsExactly("picture loss 9");
    }

    @Test
    void random_bytes_are_read_or_refused_without_an_exception() {
        Random random = new Random(4585);
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[4 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[0] = (byte) (0x80 | (noise[0] & 0x1F));
            noise[1] = (byte) (200 + random.nextInt(8));
            noise[2] = 0;
            noise[3] = (byte) random.nextInt(16);
            refused += RtcpReader.read(noise, 0, noise.length, listener) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }
}
