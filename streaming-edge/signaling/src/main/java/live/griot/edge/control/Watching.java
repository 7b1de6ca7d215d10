package live.griot.edge.control;

import java.util.List;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which somebody receives, and the attendance that it stands for: who goes on with another ticket goes on as another
 * attendance, on the same connection. Thread-safe.
 */
final class Watching implements SubscriberHandle.Listener {
    private final Viewers viewers;
    private final SubscriberHandle.Listener toTell;
    private PeerConnection peer;
    private @Nullable SubscriberHandle connection;
    private boolean connected;
    private boolean over;

    Watching(Viewers viewers, PeerConnection peer, SubscriberHandle.Listener toTell) {
        this.viewers = viewers;
        this.peer = peer;
        this.toTell = toTell;
    }

    /** Returns as whom they watch now. */
    synchronized PeerConnection peer() {
        return peer;
    }

    /** Takes the connection. */
    synchronized void connectedBy(SubscriberHandle handle) {
        connection = handle;
        peer.connectedBy(handle);
    }

    /** Ends one attendance and begins another; where the connection is gone there is none. */
    synchronized void goOnAs(PeerConnection fresh) {
        if (over) {
            return;
        }
        viewers.gone(peer);
        viewers.replaceBy(fresh);
        peer = fresh;
        if (connection != null) {
            fresh.connectedBy(connection);
        }
        if (connected) {
            viewers.connected(fresh);
        }
    }

    @Override
    public synchronized void onConnected() {
        connected = true;
        viewers.joined(peer);
    }

    @Override
    public void onStates(List<SubscriptionState> changed) {
        toTell.onStates(changed);
    }

    @Override
    public void onClosed() {
        PeerConnection last;
        synchronized (this) {
            last = peer;
            over = true;
        }
        viewers.gone(last);
        last.isGone();
        toTell.onClosed();
    }
}
