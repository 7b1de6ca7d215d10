package live.griot.edge.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.util.Arrays;
import live.griot.fuzz.Fuzz;

/** STUN messages (RFC 8489). */
class StunFuzzTest {
    private static final IceCredentials LOCAL = new IceCredentials("abcd", "a-password-of-the-test-");
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 7000);

    @FuzzTest(maxDuration = Fuzz.EACH)
    void read(byte[] data) {
        byte[] wide = Fuzz.inMargins(data);
        boolean looks = StunMessage.looksLikeStun(wide, Fuzz.MARGIN, data.length);
        StunMessage message = StunMessage.parse(wide, Fuzz.MARGIN, data.length);
        if (message == null) {
            return;
        }
        assertThat(looks).isTrue();
        assertThat(message.transactionId()).hasSize(12);
        message.username();
        message.usesCandidate();
        message.hasFingerprint();
        message.mappedAddress();
        message.isSignedWith(LOCAL.password());
        IceLite.localFragment(message);
        byte[] answer = IceLite.answer(message, LOCAL, FROM);
        if (answer != null) {
            assertThat(StunMessage.parse(answer, 0, answer.length)).isNotNull();
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void written(byte[] data) {
        byte[] transaction = Arrays.copyOf(data, 12);
        StringBuilder name = new StringBuilder();
        for (int i = 12; i < Math.min(data.length, 12 + 128); i++) {
            name.append((char) ('!' + (data[i] & 0x3F)));
        }
        byte[] written = new StunWriter(1, transaction)
                .username(name.toString())
                .mappedAddress(FROM)
                .useCandidate()
                .finish(LOCAL.password());

        StunMessage read = StunMessage.parse(written, 0, written.length);

        assertThat(read).isNotNull();
        assertThat(read.transactionId()).isEqualTo(transaction);
        assertThat(read.username()).isEqualTo(name.toString());
        assertThat(read.mappedAddress()).isEqualTo(FROM);
        assertThat(read.usesCandidate()).isTrue();
        assertThat(read.hasFingerprint()).isTrue();
        assertThat(read.isSignedWith(LOCAL.password())).isTrue();
        assertThat(read.isSignedWith(LOCAL.password() + "x")).isFalse();
    }
}
