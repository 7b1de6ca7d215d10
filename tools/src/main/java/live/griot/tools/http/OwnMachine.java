package live.griot.tools.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/** Which addresses are this machine's own. */
public final class OwnMachine {
    private OwnMachine() {}

    /** Returns whether an address leads back to this machine: loopback, or that of an interface. */
    public static boolean has(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    /** Returns whether every address of a URL's host leads back to this machine. */
    public static boolean has(URI url) {
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (!has(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
