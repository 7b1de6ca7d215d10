package live.griot.edge.sfu;

import live.griot.edge.rtp.Codec;

/**
 * A codec as one connection speaks of it.
 *
 * @param payloadType 0 to 127
 * @param rtxPayloadType of its retransmissions (RFC 4588), or -1 for none
 * @param formatParameters those of its {@code fmtp} line, or empty
 */
public record CodecParameters(Codec codec, int payloadType, int rtxPayloadType, String formatParameters) {
    public CodecParameters {
        if (payloadType < 0 || payloadType > 127 || rtxPayloadType < -1 || rtxPayloadType > 127) {
            throw new IllegalArgumentException(
                    "Payload types are 0 to 127: %d, %d".formatted(payloadType, rtxPayloadType));
        }
    }
}
