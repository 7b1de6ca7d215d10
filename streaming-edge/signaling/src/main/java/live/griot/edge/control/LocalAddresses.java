package live.griot.edge.control;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the addresses that peers are told. */
final class LocalAddresses {
    private LocalAddresses() {}

    /**
     * Returns the addresses as set, or all of this machine's: IPv4 before IPv6, loopback last (for who tries it out at home).
     * Throws {@link IllegalArgumentException} for a name that stands for no address.
     */
    static List<InetAddress> announced(List<String> set) {
        try {
            if (set.isEmpty()) {
                return ofThisMachine();
            }
            List<InetAddress> addresses = new ArrayList<>();
            for (String one : set) {
                addresses.addAll(List.of(InetAddress.getAllByName(one)));
            }
            return addresses;
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "griot.edge.announced-addresses: %s is no address".formatted(unknown.getMessage()), unknown);
        } catch (SocketException failure) {
            throw new IllegalStateException("This machine does not tell its addresses", failure);
        }
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
