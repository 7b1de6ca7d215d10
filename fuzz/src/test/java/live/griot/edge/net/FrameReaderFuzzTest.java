package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import live.griot.fuzz.Fuzz;

/** The frames of ICE over TCP (RFC 4571). */
class FrameReaderFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void frames(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int cut = (data[0] & 0xFF) % data.length;
        List<byte[]> whole = new ArrayList<>();
        boolean goesOn = new FrameReader().read(Unpooled.wrappedBuffer(data), whole);
        List<byte[]> inTwo = new ArrayList<>();
        FrameReader reader = new FrameReader();
        boolean sound = reader.read(Unpooled.wrappedBuffer(data, 0, cut), inTwo)
                && reader.read(Unpooled.wrappedBuffer(data, cut, data.length - cut), inTwo);

        assertThat(sound).isEqualTo(goesOn);
        assertThat(inTwo.size()).isEqualTo(whole.size());
        int bytes = 0;
        for (int i = 0; i < whole.size(); i++) {
            assertThat(inTwo.get(i)).isEqualTo(whole.get(i));
            bytes += 2 + whole.get(i).length;
        }
        assertThat(bytes).isLessThanOrEqualTo(data.length);
    }
}
