package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TcpLimitsTest {
    private final TcpLimits limits = new TcpLimits(3, 2);

    @Test
    void nobody_takes_more_than_their_part_and_all_together_not_more_than_all() throws Exception {
        assertThat(limits.enter(of("192.0.2.1"))).isTrue();
        assertThat(limits.enter(of("192.0.2.1"))).isTrue();
        assertThat(limits.enter(of("192.0.2.1"))).isFalse();
        assertThat(limits.enter(of("192.0.2.2"))).isTrue();
        assertThat(limits.enter(of("192.0.2.3"))).isFalse();

        limits.leave(of("192.0.2.1"));

        assertThat(limits.enter(of("192.0.2.1"))).isTrue();
        assertThat(limits.enter(of("192.0.2.3"))).isFalse();
    }

    @Test
    void an_ipv6_network_counts_as_one() throws Exception {
        assertThat(limits.enter(of("2001:db8:0:1::1"))).isTrue();
        assertThat(limits.enter(of("2001:db8:0:1:ffff::2"))).isTrue();
        assertThat(limits.enter(of("2001:db8:0:1::3"))).isFalse();
        assertThat(limits.enter(of("2001:db8:0:2::1"))).isTrue();
    }

    private static InetAddress of(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
