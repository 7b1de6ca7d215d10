package live.griot.edge.rtp;

/**
 * How a frame stands to others (RTP Payload Format For AV1, section A.8): its layer, what it is to each decode target, which frames it
 * refers to, and which came before it in each chain. Immutable.
 *
 * @param spatialId 0 to 255, 0 for the lowest
 * @param temporalId 0 to 255, 0 for the lowest
 * @param indications two bits for each decode target, the first one's lowest: {@link #NOT_PRESENT} to {@link #REQUIRED}
 * @param references how many frames before it each frame is that it refers to, 1 or more
 * @param chainDifferences how many frames before it the last one of each chain is; 0 when a chain begins anew
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed.
public record FrameTemplate(int spatialId, int temporalId, long indications, int[] references, int[] chainDifferences) {
    /** The frame is not of the decode target. */
    public static final int NOT_PRESENT = 0;

    /** No other frame of the decode target needs it. */
    public static final int DISCARDABLE = 1;

    /** If it can be decoded, so can all that follow of the decode target. */
    public static final int SWITCH = 2;

    /** Others of the decode target need it. */
    public static final int REQUIRED = 3;

    /** Returns what the frame is to a decode target, 0 to 31. */
    public int indication(int decodeTarget) {
        return (int) (indications >>> (2 * decodeTarget)) & 3;
    }
}
