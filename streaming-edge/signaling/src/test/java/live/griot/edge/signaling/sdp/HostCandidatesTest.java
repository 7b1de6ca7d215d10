package live.griot.edge.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import live.griot.edge.sfu.HostCandidate;
import org.junit.jupiter.api.Test;

class HostCandidatesTest {
    @Test
    void datagrams_come_before_tcp_and_the_first_address_before_the_second() {
        SdpText text = new SdpText();
        HostCandidates.write(
                List.of(
                        HostCandidate.udp(new InetSocketAddress("192.0.2.7", 7000)),
                        HostCandidate.udp(new InetSocketAddress("2001:db8::7", 7000)),
                        HostCandidate.tcp(new InetSocketAddress("192.0.2.7", 7001)),
                        HostCandidate.tcp(new InetSocketAddress("2001:db8::7", 7001))),
                text);

        assertThat(text.toString().lines())
                .containsExactly(
                        "a=candidate:1 1 udp 2130706431 192.0.2.7 7000 typ host",
                        "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 7000 typ host",
                        "a=candidate:3 1 tcp 1520434687 192.0.2.7 7001 typ host tcptype passive",
                        "a=candidate:4 1 tcp 1520434431 2001:db8:0:0:0:0:0:7 7001 typ host tcptype passive",
                        "a=end-of-candidates");
    }
}
