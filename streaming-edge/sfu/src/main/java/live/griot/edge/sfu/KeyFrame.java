package live.griot.edge.sfu;

import java.util.List;
import live.griot.edge.rtp.Codec;

/** A whole key frame: the payloads of all of its packets, in order, with the parameter sets that it needs before it. */
public record KeyFrame(Codec codec, List<Payload> payloads) {
    /** The payload of one packet: a part of an array that nobody changes. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes of a packet, shared and never changed.
    public record Payload(byte[] bytes, int offset, int length) {}

    public KeyFrame {
        payloads = List.copyOf(payloads);
    }

    /** Returns how many bytes it keeps from being let go: whole packets, not only the payloads. */
    public int bytes() {
        return payloads.stream().mapToInt(payload -> payload.bytes().length).sum();
    }
}
