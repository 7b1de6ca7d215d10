package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.IceSession;
import live.griot.edge.signaling.PeerRole;
import live.griot.edge.transport.TransportHandle;
import org.jspecify.annotations.Nullable;

/** One peer that was let in. Its connection may be gone before the edge has handed it over; both orders end well. Thread-safe. */
final class Peer {
    final String id;
    final PeerRole role;
    final Ticket ticket;
    final IceSession ice;

    /** When it was let in. */
    final Instant since;

    /** Whether what this peer stands for was told: a publisher's media, a viewer's arrival. Guarded by its map's compute. */
    boolean told;

    private @Nullable TransportHandle connection;
    private boolean left;
    private final CountDownLatch gone = new CountDownLatch(1);

    Peer(String id, PeerRole role, Ticket ticket, IceSession ice, Instant since) {
        this.since = since;
        this.id = id;
        this.role = role;
        this.ticket = ticket;
        this.ice = ice;
    }

    /** Takes the connection, and closes it when the peer was asked to leave meanwhile. */
    void connectedBy(TransportHandle handle) {
        boolean tooLate;
        synchronized (this) {
            connection = handle;
            tooLate = left;
        }
        if (tooLate) {
            handle.close();
        }
    }

    /** Restarts ICE on the connection; refuses where there is none. */
    void restart(IceCredentials fresh, String remoteUfrag) {
        TransportHandle open;
        synchronized (this) {
            open = left ? null : connection;
        }
        if (open == null || !open.isOpen()) {
            throw new Refused(NOT_FOUND, "Nobody is connected here any more");
        }
        open.restart(fresh, remoteUfrag);
    }

    /** Hears that the connection is gone. */
    void isGone() {
        gone.countDown();
    }

    /** Waits until the connection is gone; returns whether that came to pass within so many nanoseconds. */
    boolean awaitGone(long atMostNanos) throws InterruptedException {
        return gone.await(atMostNanos, TimeUnit.NANOSECONDS);
    }

    /** Closes the connection, now or as soon as there is one. */
    void leave() {
        TransportHandle open;
        synchronized (this) {
            left = true;
            open = connection;
        }
        if (open != null) {
            open.close();
        }
    }
}
