package live.griot.edge.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import live.griot.edge.rtp.RtpPacket;
import live.griot.fuzz.Fuzz;

/** SRTP and SRTCP under a fixed key. */
class SrtpFuzzTest {
    private static final int OVERHEAD = 32;

    @FuzzTest(maxDuration = Fuzz.EACH)
    void open(byte[] data) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpMasterKey key = SrtpMasterKey.ofClient(profile, new byte[profile.exportedLength()]);
            byte[] wide = Fuzz.inMargins(data);
            RtpPacket view = new RtpPacket();
            if (view.wrapSealed(wide, Fuzz.MARGIN, data.length)) {
                assertThat(new SrtpReceiver(key).open(view)).isLessThan(data.length);
            }
            byte[] other = Fuzz.inMargins(data);
            assertThat(new SrtpReceiver(key).openRtcp(other, Fuzz.MARGIN, data.length))
                    .isLessThan(Math.max(1, data.length));
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void sealed(byte[] data) {
        RtpPacket view = new RtpPacket();
        if (!view.wrap(data, 0, data.length)) {
            return;
        }
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpMasterKey key = SrtpMasterKey.ofClient(profile, new byte[profile.exportedLength()]);
            byte[] sealed = new byte[data.length + OVERHEAD];
            int length = new SrtpSender(key).seal(view, sealed, 0);
            byte[] touched = sealed.clone();
            touched[length - 1] ^= 1;

            RtpPacket received = new RtpPacket();
            assertThat(received.wrapSealed(touched, 0, length)).isTrue();
            assertThat(new SrtpReceiver(key).open(received)).isEqualTo(-1);
            assertThat(received.wrapSealed(sealed, 0, length)).isTrue();
            int opened = new SrtpReceiver(key).open(received);
            assertThat(Arrays.copyOf(sealed, opened)).isEqualTo(data);
        }
    }
}
