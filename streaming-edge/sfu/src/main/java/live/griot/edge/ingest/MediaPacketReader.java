package live.griot.edge.ingest;

import java.util.EnumMap;
import java.util.Map;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.DependencyDescriptorReader;
import live.griot.edge.rtp.DependencyStructure;
import live.griot.edge.rtp.H264Payload;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.SequenceNumbers;
import live.griot.edge.rtp.VideoPayload;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of one encoding, once for all who will get them. What wraps is counted on here, so that nobody after it needs to.
 * Not thread-safe: owned by the ingest loop.
 */
final class MediaPacketReader {
    /** Where numbers begin to be counted from, so that what is older than the first packet is above zero too. */
    private static final long FIRST_CYCLE = 0x10000;

    private final EncodingView encoding;
    private final CaptureClock captures;
    private final Map<Codec, VideoPayload> payloads = new EnumMap<>(Codec.class);
    private final DependencyDescriptorReader descriptors = new DependencyDescriptorReader();
    private SourceStream stream;
    private @Nullable Codec codec;
    private long highestIndex = -1;
    private long highestPictureId = -1;
    private long highestFrameNumber = -1;
    private final ParameterSets parameterSets = new ParameterSets();
    private final TimestampSmoother timestamps = new TimestampSmoother();
    private int width;
    private int height;

    /** Makes a reader; the clock is the participant's, shared by all that they publish. */
    MediaPacketReader(EncodingView encoding, SenderClock clock) {
        this.encoding = encoding;
        this.captures = new CaptureClock(clock);
        this.stream = new SourceStream(encoding);
    }

    /** Begins a new stream: what comes next has nothing to do with what came before. */
    void begin() {
        stream = new SourceStream(encoding);
        codec = null;
        highestIndex = -1;
        highestPictureId = -1;
        highestFrameNumber = -1;
        descriptors.reset();
        parameterSets.clear();
        timestamps.clear();
        captures.reset();
    }

    /** Reads a wrapped packet, retransmissions restored; takes ownership of its array. */
    MediaPacket read(RtpPacket packet, Codec packetCodec, IncomingExtensions extensions, long arrivalNanos) {
        if (codec != packetCodec) {
            changeCodec(packetCodec);
        }
        if (highestIndex < 0) {
            highestIndex = FIRST_CYCLE + packet.sequenceNumber();
        }
        long index = SequenceNumbers.unwrap(highestIndex, packet.sequenceNumber());
        boolean inOrder = index >= highestIndex;
        highestIndex = Math.max(highestIndex, index);
        int timestamp = timestamps.map(packet.timestamp(), index, inOrder, packetCodec.clockRate(), arrivalNanos);
        FrameInfo frame = frame(packet, packetCodec, extensions.dependencyDescriptorId());
        long captureNanos = captures.captureNanos(timestamp, packetCodec.clockRate(), arrivalNanos);
        return new MediaPacket(
                packet.array(),
                packet.payloadOffset(),
                packet.payloadLength(),
                stream,
                packetCodec,
                index,
                inOrder,
                timestamp,
                packet.marker(),
                arrivalNanos,
                captureNanos,
                audioLevel(packet, extensions.audioLevelId()),
                frame,
                frame.startsKeyFrame()
                        ? parameterSets(packetCodec, index, timestamp, arrivalNanos, captureNanos)
                        : null);
    }

    /** Returns a packet with the parameter sets that a key frame needs and does not bring, or null. */
    private @Nullable MediaPacket parameterSets(
            Codec packetCodec, long index, int timestamp, long arrivalNanos, long captureNanos) {
        byte[] payload = packetCodec == Codec.H264 ? parameterSets.missing() : null;
        return payload == null
                ? null
                : new MediaPacket(
                        payload,
                        0,
                        payload.length,
                        stream,
                        packetCodec,
                        index,
                        true,
                        timestamp,
                        false,
                        arrivalNanos,
                        captureNanos,
                        MediaPacket.NO_LEVEL,
                        FrameInfo.NONE,
                        null);
    }

