package live.griot.edge.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
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
        public void onFullIntraRequest(int mediaSsrc) {
            told.add("full intra request %d".formatted(mediaSsrc));
        }

        @Override
        public void onTransportFeedback(byte[] bytes, int offset, int length) {
            told.add("feedback of %d".formatted(length));
        }

        @Override
        public void onDelaySinceReference(int reporter, int lastReference, int delaySinceLast) {
            told.add("since %d %d %d".formatted(reporter, lastReference, delaySinceLast));
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

    /** RFC 5104, section 4.3.1: one request may be for several streams. */
    @Test
    void a_full_intra_request_is_read_for_each_stream_that_it_names() {
        byte[] request = HexFormat.of()
                .parseHex("84ce0006" + "00000001" + "00000000" + "00000009" + "05000000" + "0000000a" + "06000000");

        assertThat(RtcpReader.read(request, 0, request.length, listener)).isTrue();
        assertThat(told).containsExactly("full intra request 9", "full intra request 10");
        assertThat(RtcpReader.read(request, 0, request.length - 4, listener)).isFalse();
    }

    @Test
    void a_reference_time_stands_where_it_is_looked_for() {
        RtcpWriter writer = new RtcpWriter().referenceTime(1, 0x0102030405060708L);

        assertThat(HexFormat.of().formatHex(writer.array(), 0, writer.length()))
                .isEqualTo("80cf0004" + "00000001" + "04000002" + "0102030405060708");
        assertThat(RtcpReader.read(writer.array(), 0, writer.length(), listener))
                .isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void each_answer_to_a_reference_time_is_told_whatever_else_the_report_says() {
        // A block that is not known, then one of two answers.
        byte[] report = HexFormat.of()
                .parseHex(
                        "80cf000a 00000009 2a000001ffffffff 05000006 000000010203040500010000 000000070000000800000009"
                                .replace(" ", ""));
        assertThat(RtcpReader.read(report, 0, report.length, listener)).isTrue();
        assertThat(told).containsExactly("since 1 33752069 65536", "since 7 8 9");

        told.clear();
        report[19] = 7;
        assertThat(RtcpReader.read(report, 0, report.length, listener))
                .as("a block that is longer than its report")
                .isFalse();
        assertThat(told).isEmpty();
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
