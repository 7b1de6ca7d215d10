package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();
    private final List<byte[]> packets = new ArrayList<>();

    @Test
    void packets_come_out_as_they_went_in_however_the_stream_is_cut() {
        Random random = new Random(4571);
        List<byte[]> sent = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 500; i++) {
            byte[] packet = new byte[1 + random.nextInt(DatagramSender.MAX_DATAGRAM)];
            random.nextBytes(packet);
            sent.add(packet);
            stream.writeShort(packet.length).writeBytes(packet);
        }

        while (stream.isReadable()) {
            int cut = Math.min(stream.readableBytes(), random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(4_000));
            assertThat(reader.read(stream.readSlice(cut), packets)).isTrue();
        }

        assertThat(packets).containsExactlyElementsOf(sent);
    }

    @Test
    void a_packet_of_the_largest_size_is_taken_and_one_byte_more_ends_the_stream() {
        assertThat(reader.read(frame(DatagramSender.MAX_DATAGRAM), packets)).isTrue();
        assertThat(reader.read(frame(DatagramSender.MAX_DATAGRAM + 1), packets)).isFalse();
        assertThat(new FrameReader().read(frame(65_535), packets)).isFalse();
        assertThat(packets).hasSize(1);
    }

    @Test
    void a_packet_of_nothing_ends_the_stream() {
        assertThat(reader.read(frame(0), packets)).isFalse();
        assertThat(packets).isEmpty();
    }

    @Test
    void what_is_not_whole_is_kept_back() {
        assertThat(reader.read(Unpooled.wrappedBuffer(new byte[] {0}), packets)).isTrue();
        assertThat(reader.read(Unpooled.wrappedBuffer(new byte[] {2, 7}), packets))
                .isTrue();
        assertThat(packets).isEmpty();

        assertThat(reader.read(Unpooled.wrappedBuffer(new byte[] {8}), packets)).isTrue();
        assertThat(packets).containsExactly(new byte[] {7, 8});
    }

    private static ByteBuf frame(int length) {
        return Unpooled.buffer().writeShort(length).writeBytes(new byte[length]);
    }
}
