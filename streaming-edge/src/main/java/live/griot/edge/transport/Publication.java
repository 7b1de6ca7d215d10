package live.griot.edge.transport;

import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.H264Payload;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.Vp8Payload;
import live.griot.edge.sfu.KeyFrameRequests;
import live.griot.edge.sfu.MediaPacket;
import live.griot.edge.sfu.NackGenerator;
import live.griot.edge.sfu.ReceiveStatistics;

/** One received track: what is known of its stream. Not thread-safe: owned by the ingest loop. */
final class Publication {
    private final RtpParameters track;
    private final ReceiveStatistics statistics;
    private final NackGenerator nacks = new NackGenerator();
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private int ssrc = -1;

    Publication(RtpParameters track) {
        this.track = track;
        this.statistics = new ReceiveStatistics(track.codec().clockRate());
    }

    RtpParameters track() {
        return track;
    }

    boolean isVideo() {
        return track.kind() == MediaKind.VIDEO;
    }

    /** Returns the stream's source, -1 before its first packet. */
    int ssrc() {
        return ssrc;
    }

    ReceiveStatistics statistics() {
        return statistics;
    }

    NackGenerator nacks() {
        return nacks;
    }

    KeyFrameRequests keyFrames() {
        return keyFrames;
    }

    /** Takes in a packet and returns it as it is forwarded; takes ownership of its array. */
    MediaPacket accept(RtpPacket packet, long nowNanos) {
        ssrc = packet.ssrc();
        statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), nowNanos);
        boolean startsKeyFrame = isVideo() && startsKeyFrame(packet);
        if (startsKeyFrame) {
            keyFrames.onKeyFrame();
        }
        if (isVideo() && !nacks.onPacket(packet.sequenceNumber())) {
            keyFrames.want();
        }
        return MediaPacket.of(packet, startsKeyFrame, nowNanos);
    }

    private boolean startsKeyFrame(RtpPacket packet) {
        return track.codec() == Codec.VP8
                ? Vp8Payload.startsKeyFrame(packet.array(), packet.payloadOffset(), packet.payloadLength())
                : H264Payload.startsKeyFrame(packet.array(), packet.payloadOffset(), packet.payloadLength());
    }
}
