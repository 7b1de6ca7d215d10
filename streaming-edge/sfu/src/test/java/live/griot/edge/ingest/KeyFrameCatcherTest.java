package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.egress.Packets;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.KeyFrame;
import org.junit.jupiter.api.Test;

/** A key frame is handed over once all of it came, in order, and only to who waits for it. */
class KeyFrameCatcherTest {
    private final SourceStream stream = new SourceStream(new Encoding(0, Codec.VP8, new SenderClock()).view());
    private final KeyFrameCatcher catcher = new KeyFrameCatcher();
    private final List<KeyFrame> caught = new ArrayList<>();

    @Test
    void it_waits_for_the_last_packet_and_puts_them_in_order() {
        catcher.want(caught::add);
        catcher.add(packet(10, 100, true, false));
        catcher.add(packet(12, 100, false, true));
        assertThat(caught).isEmpty();
        catcher.add(packet(11, 100, false, false));

        assertThat(caught).singleElement().satisfies(frame -> assertThat(frame.payloads())
                .extracting(KeyFrameCatcherTest::value)
                .containsExactly(10, 11, 12));
    }

    @Test
    void what_is_no_key_frame_is_passed_over_and_one_that_was_lost_gives_way_to_the_next() {
        catcher.want(caught::add);
        catcher.add(packet(1, 50, false, true));
        catcher.add(packet(2, 100, true, false));
        catcher.add(packet(4, 100, false, true));
        catcher.add(packet(5, 200, true, true));

        assertThat(caught).singleElement().satisfies(frame -> assertThat(frame.payloads())
                .extracting(KeyFrameCatcherTest::value)
                .containsExactly(5));
    }

    @Test
    void nobody_waits_twice() {
        catcher.want(caught::add);
        catcher.add(packet(1, 100, true, true));
        catcher.add(packet(2, 200, true, true));

        assertThat(caught).hasSize(1);
    }

    @Test
    void a_frame_without_end_is_let_go() {
        catcher.want(caught::add);
        for (int index = 1; index <= KeyFrameCatcher.MAX_PACKETS + 1; index++) {
            catcher.add(packet(index, 100, index == 1, false));
        }
        catcher.add(packet(KeyFrameCatcher.MAX_PACKETS + 2L, 100, false, true));

        assertThat(caught).isEmpty();
    }

    private static int value(KeyFrame.Payload payload) {
        return Bytes.i32(payload.bytes(), payload.offset());
    }

    private MediaPacket packet(long index, int timestamp, boolean startsKeyFrame, boolean marker) {
        byte[] bytes = new byte[RtpPacket.FIXED_HEADER + Packets.PAYLOAD];
        Bytes.put32(bytes, RtpPacket.FIXED_HEADER, (int) index);
        return new MediaPacket(
                bytes,
                RtpPacket.FIXED_HEADER,
                Packets.PAYLOAD,
                stream,
                Codec.VP8,
                index,
                true,
                timestamp,
                marker,
                0,
                0,
                MediaPacket.NO_LEVEL,
                startsKeyFrame ? FrameInfo.KEY_FRAME_START : FrameInfo.NONE,
                null);
    }
}
