package live.griot.edge.egress;

import live.griot.edge.rtp.Codec;

/**
 * One payload format that a viewer takes.
 *
 * @param payloadType 0 to 127
 * @param rtxPayloadType of its retransmissions (RFC 4588), or -1 when the viewer takes none
 */
public record PayloadFormat(Codec codec, int payloadType, int rtxPayloadType) {}
