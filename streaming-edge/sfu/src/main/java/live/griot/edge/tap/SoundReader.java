package live.griot.edge.tap;

import java.util.Arrays;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RedPayload;
import live.griot.edge.sfu.TapDropReason;

/**
 * Makes frames of a sound's packets: each is one, and told as it came. What the network lost is taken out of the packets that repeat it
 * (RFC 2198), but nothing from before the first packet. Not thread-safe.
 */
final class SoundReader implements StreamReader {
    /** How far back it is known what was told; no packet repeats what is older, nor comes so late. */
    private static final int REMEMBERED = Long.SIZE;

    private static final long NONE = -1;

    private final Sink sink;
    private long firstIndex = NONE;
    private long highest = NONE;
    /** A bit for each of the last indices that was told, the lowest for the highest. */
    private long told;

    private long emptyIndex = NONE;

    SoundReader(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void add(MediaPacket packet) {
        if (firstIndex == NONE) {
            firstIndex = packet.index();
        }
        if (isTold(packet.index())) {
            sink.onDrop(TapDropReason.LATE, 1);
        } else if (packet.payloadLength() <= 0) {
            note(packet.index());
            emptyIndex = packet.index();
        } else if (packet.codec() == Codec.RED) {
            addRedundant(packet);
        } else {
            tell(packet, packet.index(), packet.timestamp(), packet.payloadOffset(), packet.payloadLength());
        }
    }

    private void addRedundant(MediaPacket packet) {
        byte[] bytes = packet.bytes();
        int end = packet.payloadOffset() + packet.payloadLength();
        int primary = RedPayload.primaryOffset(bytes, packet.payloadOffset(), packet.payloadLength());
        if (primary < 0 || primary == end) {
            sink.onDrop(TapDropReason.MALFORMED, 1);
            return;
        }
        RedPayload.eachBlock(bytes, packet.payloadOffset(), (back, earlier, offset, length) -> {
            long index = packet.index() - back;
            if (length > 0 && index >= firstIndex && !isTold(index)) {
                tell(packet, index, packet.timestamp() - earlier, offset, length);
            }
        });
        tell(packet, packet.index(), packet.timestamp(), primary, end - primary);
    }

    private void tell(MediaPacket packet, long index, int timestamp, int offset, int length) {
        note(index);
        long first = emptyIndex == index - 1 && emptyIndex != NONE ? emptyIndex : index;
        byte[] bytes = Arrays.copyOfRange(packet.bytes(), offset, offset + length);
        sink.onFrame(new Frame(first, index, timestamp, bytes, packet.arrivalNanos(), true));
    }

    private boolean isTold(long index) {
        long back = highest - index;
        return index < firstIndex || back >= REMEMBERED || (back >= 0 && (told >>> back & 1) != 0);
    }

    private void note(long index) {
        long ahead = index - highest;
        if (ahead > 0) {
            told = highest == NONE || ahead >= REMEMBERED ? 0 : told << ahead;
            highest = index;
        }
        told |= 1L << (highest - index);
    }

    @Override
    public void advance(long nowNanos) {
        // Nothing waits.
    }

    @Override
    public void restart() {
        // Nothing waits, and each packet is whole.
    }
}
