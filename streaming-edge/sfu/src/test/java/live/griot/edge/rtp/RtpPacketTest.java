package live.griot.edge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void every_field_stands_where_rfc_3550_says() {
        assertThat(wrap("80e0 1234 00000102 cafebabe 0102")).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0x102);
        assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void contributing_sources_extensions_and_padding_are_not_payload() {
        assertThat(wrap("b160 0001 00000001 00000002 00000003 bede0001 10aa0000 55 000003"))
                .isTrue();
        assertThat(packet.headerLength()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(1);
        assertThat(packet.array()[packet.payloadOffset()]).isEqualTo((byte) 0x55);
    }

    @Test
    void one_byte_extensions_are_found_by_id() {
        assertThat(wrap("9060 0001 00000001 00000002 bede0002 10aa 00 22010203 0000 77"))
                .isTrue();
        assertThat(packet.array()[packet.extensionOffset(1)]).isEqualTo((byte) 0xaa);
        assertThat(packet.extensionLength(packet.extensionOffset(2))).isEqualTo(3);
        assertThat(packet.extensionOffset(3)).isEqualTo(-1);
    }

    @Test
    void two_byte_extensions_are_found_by_id() {
        assertThat(wrap("9060 0001 00000001 00000002 10000002 1402beef 15000000 77"))
                .isTrue();
        assertThat(Bytes.u16(packet.array(), packet.extensionOffset(0x14))).isEqualTo(0xbeef);
        assertThat(packet.extensionLength(packet.extensionOffset(0x14))).isEqualTo(2);
        assertThat(packet.extensionOffset(0x15)).isPositive();
    }

    @Test
    void what_is_cut_short_or_says_too_much_is_refused() {
        assertThat(wrap("8060 0001 00000001 000000")).isFalse();
        assertThat(wrap("4060 0001 00000001 00000002")).isFalse();
        assertThat(wrap("8f60 0001 00000001 00000002")).isFalse();
        assertThat(wrap("9060 0001 00000001 00000002 bede0004 00")).isFalse();
        assertThat(wrap("a060 0001 00000001 00000002 05")).isFalse();
        assertThat(wrap("a060 0001 00000001 00000002 00")).isFalse();
    }

    @Test
    void a_retransmission_comes_back_as_its_original() {
        assertThat(wrap("90e0 1234 00000102 cafebabe bede0001 10aa0000 0102030405"))
                .isTrue();
        byte[] original = Arrays.copyOfRange(packet.array(), 0, packet.length());
        byte[] rtx = new byte[100];
        int length = RtxPayload.write(packet, rtx, 0, 97, 0x7777, 9);

        assertThat(packet.wrap(rtx, 0, length)).isTrue();
        assertThat(packet.ssrc()).isEqualTo(0x7777);
        assertThat(packet.sequenceNumber()).isEqualTo(9);
        int restored = RtxPayload.restore(packet, 96, 0xcafebabe);

        assertThat(Arrays.copyOfRange(rtx, RtxPayload.OVERHEAD, RtxPayload.OVERHEAD + restored))
                .isEqualTo(original);
    }

    @Test
    void a_retransmission_that_carries_nothing_is_a_probe() {
        assertThat(wrap("8061 0001 00000001 00000002")).isTrue();
        assertThat(RtxPayload.restore(packet, 96, 1)).isEqualTo(-1);
    }

    @Test
    void sequence_numbers_wrap() {
        assertThat(SequenceNumbers.distance(65_535, 0)).isEqualTo(1);
        assertThat(SequenceNumbers.distance(0, 65_535)).isEqualTo(-1);
        assertThat(SequenceNumbers.unwrap(65_535, 0)).isEqualTo(65_536);
        assertThat(SequenceNumbers.unwrap(65_536, 65_535)).isEqualTo(65_535);
    }

    @Test
    void random_bytes_are_read_or_refused_without_an_exception() {
        Random random = new Random(3550);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            }
            if (packet.wrap(noise, 0, noise.length)) {
                accepted++;
                assertThat(packet.payloadLength()).isNotNegative();
                for (int id = 1; id < 16; id++) {
                    int at = packet.extensionOffset(id);
                    assertThat(at < 0 || at + packet.extensionLength(at) <= noise.length)
                            .isTrue();
                }
            }
        }
        assertThat(accepted).isPositive();
    }

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return packet.wrap(bytes, 0, bytes.length);
    }
}
