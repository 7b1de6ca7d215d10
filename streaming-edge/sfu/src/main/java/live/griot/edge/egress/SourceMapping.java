package live.griot.edge.egress;

import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one source become those of the outgoing stream, from the packet with which it joined until it was left. Not
 * thread-safe: owned by the viewer's egress loop.
 */
final class SourceMapping {
    final SequenceNumberMunger sequences = new SequenceNumberMunger();
    final SequenceNumberMunger pictures = new SequenceNumberMunger();
    final TimestampMap timestamps = new TimestampMap();
    final TemporalFilter temporal = new TemporalFilter();
    final DecodeTargetFilter targets = new DecodeTargetFilter();
    int tl0Offset;
    long frameOffset;
    private @Nullable SourceStream stream;
    private long firstIndex;
    private boolean numbersPictures;
    private boolean describesFrames;

    /** Begins with a packet, which gets this outgoing sequence number and timestamp, so much later than it should be. */
    void begin(MediaPacket packet, long sequence, int timestamp, int behind) {
        stream = packet.stream();
        firstIndex = packet.index();
        sequences.begin(packet.index(), sequence);
        timestamps.begin(packet.timestamp(), timestamp, behind);
        describesFrames = false;
    }

    /** Begins with a picture, which gets these outgoing numbers. */
    void beginPictures(FrameInfo frame, long pictureId, int tl0) {
        numbersPictures = frame.hasPictureId();
        pictures.begin(frame.pictureId(), pictureId);
        tl0Offset = tl0 - frame.tl0();
    }

    /** Begins with a frame in a dependency descriptor, which gets this outgoing number. */
    void beginFrames(FrameDescriptor descriptor, long frameNumber) {
        describesFrames = true;
        frameOffset = frameNumber - descriptor.frameNumber();
    }

    /** Forgets the source. */
    void clear() {
        stream = null;
    }

    /** Returns whether a packet belongs here: it is of this source and not from before it joined. */
    boolean holds(MediaPacket packet) {
        return packet.stream() == stream && packet.index() >= firstIndex;
    }

    @Nullable
    SourceStream stream() {
        return stream;
    }

    /** Returns whether a frame's picture id is mapped. */
    boolean numbers(FrameInfo frame) {
        return numbersPictures && frame.hasPictureId();
    }

    /** Returns whether frames have dependency descriptors that the viewer takes. */
    boolean describesFrames() {
        return describesFrames;
    }

    /** Returns whether a frame's number in its dependency descriptor is mapped. */
    boolean describes(FrameInfo frame) {
        return describesFrames && frame.descriptor() != null;
    }
}
