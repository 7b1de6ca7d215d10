package live.griot.edge.handover;

/** A plain RTCP datagram of a viewer, on its way to the loop that sends to it. Whoever has it owns the bytes. */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a packet, handed over and never changed.
public record ViewerFeedback(ViewerId viewer, byte[] bytes, int length, long arrivalNanos) {}
