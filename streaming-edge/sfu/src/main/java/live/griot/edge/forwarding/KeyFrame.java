package live.griot.edge.forwarding;

import java.util.List;
import live.griot.edge.rtp.Codec;

/** A whole key frame: all of its packets, in order. */
public record KeyFrame(Codec codec, List<MediaPacket> packets) {
    public KeyFrame {
        packets = List.copyOf(packets);
    }

    /** Returns how many bytes its packets hold. */
    public int bytes() {
        return packets.stream().mapToInt(packet -> packet.bytes().length).sum();
    }
}
