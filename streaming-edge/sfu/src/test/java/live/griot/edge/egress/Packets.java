package live.griot.edge.egress;

import java.util.List;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.ingest.SenderClock;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;

/** Packets for tests, of one stream in a codec that tells no more than where key frames begin. */
public final class Packets {
    public static final int PAYLOAD = 10;

    private final SourceStream stream;
    private long highest = Long.MIN_VALUE;

    public Packets() {
        this(new Encoding(0, Codec.VP8, new SenderClock()).view());
    }

    /** Makes packets of that encoding. */
    public Packets(EncodingView encoding) {
        stream = new SourceStream(encoding);
    }

    public SourceStream stream() {
        return stream;
    }

    /** How a viewer takes one codec, without header extensions. */
    public static Outgoing outgoing(Codec codec, int ssrc, int payloadType, int rtxSsrc, int rtxPayloadType) {
        return new Outgoing(
                ssrc, rtxSsrc, List.of(new PayloadFormat(codec, payloadType, rtxPayloadType)), OutgoingExtensions.NONE);
    }

    /** A packet with ten bytes of payload that begin with its index. */
    public MediaPacket packet(long index, int timestamp, boolean startsKeyFrame, long arrivalNanos) {
        return packet(index, timestamp, startsKeyFrame, arrivalNanos, PAYLOAD);
    }

    /** A packet with so many bytes of payload, at least four, that begin with its index. */
    public MediaPacket packet(long index, int timestamp, boolean startsKeyFrame, long arrivalNanos, int payload) {
        byte[] bytes = new byte[RtpPacket.FIXED_HEADER + payload];
        Bytes.put32(bytes, RtpPacket.FIXED_HEADER, (int) index);
        boolean inOrder = index >= highest;
        highest = Math.max(highest, index);
        return new MediaPacket(
                bytes,
                RtpPacket.FIXED_HEADER,
                payload,
                stream,
                Codec.VP8,
                index,
                inOrder,
                timestamp,
                false,
                arrivalNanos,
                arrivalNanos,
                MediaPacket.NO_LEVEL,
                startsKeyFrame ? FrameInfo.KEY_FRAME_START : FrameInfo.NONE,
                null);
    }

    /** The same packet as the last of its frame. */
    public MediaPacket last(MediaPacket packet) {
        return new MediaPacket(
                packet.bytes(),
                packet.payloadOffset(),
                packet.payloadLength(),
                packet.stream(),
                packet.codec(),
                packet.index(),
                packet.inOrder(),
                packet.timestamp(),
                true,
                packet.arrivalNanos(),
                packet.captureNanos(),
                packet.audioLevel(),
                packet.frame(),
                packet.parameterSets());
    }
}
