package live.griot.tools.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import live.griot.tools.http.OwnMachine;

/**
 * Where datagrams may go: a load is for this machine, or for a server that somebody says is theirs.
 *
 * @param anywhere whether other machines may be reached
 */
record Targets(boolean anywhere) {
    /** Returns those that may be tried; throws {@link IOException} with a sentence when none may. */
    List<InetSocketAddress> allowed(List<InetSocketAddress> candidates) throws IOException {
        List<InetSocketAddress> allowed = candidates.stream()
                .filter(candidate -> anywhere || OwnMachine.has(candidate.getAddress()))
                .toList();
        if (allowed.isEmpty()) {
            throw new IOException(
                    "The server's addresses %s are not this machine's; --i-own-this-server says that they may be loaded"
                            .formatted(candidates));
        }
        return allowed;
    }
}
