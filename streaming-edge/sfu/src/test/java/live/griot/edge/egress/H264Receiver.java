package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;

/**
 * Decodes H.264 as receivers do that know of no picture ids: a frame is what has one timestamp, and rests on the one before it, with
 * the parameter sets that came last (RFC 6184).
 */
public final class H264Receiver extends TestReceiver {
    private boolean started;
    private int timestamp;
    private boolean startsFrame;
    private int parameterSetsOf = -1;
    private boolean slicesUnderWay;
    private boolean decodable;

    @Override
    public Truth read(RtpPacket packet) {
        startsFrame = !started || packet.timestamp() != timestamp;
        started = true;
        timestamp = packet.timestamp();
        byte[] bytes = packet.array();
        int at = packet.payloadOffset();
        int type = bytes[at] & 0x1F;
        if (type == H264Encoder.STAP_A) {
            int sps = Bytes.u16(bytes, at + 1);
            assertThat(bytes[at + 3] & 0x1F).isEqualTo(H264Encoder.SPS);
            assertThat(bytes[at + 5 + sps] & 0x1F).isEqualTo(H264Encoder.PPS);
            Truth truth = Truth.read(bytes, at + 6 + sps);
            parameterSetsOf = truth.encoder();
            return truth;
        }
        if (type == H264Encoder.SPS) {
            Truth truth = Truth.read(bytes, at + 1 + H264Encoder.SPS_LENGTH);
            parameterSetsOf = truth.encoder();
            return truth;
        }
        boolean fragment = type == H264Encoder.FU_A;
        if (fragment) {
            boolean start = (bytes[at + 1] & 0x80) != 0;
            slicesUnderWay = start || (slicesUnderWay && !startsFrame);
        }
        return Truth.read(bytes, at + (fragment ? 2 : 1));
    }

    @Override
    public boolean startsFrame() {
        return startsFrame;
    }

    @Override
    public boolean isDecodable(Truth truth, boolean allArrived) {
        assertThat(slicesUnderWay || truth.packets() <= 3).isTrue();
        if (truth.keyFrame()) {
            assertThat(parameterSetsOf)
                    .as("the parameter sets of its own encoder")
                    .isEqualTo(truth.encoder());
            decodable = true;
        } else {
            decodable = decodable && allArrived;
        }
        return decodable;
    }
}
