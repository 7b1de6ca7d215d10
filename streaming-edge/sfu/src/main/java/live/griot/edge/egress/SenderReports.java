package live.griot.edge.egress;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.rtcp.RtcpWriter;

/**
 * Tells a viewer how the timestamps of what they get go with the edge's clock, once a second for each track: on one clock, so that lips
 * match whoever published what. Not thread-safe: owned by an egress loop. RFC 3550, section 6.4.1.
 */
final class SenderReports {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String CANONICAL_NAME = "griot";
    private static final int REPORT = 28;
    private static final int DESCRIPTION = 20;

    private final NtpClock clock;
    private final RtcpWriter writer = new RtcpWriter();

    SenderReports(NtpClock clock) {
        this.clock = clock;
    }

    /** Returns one compound packet with the reports that are due, empty when none is; valid until the next call. */
    RtcpWriter due(List<EgressTrack> tracks, ViewerBandwidth bandwidth, long nowNanos) {
        writer.reset();
        for (EgressTrack track : tracks) {
            if (track.isReportDue(nowNanos, INTERVAL_NANOS) && writer.hasRoomFor(REPORT + DESCRIPTION)) {
                report(track.reported(nowNanos), bandwidth, nowNanos);
            }
        }
        if (writer.length() > 0) {
            writer.sourceDescription(tracks.get(0).subscription().outgoing().ssrc(), CANONICAL_NAME);
        }
        return writer;
    }

    private void report(Subscription subscription, ViewerBandwidth bandwidth, long nowNanos) {
        int ssrc = subscription.outgoing().ssrc();
        long ntpTime = clock.at(nowNanos);
        writer.senderReport(
                ssrc,
                ntpTime,
                subscription.timestampAt(nowNanos),
                subscription.packetsSent(),
                subscription.octetsSent());
        bandwidth.onSenderReport(ssrc, ntpTime, nowNanos);
    }
}
