package live.griot.edge.handover;

import live.griot.edge.rtp.Codec;
import org.jspecify.annotations.Nullable;

/**
 * One opened RTP packet of a publication, on its way to every subscription, with all that they need to know of it, read once. It owns
 * its bytes, and nobody changes them after it was made, so that any number of threads and retransmission buffers share it.
 *
 * @param index the sequence number without its wraps: it grows for as long as the stream lasts
 * @param inOrder whether no later packet of the stream came before it
 * @param timestamp in units of the codec's clock, as the publisher counts it
 * @param captureNanos when it was captured, by the edge's clock, plus the quickest way here
 * @param audioLevel as RFC 6464 has it: the upper bit for voice, seven bits of -dBov; or {@link #NO_LEVEL}
 * @param parameterSets a packet with what a decoder needs to begin with this key frame and did not come with it (RFC 6184, section
 *     8.4), for who begins here; else null
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a packet, shared and never changed.
public record MediaPacket(
        byte[] bytes,
        int payloadOffset,
        int payloadLength,
        SourceStream stream,
        Codec codec,
        long index,
        boolean inOrder,
        int timestamp,
        boolean marker,
        long arrivalNanos,
        long captureNanos,
        int audioLevel,
        FrameInfo frame,
        @Nullable MediaPacket parameterSets) {
    /** No audio level. */
    public static final int NO_LEVEL = -1;

    /** Returns whether a decoder can begin here. */
    public boolean startsKeyFrame() {
        return frame.startsKeyFrame();
    }

    /** Returns the sequence number as it was received. */
    public int sequenceNumber() {
        return (int) index & 0xFFFF;
    }
}
