package live.griot.api.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * What counts as one place when requests are counted by where they come from: an IPv4 address, or an IPv6 /64, since who has one
 * address of it has them all.
 */
public record Network(String name) {
    /** Returns the network of an address in its textual form; what is not an address is a network of its own. */
    public static Network of(String address) {
        if (address.indexOf(':') < 0) {
            return new Network(address);
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return new Network(
                    parsed instanceof Inet6Address
                            ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), 8))
                            : parsed.getHostAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return new Network(address);
        }
    }
}
