package live.griot.edge.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import live.griot.edge.sfu.HostCandidate;

/** Where peers are told that they reach this edge: each announced address, by datagrams and, where that port is open, by TCP. Thread-safe. */
final class AnnouncedCandidates {
    private final int port;
    private final int tcpPort;
    private volatile List<InetAddress> announced;

    /** Announces these addresses at first; without TCP where that port is {@link EdgeNode.Configuration#NO_TCP}. */
    AnnouncedCandidates(List<InetAddress> announced, int port, int tcpPort) {
        this.announced = List.copyOf(announced);
        this.port = port;
        this.tcpPort = tcpPort;
    }

    /** Announces these addresses from now on, to who asks next. */
    void announce(List<InetAddress> addresses) {
        announced = List.copyOf(addresses);
    }

    /** Returns them, datagrams first. */
    List<HostCandidate> all() {
        List<InetAddress> addresses = announced;
        Stream<HostCandidate> datagrams =
                addresses.stream().map(address -> HostCandidate.udp(new InetSocketAddress(address, port)));
        Stream<HostCandidate> connections = tcpPort == EdgeNode.Configuration.NO_TCP
                ? Stream.empty()
                : addresses.stream().map(address -> HostCandidate.tcp(new InetSocketAddress(address, tcpPort)));
        return Stream.concat(datagrams, connections).toList();
    }
}
