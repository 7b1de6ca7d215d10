package live.griot.edge.handover;

import java.util.List;

/**
 * What the ingest loop hands to a tap after one wake-up. Immutable.
 *
 * @param state what the tap takes, as of its end
 * @param items in order of arrival
 * @param missed packets that were left out before it
 * @param gatheredNanos when it was handed over, by the edge's clock
 * @param bytes about how much memory it takes
 */
public record TapBatch(TapState state, List<Item> items, long missed, long gatheredNanos, long bytes) {
    private static final int BATCH_OVERHEAD = 256;
    private static final int ITEM_OVERHEAD = 160;

    /** Copies the list. */
    public TapBatch {
        items = List.copyOf(items);
    }

    /** Makes one of those items. */
    public TapBatch(TapState state, List<Item> items, long missed, long gatheredNanos) {
        this(state, items, missed, gatheredNanos, bytes(items));
    }

    private static long bytes(List<Item> items) {
        long bytes = BATCH_OVERHEAD + (long) ITEM_OVERHEAD * items.size();
        for (Item item : items) {
            if (item instanceof Packet one) {
                bytes += one.packet().bytes().length;
            }
        }
        return bytes;
    }

    /** Something of a stream. */
    public sealed interface Item {
        /** Returns of which. */
        TapSource source();
    }

    /** A packet. */
    public record Packet(TapSource source, MediaPacket packet) implements Item {}

    /** What the publisher said the stream's timestamps stand for; the timestamp is as packets have it. */
    public record Report(TapSource source, long ntpTime, int timestamp, long arrivalNanos) implements Item {}
}
