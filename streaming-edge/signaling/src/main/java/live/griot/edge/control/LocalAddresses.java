package live.griot.edge.control;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the addresses that peers are told, and those that are listened on. */
final class LocalAddresses {
    private LocalAddresses() {}

    /**
     * Returns the addresses as set, or those of this machine that are bound: IPv4 before IPv6, loopback last (for who tries it out at
     * home). Throws {@link IllegalArgumentException} for a name that stands for no address.
     */
    static List<InetAddress> announced(List<String> set, List<String> bound) {
        if (!set.isEmpty()) {
            return named("announced-addresses", set);
        }
        List<InetAddress> listening = bound(bound);
        boolean all = listening.isEmpty() || listening.stream().anyMatch(InetAddress::isAnyLocalAddress);
        try {
            return all ? ofThisMachine() : listening;
        } catch (SocketException failure) {
            throw new IllegalStateException("This machine does not tell its addresses", failure);
        }
    }

    /** Returns the addresses to listen on as set, none for all. Throws {@link IllegalArgumentException} for what is no address. */
    static List<InetAddress> bound(List<String> set) {
        return named("bind-addresses", set);
    }

    private static List<InetAddress> named(String property, List<String> set) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String one : set) {
            try {
                addresses.addAll(List.of(InetAddress.getAllByName(one)));
            } catch (UnknownHostException unknown) {
                throw new IllegalArgumentException("griot.edge.%s: %s is no address".formatted(property, one), unknown);
            }
        }
        return addresses;
    }

    private static List<InetAddress> ofThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(LocalAddresses::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                .sorted(Comparator.comparing(InetAddress::isLoopbackAddress)
                        .thenComparing(address -> address.getAddress().length))
                .toList();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }
}
