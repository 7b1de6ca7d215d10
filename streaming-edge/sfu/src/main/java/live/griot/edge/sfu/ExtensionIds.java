package live.griot.edge.sfu;

/**
 * The ids under which one media section's RTP header extensions travel (RFC 8285), 1 to 14 or up to 255, -1 where not negotiated.
 *
 * @param mid which section a packet is of (RFC 9143, section 15)
 * @param rid which encoding a packet is of (RFC 8852, section 3.1)
 * @param repairedRid which encoding a retransmission repairs (RFC 8852, section 3.2)
 * @param transportCc the transport-wide sequence number
 * @param audioLevel how loud a packet is (RFC 6464)
 * @param dependencyDescriptor which frames a frame needs (AV1 RTP specification, appendix A)
 */
public record ExtensionIds(
        int mid, int rid, int repairedRid, int transportCc, int audioLevel, int dependencyDescriptor) {
    /** None is negotiated. */
    public static final ExtensionIds NONE = new ExtensionIds(-1, -1, -1, -1, -1, -1);
}
