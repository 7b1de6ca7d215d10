package live.griot.edge.ingest;

/**
 * The ids of the header extensions that a publisher sends and that are read here; -1 for those that were not negotiated.
 *
 * @param audioLevelId of the audio level (RFC 6464)
 * @param dependencyDescriptorId of the dependency descriptor (RTP Payload Format For AV1, appendix A)
 */
public record IncomingExtensions(int audioLevelId, int dependencyDescriptorId) {
    /** No extensions. */
    public static final IncomingExtensions NONE = new IncomingExtensions(-1, -1);
}
