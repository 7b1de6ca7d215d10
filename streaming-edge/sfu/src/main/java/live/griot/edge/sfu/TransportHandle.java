package live.griot.edge.sfu;

import live.griot.edge.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/** One peer connection, as whoever opened it holds it. Thread-safe; no call waits. */
public interface TransportHandle {
    /**
     * Restarts ICE: keys, streams and numbers stay, only the path is found anew (RFC 8445, section 9). The credentials before stay
     * good until the first check with the new ones.
     *
     * @param local the edge's new credentials, as it answers or offers them
     * @param remoteUfrag the peer's new user name fragment, or null when it is told with the answer
     */
    void restart(IceCredentials local, @Nullable String remoteUfrag);

    /** Lets the peer go; a second call does nothing. Returns before it is done; the listener hears of the end. */
    void close();

    /** Returns whether the connection is not closed. */
    boolean isOpen();
}
