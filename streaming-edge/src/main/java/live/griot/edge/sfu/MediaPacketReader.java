package live.griot.edge.sfu;

import java.util.EnumMap;
import java.util.Map;
import live.griot.edge.rtp.Codec;
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

    private final Encoding encoding;
    private final SenderClock clock;
    private final Map<Codec, VideoPayload> payloads = new EnumMap<>(Codec.class);
    private SourceStream stream;
    private @Nullable Codec codec;
    private long highestIndex = -1;
    private long highestPictureId = -1;
    private boolean hasParameterSets;
    private boolean hasReport;
    private long reportNtp;
    private int reportTimestamp;
    private int width;
    private int height;

    /** Makes a reader; the clock is the participant's, shared by all that they publish. */
    MediaPacketReader(Encoding encoding, SenderClock clock) {
        this.encoding = encoding;
        this.clock = clock;
        this.stream = new SourceStream(encoding);
    }

    /** Begins a new stream: what comes next has nothing to do with what came before. */
    void begin() {
        stream = new SourceStream(encoding);
        codec = null;
        highestIndex = -1;
        highestPictureId = -1;
        hasParameterSets = false;
        hasReport = false;
    }

    /** Returns the stream that packets are of now. */
    SourceStream stream() {
        return stream;
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
        return new MediaPacket(
                packet.array(),
                packet.payloadOffset(),
                packet.payloadLength(),
                stream,
                packetCodec,
                index,
                inOrder,
                packet.timestamp(),
                packet.marker(),
                arrivalNanos,
                captureNanos(packet.timestamp(), packetCodec.clockRate()),
                audioLevel(packet, extensions.audioLevelId()),
                frame(packet, payloads.computeIfAbsent(packetCodec, VideoPayload::of)));
    }

    /** Pictures in another codec are another stream; sound with and without redundancy is one. */
    private void changeCodec(Codec packetCodec) {
        if (codec != null && packetCodec.kind() == MediaKind.VIDEO) {
            begin();
        }
        codec = packetCodec;
    }

    private FrameInfo frame(RtpPacket packet, @Nullable VideoPayload payload) {
        if (payload == null || !payload.wrap(packet.array(), packet.payloadOffset(), packet.payloadLength())) {
            return FrameInfo.NONE;
        }
        if (payload.width() > 0) {
            width = payload.width();
            height = payload.height();
        }
        boolean startsKeyFrame = payload.startsKeyFrame() && hasWhatADecoderNeeds(payload);
        if (payload.pictureIdBits() == 0 && payload.temporalId() == 0) {
            return startsKeyFrame
                    ? FrameInfo.KEY_FRAME_START
                    : payload.startsFrame() ? FrameInfo.START : FrameInfo.NONE;
        }
        return new FrameInfo(
                payload.startsFrame(),
                startsKeyFrame,
                payload.pictureIdOffset(),
                payload.pictureIdBits(),
                pictureId(payload),
                payload.tl0Offset(),
                payload.tl0(),
                payload.temporalId(),
                payload.layerSync());
    }

    /** Where parameter sets come with the pictures, a picture without them is of no use to who begins there. */
    private boolean hasWhatADecoderNeeds(VideoPayload view) {
        if (view instanceof H264Payload h264) {
            hasParameterSets |= h264.hasParameterSet();
            return h264.hasParameterSet() || !hasParameterSets;
        }
        return true;
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

    private long captureNanos(int timestamp, int clockRate) {
        if (!hasReport) {
            return MediaPacket.UNKNOWN;
        }
        int ticks = timestamp - reportTimestamp; // It wraps.
        return clock.toEdge(reportNtp) + ticks * 1_000_000_000L / clockRate;
    }

    /** Notes the sender's report of the stream. */
    void onSenderReport(long ntpTime, int rtpTimestamp, long arrivalNanos) {
        if (ntpTime != 0) {
            clock.onSenderReport(ntpTime, arrivalNanos);
            hasReport = true;
            reportNtp = ntpTime;
            reportTimestamp = rtpTimestamp;
        }
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
