package live.griot.edge.sfu;

import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one source become those of the outgoing stream, from the packet with which it joined until it was left. Not
 * thread-safe: owned by the viewer's egress loop.
 */
final class SourceMapping {
    final NumberMap sequences = new NumberMap();
    final NumberMap pictures = new NumberMap();
    final TemporalFilter temporal = new TemporalFilter();
    int timestampOffset;
    int tl0Offset;
    private @Nullable SourceStream stream;
    private long firstIndex;
    private boolean numbersPictures;

    /** Begins with a packet, which gets these outgoing numbers. */
    void begin(MediaPacket packet, long sequence, int timestamp, long pictureId, int tl0) {
        stream = packet.stream();
        firstIndex = packet.index();
        sequences.begin(packet.index(), sequence);
        timestampOffset = timestamp - packet.timestamp();
        FrameInfo frame = packet.frame();
        numbersPictures = frame.hasPictureId();
        pictures.begin(frame.pictureId(), pictureId);
        tl0Offset = tl0 - frame.tl0();
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
}
