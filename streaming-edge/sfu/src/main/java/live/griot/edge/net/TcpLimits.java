package live.griot.edge.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many connections there are, in all and from one address, so that nobody takes what others need. All addresses of one IPv6 network
 * of 64 bits count as one. Thread-safe.
 */
final class TcpLimits {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int most;
    private final int mostPerAddress;
    private final Map<List<Integer>, Integer> open = new HashMap<>();
    private int all;

    TcpLimits(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Takes a place for a connection from that address; returns false when there is none. */
    synchronized boolean enter(InetAddress from) {
        List<Integer> network = network(from);
        int here = open.getOrDefault(network, 0);
        if (all >= most || here >= mostPerAddress) {
            return false;
        }
        open.put(network, here + 1);
        all++;
        return true;
    }

    /** Gives a place back that {@link #enter} took. */
    synchronized void leave(InetAddress from) {
        open.computeIfPresent(network(from), (network, here) -> here == 1 ? null : here - 1);
        all--;
    }

    private static List<Integer> network(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] network = Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES));
        return IntStream.range(0, network.length)
                .mapToObj(i -> (int) network[i])
                .toList();
    }
}
