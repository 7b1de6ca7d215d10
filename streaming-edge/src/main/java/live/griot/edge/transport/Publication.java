package live.griot.edge.transport;

import live.griot.edge.rtp.H264Payload;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.Vp8Payload;
import live.griot.edge.sfu.KeyFrameRequests;
import live.griot.edge.sfu.MediaPacket;
import live.griot.edge.sfu.NackGenerator;
import live.griot.edge.sfu.ReceiveStatistics;

/** One received track: what is known of its stream. Not thread-safe: owned by the ingest loop. */
final class Publication {
    /** Clock rates, in hertz (RFC 7587, section 4.1; RFC 7741, section 4.1; RFC 6184, section 5.1). */
    static final int AUDIO_CLOCK = 48_000;

    static final int VIDEO_CLOCK = 90_000;

    private final TrackParameters track;
    private final ReceiveStatistics statistics;
    private final NackGenerator nacks = new NackGenerator();
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private int ssrc = -1;

    Publication(TrackParameters track) {
        this.track = track;
        this.statistics = new ReceiveStatistics(clockRate(track.kind()));
    }

    static int clockRate(MediaKind kind) {
        return kind == MediaKind.VIDEO ? VIDEO_CLOCK : AUDIO_CLOCK;
    }

    TrackParameters track() {
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
