package live.griot.edge.transport;

import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.sfu.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Does what viewers ask for, and takes in what they report: packets sent again, key frames, how the network is. Not thread-safe: owned by
 * an egress loop.
 */
final class ViewerRequests implements RtcpReader.Listener {
    /** The most packets sent again for one RTCP datagram. */
    static final int MAX_RETRANSMISSIONS = 256;

    private final PacketSealer sealer;
    private final EdgeCounters counters;
    private @Nullable ViewerEgress viewer;
    private long nowNanos;
    private int retransmissions;

    ViewerRequests(PacketSealer sealer, EdgeCounters counters) {
        this.sealer = sealer;
        this.counters = counters;
    }

    /** Reads what a viewer told, and does it. */
    void process(ViewerFeedback told) {
        viewer = told.viewer();
        nowNanos = told.arrivalNanos();
        retransmissions = 0;
        if (!RtcpReader.read(told.bytes(), 0, told.length(), this)) {
            counters.dropped(DropReason.MALFORMED_RTCP);
        }
        told.viewer().send(sealer);
    }

    @Override
    public void onNack(int mediaSsrc, int sequenceNumber) {
        EgressTrack track = track(mediaSsrc);
        if (track != null && retransmissions++ < MAX_RETRANSMISSIONS) {
            track.retransmit(sequenceNumber, sealer, nowNanos);
        }
    }

    @Override
    public void onPictureLoss(int mediaSsrc) {
        EgressTrack track = track(mediaSsrc);
        if (track != null) {
            track.wantKeyFrame();
        }
    }

    @Override
    public void onFullIntraRequest(int mediaSsrc) {
        onPictureLoss(mediaSsrc);
    }

    @Override
    public void onTransportFeedback(byte[] bytes, int offset, int length) {
        if (viewer != null && !viewer.bandwidth().onFeedback(bytes, offset, length, nowNanos)) {
            counters.dropped(DropReason.MALFORMED_RTCP);
        }
    }

    @Override
    public void onReportBlock(
            int reporter, int ssrc, int fractionLost, int jitter, int lastSenderReport, int delaySinceLast) {
        if (viewer != null) {
            viewer.bandwidth().onReportBlock(ssrc, lastSenderReport, delaySinceLast, nowNanos);
        }
    }

    private @Nullable EgressTrack track(int ssrc) {
        return viewer == null ? null : viewer.track(ssrc);
    }
}
