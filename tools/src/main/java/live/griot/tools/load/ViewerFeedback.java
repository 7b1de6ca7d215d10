package live.griot.tools.load;

import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.tools.peer.PeerConnection;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer tells the server: reports each second, transport-wide feedback, requests for what is missing and for key frames. Not
 * thread-safe: of its viewer's loop.
 */
final class ViewerFeedback {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int REPORTER = 1;

    /** That of the loop: its viewers write one after the other. */
    private final RtcpWriter rtcp;

    private final PeerConnection connection;
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
    private @Nullable TransportFeedbackRecorder arrivals;
    private int transportCcId = -1;
    private long reportDueNanos;
    private int lastSenderReport;
    private long lastSenderReportNanos;

    ViewerFeedback(PeerConnection connection, RtcpWriter rtcp) {
        this.connection = connection;
        this.rtcp = rtcp;
    }

    /** Begins; without transport-wide numbers ({@code transportCcId} -1) there is no feedback on them. */
    void begin(int agreedTransportCcId, long nowNanos) {
        transportCcId = agreedTransportCcId;
        reportDueNanos = nowNanos + REPORT_NANOS;
        arrivals = agreedTransportCcId < 0 ? null : new TransportFeedbackRecorder(nowNanos);
    }

    /** Notes when a packet arrived. */
    void onArrival(RtpPacket packet, long nowNanos) {
        TransportFeedbackRecorder recorder = arrivals;
        int at = recorder == null ? -1 : packet.extensionOffset(transportCcId);
        if (recorder != null && at >= 0) {
            recorder.onPacket(Bytes.u16(packet.array(), at), nowNanos);
        }
    }

    /** Tells what is due to be told. */
    void onTime(StreamReceiver picture, int pictureSsrc, StreamReceiver sound, int soundSsrc, long nowNanos) {
        if (nowNanos - reportDueNanos >= 0) {
            reportDueNanos = nowNanos + REPORT_NANOS;
            report(picture, pictureSsrc, sound, soundSsrc, nowNanos);
        }
        TransportFeedbackRecorder recorder = arrivals;
        if (recorder != null && recorder.isDue(nowNanos)) {
            int length = recorder.write(nowNanos, body);
            rtcp.reset().transportFeedback(REPORTER, pictureSsrc, body, length);
            send();
        }
    }

    private void report(StreamReceiver picture, int pictureSsrc, StreamReceiver sound, int soundSsrc, long nowNanos) {
        int delay = lastSenderReport == 0 ? 0 : (int) ((nowNanos - lastSenderReportNanos) * 0x10000L / 1_000_000_000L);
        rtcp.reset();
        picture.report(rtcp, REPORTER, pictureSsrc, lastSenderReport, delay);
        sound.report(rtcp, REPORTER, soundSsrc, 0, 0);
        if (rtcp.length() > 0) {
            rtcp.sourceDescription(REPORTER, "griot-load");
            send();
        }
    }

    /** Asks for what is missing and due to be asked for; returns for how many packets. */
    int askForMissing(StreamReceiver picture, int pictureSsrc, long nowNanos) {
        rtcp.reset();
        int asked = picture.nack(rtcp, REPORTER, pictureSsrc, nowNanos);
        if (asked > 0) {
            send();
        }
        return asked;
    }

    /** Asks for a key frame. */
    void askForKeyFrame(int pictureSsrc) {
        rtcp.reset().pictureLoss(REPORTER, pictureSsrc);
        send();
    }

    private void send() {
        connection.sendRtcp(rtcp.array(), rtcp.length());
    }

    /** Reads what the server tells: when it sent what. */
    void onRtcp(byte[] bytes, int length, int pictureSsrc, long nowNanos) {
        RtcpReader.read(bytes, 0, length, new RtcpReader.Listener() {
            @Override
            public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
                if (ssrc == pictureSsrc) {
                    lastSenderReport = (int) (ntpTime >>> 16);
                    lastSenderReportNanos = nowNanos;
                }
            }
        });
    }
}