    /** Pictures in another codec are another stream; sound with and without redundancy is one. */
    private void changeCodec(Codec packetCodec) {
        if (codec != null && packetCodec.kind() == MediaKind.VIDEO) {
            begin();
        }
        codec = packetCodec;
    }

    private FrameInfo frame(RtpPacket packet, Codec packetCodec, int descriptorId) {
        VideoPayload payload = payloads.computeIfAbsent(packetCodec, VideoPayload::of);
        if (payload == null || !payload.wrap(packet.array(), packet.payloadOffset(), packet.payloadLength())) {
            return FrameInfo.NONE;
        }
        if (payload.width() > 0) {
            width = payload.width();
            height = payload.height();
        }
        boolean startsKeyFrame = payload instanceof H264Payload h264
                ? parameterSets.startsKeyFrame(packet, h264)
                : payload.startsKeyFrame();
        FrameDescriptor descriptor = hasLayers(packetCodec) ? descriptor(packet, descriptorId) : null;
        if (payload.pictureIdBits() == 0 && payload.temporalId() == 0 && descriptor == null) {
            return startsKeyFrame ? FrameInfo.KEY_FRAME_START : FrameInfo.NONE;
        }
        return new FrameInfo(
                startsKeyFrame,
                payload.pictureIdOffset(),
                payload.pictureIdBits(),
                pictureId(payload),
                payload.tl0Offset(),
                payload.tl0(),
                payload.temporalId(),
                payload.layerSync(),
                descriptor);
    }

    /** VP8 tells its layers by itself, and nobody sends H.264 in layers. */
    private static boolean hasLayers(Codec packetCodec) {
        return packetCodec == Codec.VP9 || packetCodec == Codec.AV1;
    }

    private @Nullable FrameDescriptor descriptor(RtpPacket packet, int id) {
        int at = id < 0 ? -1 : packet.extensionOffset(id);
        if (at < 0 || !descriptors.read(packet.array(), at, packet.extensionLength(at))) {
            return null;
        }
        DependencyStructure structure = descriptors.structure();
        if (descriptors.bringsStructure() && structure != null && structure.width() > 0) {
            width = structure.width();
            height = structure.height();
        }
        if (highestFrameNumber < 0) {
            highestFrameNumber = FIRST_CYCLE + descriptors.frameNumber();
        }
        long number = SequenceNumbers.unwrap(highestFrameNumber, descriptors.frameNumber());
        highestFrameNumber = Math.max(highestFrameNumber, number);
        return new FrameDescriptor(
                at,
                packet.extensionLength(at),
                number,
                descriptors.templateId(),
                descriptors.endsFrame(),
                descriptors.frame(),
                structure,
                descriptors.activeTargets());
    }

    private long pictureId(VideoPayload view) {
        int bits = view.pictureIdBits();
        if (bits == 0) {
            return 0;
        }
        if (highestPictureId < 0) {
            highestPictureId = FIRST_CYCLE + view.pictureId();
        }
        int shift = Integer.SIZE - bits;
        long id = highestPictureId + (((view.pictureId() - (int) highestPictureId) << shift) >> shift);
        highestPictureId = Math.max(highestPictureId, id);
        return id;
    }

    private static int audioLevel(RtpPacket packet, int id) {
        int at = id < 0 ? -1 : packet.extensionOffset(id);
        return at < 0 || packet.extensionLength(at) < 1 ? MediaPacket.NO_LEVEL : packet.array()[at] & 0xFF;
    }

    /** Notes the sender's report of the stream; returns its timestamp as packets have it. */
    int onSenderReport(long ntpTime, int rtpTimestamp, long arrivalNanos) {
        int timestamp = timestamps.mapLatest(rtpTimestamp);
        captures.onSenderReport(ntpTime, timestamp, arrivalNanos);
        return timestamp;
    }

    /** Returns the picture's width in pixels as the last key frame told it, or 0. */
    int width() {
        return width;
    }

    /** Returns the picture's height in pixels as the last key frame told it, or 0. */
    int height() {
        return height;
    }
}
