package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import live.griot.edge.sfu.HostCandidate;
import org.junit.jupiter.api.Test;

class AnnouncedAddressesTest {
    @Test
    void what_is_announced_later_is_told_to_who_comes_later() throws Exception {
        InetAddress fresh = InetAddress.getByName("203.0.113.5");
        try (EdgeNode edge = EdgeNode.start(new EdgeNode.Configuration(
                0, 0, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(2)))) {
            List<HostCandidate> before = edge.candidates();

            edge.announce(List.of(InetAddress.getLoopbackAddress(), fresh));

            assertThat(edge.candidates()).containsAll(before).hasSize(4);
            assertThat(edge.candidates())
                    .filteredOn(candidate -> candidate.address().getAddress().equals(fresh))
                    .extracting(HostCandidate::protocol)
                    .containsExactly(HostCandidate.Protocol.UDP, HostCandidate.Protocol.TCP);
        }
    }
}
