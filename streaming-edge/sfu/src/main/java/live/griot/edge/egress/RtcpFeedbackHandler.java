package live.griot.edge.egress;

import live.griot.edge.handover.ViewerFeedback;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;

/**
 * Does what viewers ask for, and takes in what they report: packets sent again, key frames, how the network is. Not thread-safe: owned by
 * an egress loop.
 */
final class RtcpFeedbackHandler implements RtcpReader.Listener {
    /** The most packets sent again for one RTCP datagram. */
    static final int MAX_RETRANSMISSIONS = 256;

    private final PacketSealer sealer;
    private final EdgeCounters counters;
    private @Nullable ViewerEgress viewer;
    private long nowNanos;
    private int retransmissions;

    RtcpFeedbackHandler(PacketSealer sealer, EdgeCounters counters) {
        this.sealer = sealer;
        this.counters = counters;
    }

    /** Reads what a viewer told, and does it. */
    void process(ViewerEgress by, ViewerFeedback told) {
        viewer = by;
        nowNanos = told.arrivalNanos();
        retransmissions = 0;
        if (!RtcpReader.read(told.bytes(), 0, told.length(), this)) {
            counters.dropped(DropReason.MALFORMED_RTCP);
        }
    }

    @Override
    public void onNack(int mediaSsrc, int sequenceNumber) {
        EgressTrack track = track(mediaSsrc);
        if (viewer != null && track != null && retransmissions++ < MAX_RETRANSMISSIONS) {
            counters.nacked(StreamKind.forwarded(track.kind()), 1);
            viewer.retransmit(track, sequenceNumber, sealer, nowNanos);
        }
    }

    @Override
    public void onPictureLoss(int mediaSsrc) {
        EgressTrack track = track(mediaSsrc);
        if (track == null) {
            return;
        }
        counters.keyFrameAsked(StreamKind.forwarded(track.kind()));
        if (track.mayAskForKeyFrame(nowNanos)) {
            track.wantKeyFrame();
        } else {
            counters.dropped(DropReason.KEY_FRAME_LIMIT);
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
        EgressTrack track = track(ssrc);
        if (track != null) {
            track.onReportBlock(fractionLost, jitter);
        }
        if (viewer != null) {
            viewer.bandwidth().onReportBlock(ssrc, lastSenderReport, delaySinceLast, nowNanos);
        }
    }

    private @Nullable EgressTrack track(int ssrc) {
        return viewer == null ? null : viewer.track(ssrc);
    }
}
