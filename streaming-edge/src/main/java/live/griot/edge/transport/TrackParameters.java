package live.griot.edge.transport;

/**
 * One negotiated track. Payload types are 0 to 127, {@code rtxPayloadType} -1 for none. SSRCs are a publisher's as offered, or
 * -1; a viewer's as the answer chose them. Extension ids are -1 where not negotiated.
 */
public record TrackParameters(
        MediaKind kind,
        Codec codec,
        String mid,
        int payloadType,
        int rtxPayloadType,
        int ssrc,
        int rtxSsrc,
        int transportCcExtensionId,
        int midExtensionId,
        int audioLevelExtensionId,
        String formatParameters) {}
