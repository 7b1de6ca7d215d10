package live.griot.edge.egress;

import live.griot.edge.rtp.RtpPacket;

/**
 * The header extensions that a viewer takes, by the ids that were negotiated with them: 1 to 14, and -1 for those that they do not take
 * (RFC 8285, section 4.2). An id or MID that does not fit the form of one byte counts as not taken.
 *
 * @param transportSequenceId of the transport-wide sequence number
 * @param midId of the MID (RFC 9143, section 15)
 * @param mid the MID of the viewer's media section, up to 16 ASCII characters
 * @param audioLevelId of the audio level (RFC 6464)
 * @param dependencyDescriptorId of the dependency descriptor (RTP Payload Format For AV1, appendix A), whose long ones travel in the
 *     form of two bytes: the viewer has agreed to mixing both (RFC 8285, section 4.1.2)
 */
public record OutgoingExtensions(
        int transportSequenceId, int midId, String mid, int audioLevelId, int dependencyDescriptorId) {
    /** Where in a packet that carries one the transport-wide sequence number stands: 16 bits, for the sender to fill in. */
    public static final int TRANSPORT_SEQUENCE_OFFSET = RtpPacket.FIXED_HEADER + 6;

    /** No extensions. */
    public static final OutgoingExtensions NONE = new OutgoingExtensions(-1, -1, "", -1, -1);

    private static final int MAX_ID = 14;
    private static final int MAX_MID = 16;

    /** Forgets what does not fit. */
    public OutgoingExtensions {
        transportSequenceId = checked(transportSequenceId);
        midId = mid.isEmpty() || mid.length() > MAX_MID ? -1 : checked(midId);
        audioLevelId = checked(audioLevelId);
        dependencyDescriptorId = checked(dependencyDescriptorId);
    }

    private static int checked(int id) {
        return id >= 1 && id <= MAX_ID ? id : -1;
    }

    /** Returns these without a transport-wide sequence number. */
    OutgoingExtensions withoutTransportSequence() {
        return new OutgoingExtensions(-1, midId, mid, audioLevelId, dependencyDescriptorId);
    }
}
