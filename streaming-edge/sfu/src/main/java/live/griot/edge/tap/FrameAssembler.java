package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.sfu.TapDropReason;
import org.jspecify.annotations.Nullable;

/**
 * Puts a picture's packets, which come in order, together to frames. A frame ends with the packet that has the marker, or before one of
 * another timestamp. Behind a hole a frame must show that it begins; one of which a packet is missing, or makes no sense, is left out. Not
 * thread-safe.
 */
final class FrameAssembler {
    private static final long NONE = -1;

    private final Depacketizer codec;
    private final StreamReader.Sink sink;
    private final FrameBuffer bytes = new FrameBuffer();
    private @Nullable MediaPacket previous;
    private long firstIndex = NONE;
    private long emptyFrom = NONE;
    private long arrivalNanos;
    private int packets;
    private boolean isKey;

    FrameAssembler(Depacketizer codec, StreamReader.Sink sink) {
        this.codec = codec;
        this.sink = sink;
    }

    /** Takes in the next packet, before which others may be missing. */
    void add(MediaPacket packet, boolean missingBefore) {
        if (missingBefore) {
            abandon();
        }
        if (packet.payloadLength() <= 0) {
            emptyFrom = emptyFrom == NONE ? packet.index() : emptyFrom;
            return;
        }
        if (begins(packet)) {
            end();
            firstIndex = emptyFrom == NONE ? packet.index() : emptyFrom;
        }
        emptyFrom = NONE;
        previous = packet;
        if (firstIndex == NONE) {
            sink.onDrop(TapDropReason.INCOMPLETE, 1);
            return;
        }
        packets++;
        arrivalNanos = packets == 1 ? packet.arrivalNanos() : Math.max(arrivalNanos, packet.arrivalNanos());
        isKey |= packet.startsKeyFrame();
        if (!codec.add(packet, bytes)) {
            drop(TapDropReason.MALFORMED);
        } else if (bytes.overflowed()) {
            drop(TapDropReason.OVERSIZE);
        } else if (packet.marker()) {
            end();
        }
    }

    private boolean begins(MediaPacket packet) {
        MediaPacket before = previous;
        return before == null ? codec.startsFrame(packet) : before.marker() || before.timestamp() != packet.timestamp();
    }

    private void end() {
        MediaPacket last = previous;
        if (firstIndex == NONE || last == null) {
            return;
        }
        if (!codec.end() || bytes.length() == 0) {
            drop(TapDropReason.MALFORMED);
            return;
        }
        StreamReader.Frame frame =
                new StreamReader.Frame(firstIndex, last.index(), last.timestamp(), bytes.copy(), arrivalNanos, isKey);
        clear();
        sink.onFrame(frame);
    }

    /** Leaves out what there is of a frame, and trusts nothing of what was before. */
    void abandon() {
        if (packets > 0) {
            drop(TapDropReason.INCOMPLETE);
        }
        previous = null;
        emptyFrom = NONE;
        clear();
    }

    private void drop(TapDropReason reason) {
        sink.onDrop(reason, packets);
        clear();
    }

    private void clear() {
        firstIndex = NONE;
        packets = 0;
        isKey = false;
        bytes.clear();
        codec.clear();
    }
}
