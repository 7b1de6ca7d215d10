package live.griot.edge.preview;

import java.util.List;
import live.griot.edge.forwarding.KeyFrame;
import live.griot.edge.rtp.Codec;

/** The payloads of a whole key frame, in order. The one place that knows how the SFU hands one over. */
record CaughtFrame(Codec codec, List<Payload> payloads) {
    CaughtFrame {
        payloads = List.copyOf(payloads);
    }

    static CaughtFrame of(KeyFrame frame) {
        return new CaughtFrame(
                frame.codec(),
                frame.packets().stream()
                        .map(packet -> new Payload(packet.bytes(), packet.payloadOffset(), packet.payloadLength()))
                        .toList());
    }

    /** Returns how many bytes it keeps from being let go: whole packets, not only the payloads. */
    int bytes() {
        return payloads.stream().mapToInt(payload -> payload.bytes().length).sum();
    }
}
