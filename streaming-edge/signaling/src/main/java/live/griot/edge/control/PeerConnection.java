package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.TransportHandle;
import org.jspecify.annotations.Nullable;

/** The connection of somebody who was let in with a ticket. It may be gone before the edge has handed it over; both orders end well. Thread-safe. */
class PeerConnection {
    final Ticket ticket;

    /** Whether a viewer's arrival was told. Guarded by its map's compute. */
    boolean told;

    /** When somebody asked for it. */
    private final long askedNanos = System.nanoTime();

    private @Nullable TransportHandle connection;
    private boolean left;
    private final CountDownLatch gone = new CountDownLatch(1);

    PeerConnection(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Returns by what name a ticket's bearer is known to the router; who has no account is known by their attendance. */
    static String participant(Ticket ticket) {
        return ticket.user() == null ? ticket.id().value() : ticket.user().value();
    }

    /** Returns how long ago somebody asked for it. */
    final Duration age() {
        return Duration.ofNanos(System.nanoTime() - askedNanos);
    }

    /** Returns by what name they are known to the router. */
    final String participant() {
        return participant(ticket);
    }

    /** Takes the connection, and closes it when the peer was asked to leave meanwhile. */
    final void connectedBy(TransportHandle handle) {
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
    final void isGone() {
        gone.countDown();
    }

    /** Waits until all of these are gone; returns whether that came to pass in time. */
    static boolean awaitGone(Collection<? extends PeerConnection> peers, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (PeerConnection peer : peers) {
                if (!peer.gone.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes the connection, now or as soon as there is one. */
    final void leave() {
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
