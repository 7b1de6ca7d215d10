package live.griot.edge.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the test vectors of RFC 5769. */
class StunMessageTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] REQUEST = bytes("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74" + "002400046e0001ff" + "80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020" + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf");
    private static final byte[] IPV4_RESPONSE = bytes("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96");
    private static final byte[] IPV6_RESPONSE = bytes("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c");
    private static final IceCredentials LOCAL = new IceCredentials("evtj", PASSWORD);
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 32853);

    @Test
    void the_sample_request_is_read_and_its_signature_holds() {
        StunMessage request = StunMessage.parse(REQUEST, 0, REQUEST.length);

        assertThat(request).isNotNull();
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).isEqualTo("evtj:h6vY");
        assertThat(request.isSignedWith(PASSWORD)).isTrue();
        assertThat(request.isSignedWith("another password")).isFalse();
        assertThat(IceLite.localFragment(request)).isEqualTo("evtj");
    }

    @Test
    void the_sample_responses_tell_the_mapped_address() {
        StunMessage v4 = StunMessage.parse(IPV4_RESPONSE, 0, IPV4_RESPONSE.length);
        StunMessage v6 = StunMessage.parse(IPV6_RESPONSE, 0, IPV6_RESPONSE.length);

        assertThat(v4).isNotNull();
        assertThat(v6).isNotNull();
        assertThat(v4.mappedAddress()).isEqualTo(SOMEWHERE);
        assertThat(v6.mappedAddress()).isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
        assertThat(v4.isSignedWith(PASSWORD)).isTrue();
        assertThat(v6.isSignedWith(PASSWORD)).isTrue();
    }

    @Test
    void a_signed_check_is_answered_with_the_address_it_came_from() {
        StunMessage request = StunMessage.parse(REQUEST, 0, REQUEST.length);
        assertThat(request).isNotNull();

        byte[] answer = IceLite.answer(request, LOCAL, SOMEWHERE);

        assertThat(answer).isNotNull();
        StunMessage read = StunMessage.parse(answer, 0, answer.length);
        assertThat(read).isNotNull();
        assertThat(read.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(read.transactionId()).isEqualTo(request.transactionId());
        assertThat(read.mappedAddress()).isEqualTo(SOMEWHERE);
        assertThat(read.isSignedWith(PASSWORD)).isTrue();
    }

    @Test
    void a_check_by_who_does_not_know_the_password_is_not_answered() {
        StunMessage request = StunMessage.parse(REQUEST, 0, REQUEST.length);
        assertThat(request).isNotNull();

        assertThat(IceLite.answer(request, new IceCredentials("evtj", "wrong"), SOMEWHERE))
                .isNull();
        StunMessage response = StunMessage.parse(IPV4_RESPONSE, 0, IPV4_RESPONSE.length);
        assertThat(response).isNotNull();
        assertThat(IceLite.answer(response, LOCAL, SOMEWHERE)).isNull();
    }

    @Test
    void a_message_with_one_bit_changed_is_refused() {
        for (int bit = 0; bit < REQUEST.length * 8; bit++) {
            byte[] changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            StunMessage read = StunMessage.parse(changed, 0, changed.length);
            assertThat(read == null || !read.hasFingerprint() || !read.isSignedWith(PASSWORD))
                    .as("bit %d", bit)
                    .isTrue();
        }
    }

    @Test
    void random_bytes_are_refused_without_an_exception() {
        Random random = new Random(5769);
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length >= 20) {
                System.arraycopy(REQUEST, 0, noise, 0, random.nextInt(20));
            }
            StunMessage read = StunMessage.parse(noise, 0, noise.length);
            if (read != null) {
                assertThat(read.isSignedWith(PASSWORD)).isFalse();
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
