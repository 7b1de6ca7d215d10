package live.griot.edge.handover;

/**
 * The highest layers that are wanted of an encoding, both from 0: what is above them is left out where the codec allows it.
 *
 * @param spatialId the largest size, of an encoding that has several in one stream (SVC)
 * @param temporalId the highest frame rate
 */
public record LayerLimits(int spatialId, int temporalId) {
    /** Everything: more layers than any codec has. */
    public static final LayerLimits NONE = new LayerLimits(255, 255);
}
