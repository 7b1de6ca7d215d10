package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.sfu.KeyFrame;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one encoding's next whole key frame while somebody waits for one; packets may come late or out of order. Not thread-safe: owned by
 * the ingest loop.
 */
final class KeyFrameCatcher {
    /** The most packets of a frame, some 1.2 MB; a larger one is let go. */
    static final int MAX_PACKETS = 1_024;

    private final TreeMap<Long, MediaPacket> packets = new TreeMap<>();
    private @Nullable Consumer<KeyFrame> taker;
    private int timestamp;

    /** Hands the next key frame over to that taker, and to nobody who waited before. */
    void want(Consumer<KeyFrame> next) {
        taker = next;
    }

    /** Notes a packet. */
    void add(MediaPacket packet) {
        if (taker == null) {
            return;
        }
        if (packet.startsKeyFrame() && !isOfThisFrame(packet)) {
            packets.clear();
            timestamp = packet.timestamp();
            packets.put(packet.index(), packet);
        } else if (isOfThisFrame(packet)) {
            packets.put(packet.index(), packet);
        }
        if (packets.size() > MAX_PACKETS) {
            packets.clear();
        } else if (isWhole()) {
            handOver(taker);
        }
    }

    private boolean isOfThisFrame(MediaPacket packet) {
        return !packets.isEmpty() && packet.timestamp() == timestamp;
    }

    private boolean isWhole() {
        return !packets.isEmpty()
                && packets.lastEntry().getValue().marker()
                && packets.firstEntry().getValue().startsKeyFrame()
                && packets.lastKey() - packets.firstKey() + 1 == packets.size();
    }

    private void handOver(Consumer<KeyFrame> waiting) {
        List<MediaPacket> whole = List.copyOf(packets.values());
        taker = null;
        packets.clear();
        List<KeyFrame.Payload> payloads = new ArrayList<>();
        MediaPacket sets = whole.getFirst().parameterSets();
        if (sets != null) {
            payloads.add(payload(sets));
        }
        whole.forEach(packet -> payloads.add(payload(packet)));
        waiting.accept(new KeyFrame(whole.getFirst().codec(), payloads));
    }

    /** Forgets what came: the stream goes on from somewhere else. */
    void clear() {
        packets.clear();
    }

    private static KeyFrame.Payload payload(MediaPacket packet) {
        return new KeyFrame.Payload(packet.bytes(), packet.payloadOffset(), packet.payloadLength());
    }
}
