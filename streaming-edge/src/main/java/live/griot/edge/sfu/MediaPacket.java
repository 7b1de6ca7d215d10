package live.griot.edge.sfu;

import live.griot.edge.rtp.RtpPacket;

/**
 * One opened RTP packet of a publication, on its way to every subscription. It owns its bytes, and nobody changes them after it was
 * made, so that any number of threads and retransmission buffers share it.
 *
 * @param ssrc the source, unique on this edge: {@link Encoding#source}
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a packet, shared and never changed.
public record MediaPacket(
        byte[] bytes,
        int payloadOffset,
        int payloadLength,
        int ssrc,
        int sequenceNumber,
        int timestamp,
        boolean marker,
        boolean startsKeyFrame,
        long arrivalNanos) {

    /** Makes one of a wrapped packet; takes ownership of its array. {@code source} stands for its SSRC, see {@link Encoding#source}. */
    public static MediaPacket of(RtpPacket packet, int source, boolean startsKeyFrame, long arrivalNanos) {
        return new MediaPacket(
                packet.array(),
                packet.payloadOffset(),
                packet.payloadLength(),
                source,
                packet.sequenceNumber(),
                packet.timestamp(),
                packet.marker(),
                startsKeyFrame,
                arrivalNanos);
    }
}
