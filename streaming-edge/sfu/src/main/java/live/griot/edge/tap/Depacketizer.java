package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;

/** Takes a codec's frames out of their packets, one after another. Not thread-safe. */
interface Depacketizer {
    /** Returns whether a frame begins with a packet, whatever came before it; false also where that cannot be told. */
    boolean startsFrame(MediaPacket packet);

    /** Adds the next packet of a frame, which carries something; returns false where it makes no sense. */
    boolean add(MediaPacket packet, FrameBuffer to);

    /** Ends a frame; returns false where its last packet was not its end. */
    boolean end();

    /** Forgets what there is of a frame. */
    void clear();
}
