package live.griot.edge.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import live.griot.edge.congestion.TransportFeedbackReader;
import live.griot.fuzz.Fuzz;

/** Compound RTCP, and the congestion feedback in it. */
class RtcpFuzzTest {
    /** A NACK tells of 17 packets in four bytes: nothing tells more. */
    private static final int TOLD_A_BYTE = 5;

    @FuzzTest(maxDuration = Fuzz.EACH)
    void compound(byte[] data) {
        Told told = new Told(Fuzz.MARGIN + data.length);
        RtcpReader.read(Fuzz.inMargins(data), Fuzz.MARGIN, data.length, told);
        assertThat(told.count).isLessThanOrEqualTo(TOLD_A_BYTE * data.length);
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void transportFeedback(byte[] data) {
        TransportFeedbackReader reader = new TransportFeedbackReader();
        for (byte[] body : Fuzz.pieces(data)) {
            Counted counted = new Counted();
            boolean sound = reader.read(Fuzz.inMargins(body), Fuzz.MARGIN, body.length, counted);
            assertThat(counted.count).isBetween(sound ? 1 : 0, sound ? TransportFeedbackReader.MAX_PACKETS : 0);
            TransportFeedbackReader.feedbackCount(body, 0, body.length);
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void written(byte[] data) {
        int[] missing = new int[Math.min(data.length, 200)];
        int at = 0;
        for (int i = 0; i < missing.length; i++) {
            at = (at + 1 + (data[i] & 0x7F)) & 0xFFFF;
            missing[i] = at;
        }
        RtcpWriter writer = new RtcpWriter().reset();
        writer.sourceDescription(1, "name").nack(1, 2, missing, missing.length);
        List<Integer> read = new ArrayList<>();

        boolean sound = RtcpReader.read(writer.array(), 0, writer.length(), new RtcpReader.Listener() {
            @Override
            public void onNack(int mediaSsrc, int sequenceNumber) {
                read.add(sequenceNumber);
            }
        });

        assertThat(sound || missing.length == 0).isTrue();
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(missing[i]);
        }
    }

    private static final class Counted implements TransportFeedbackReader.Listener {
        private int count;

        @Override
        public void onReceived(int sequenceNumber, long arrivalNanos) {
            assertThat(sequenceNumber).isBetween(0, 0xFFFF);
            count++;
        }

        @Override
        public void onMissing(int sequenceNumber) {
            assertThat(sequenceNumber).isBetween(0, 0xFFFF);
            count++;
        }
    }

    private static final class Told implements RtcpReader.Listener {
        private final int end;
        private int count;

        Told(int end) {
            this.end = end;
        }

        @Override
        public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
            count++;
        }

        @Override
        public void onReportBlock(int reporter, int ssrc, int lost, int jitter, int lastReport, int delay) {
            count++;
        }

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            assertThat(sequenceNumber).isBetween(0, 0xFFFF);
            count++;
        }

        @Override
        public void onPictureLoss(int mediaSsrc) {
            count++;
        }

        @Override
        public void onFullIntraRequest(int mediaSsrc) {
            count++;
        }

        @Override
        public void onTransportFeedback(byte[] bytes, int offset, int length) {
            assertThat(offset + length).isLessThanOrEqualTo(end);
            new TransportFeedbackReader().read(bytes, offset, length, new Counted());
            count++;
        }

        @Override
        public void onBye(int ssrc) {
            count++;
        }
    }
}
