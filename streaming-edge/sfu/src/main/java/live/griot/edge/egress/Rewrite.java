package live.griot.edge.egress;

/**
 * What of a packet differs for one viewer: enough to write it, and to write it again. Filled anew for each packet, so that none is made
 * on the hot path. Not thread-safe.
 */
final class Rewrite {
    /** Says that a packet has no such number, or keeps its own. */
    static final int UNCHANGED = -1;

    /** 0 to 65,535. */
    int sequence;

    int timestamp;
    boolean marker;
    /** As many bits as the payload has room for count; or {@link #UNCHANGED}, for the index of the lowest layer too. */
    int pictureId;
    /** 0 to 255. */
    int tl0;
    /** The number of the frame in its dependency descriptor, 0 to 65,535; or {@link #UNCHANGED} for a packet without one. */
    int frameNumber;
    /** Bytes of padding behind the payload, 0 to 255. */
    int padding;
    /** Whether the packet only fills its place in the sequence, without a payload. */
    boolean filler;
}
