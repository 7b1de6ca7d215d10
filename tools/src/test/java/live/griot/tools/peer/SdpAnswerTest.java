package live.griot.tools.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import live.griot.edge.dtls.DtlsRole;
import org.junit.jupiter.api.Test;

/** What is read out of a server's answer. */
class SdpAnswerTest {
    private static final String ANSWER = """
            v=0
            m=video 9 UDP/TLS/RTP/SAVPF 102 103
            a=ice-ufrag:theirs
            a=ice-pwd:theirpasswordoftwentyfour
            a=fingerprint:sha-256 AB:CD
            a=setup:passive
            a=candidate:1 1 udp 2130706431 192.0.2.7 9000 typ host
            a=candidate:2 1 UDP 2130706431 127.0.0.1 9000 typ host
            a=candidate:3 1 tcp 1671430143 127.0.0.1 9000 typ host tcptype passive
            a=rtpmap:102 H264/90000
            a=rtpmap:103 rtx/90000
            a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            """;

    @Test
    void it_says_where_the_server_is_and_how_media_is_numbered() throws Exception {
        SdpAnswer answer = SdpAnswer.parse(ANSWER);

        assertThat(answer.usernameFragment()).isEqualTo("theirs");
        assertThat(answer.candidates())
                .extracting(SdpAnswerTest::text)
                .containsExactly("127.0.0.1:9000", "192.0.2.7:9000");
        assertThat(answer.codecs()).containsEntry(102, "h264").containsEntry(103, "rtx");
        assertThat(answer.transportCcId()).isEqualTo(3);
    }

    @Test
    void we_are_the_client_of_dtls_unless_the_server_wants_to_be() throws Exception {
        assertThat(SdpAnswer.parse(ANSWER).dtlsRole()).isEqualTo(DtlsRole.CLIENT);
        assertThat(SdpAnswer.parse(ANSWER.replace("setup:passive", "setup:active"))
                        .dtlsRole())
                .isEqualTo(DtlsRole.SERVER);
    }

    @Test
    void an_answer_that_names_no_address_is_refused() {
        assertThatThrownBy(() -> SdpAnswer.parse(ANSWER.replaceAll("a=candidate.*\n", "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names no address");
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
