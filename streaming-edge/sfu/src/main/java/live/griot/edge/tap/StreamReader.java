package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.sfu.TapDropReason;

/** Makes frames of one stream's packets. Not thread-safe; time comes in. */
interface StreamReader {
    /** Is told what became of packets. */
    interface Sink {
        /** A frame is whole; whoever gets the bytes owns them. */
        void onFrame(Frame frame);

        /** So many packets became part of no frame. */
        void onDrop(TapDropReason reason, int packets);
    }

    /**
     * A whole frame.
     *
     * @param isKey whether a decoder can begin with it, as far as its packets tell
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes of a frame, handed on and never changed.
    record Frame(long firstIndex, long lastIndex, int timestamp, byte[] bytes, long arrivalNanos, boolean isKey) {}

    /** Takes in a packet that came. */
    void add(MediaPacket packet);

    /** Tells what need not wait any longer. */
    void advance(long nowNanos);

    /** Forgets what waits: something is missing that never comes, and what comes next begins anew. */
    void restart();
}
