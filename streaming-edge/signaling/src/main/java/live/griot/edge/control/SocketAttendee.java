package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.Rights;
import live.griot.edge.signaling.negotiation.LocalEdge;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who came by the signalling socket: the ticket they are here with, a place if they only watch, and the two connections they
 * may have. Thread-safe.
 */
final class SocketAttendee implements Attendee {
    private final Attendees house;
    private final Listener listener;
    private Ticket ticket;
    private @Nullable PeerConnection publishing;
    private @Nullable Watching watching;
    private Places.@Nullable Hold place;
    private boolean left;

    SocketAttendee(Attendees house, Ticket ticket, Listener listener) {
        this.house = house;
        this.ticket = ticket;
        this.listener = listener;
    }

    @Override
    public synchronized Ticket ticket() {
        return ticket;
    }

    @Override
    public String participant() {
        return PeerConnection.participant(ticket());
    }

    @Override
    public LocalEdge edge() {
        return house.admission().here();
    }

    @Override
    public Rights rights() {
        return house.stages().rightsOf(ticket());
    }

    @Override
    public void renew(String text) {
        Ticket fresh = house.admit(text);
        Ticket before = ticket();
        if (!fresh.session().equals(before.session())
                || fresh.user() == null
                || !fresh.user().equals(before.user())) {
            throw new Refused(INVALID_TICKET, "Another ticket must be of the same person and for the same session");
        }
        house.requireAdmitted(fresh);
        if (!fresh.id().equals(before.id())) {
            comeWith(fresh);
            Watching goesOn;
            synchronized (this) {
                goesOn = watching;
            }
            if (goesOn != null) {
                goesOn.goOnAs(new PeerConnection(fresh));
            }
            house.renewed(this, before);
        }
    }

    /** Takes a place where one is needed, and gives it back where it is not any more; refuses with SESSION_FULL. */
    void comeWith(Ticket fresh) {
        Places.Hold before;
        synchronized (this) {
            before = place;
        }
        Places.Hold now = null;
        if (Viewers.isViewer(fresh)) {
            // Not under the lock: whose place is taken over has one, too.
            now = house.viewers().places().take(fresh, before, () -> putOut(Goodbye.REPLACED));
        } else if (before != null) {
            before.giveBack();
        }
        boolean tooLate;
        synchronized (this) {
            place = now;
            ticket = fresh;
            tooLate = left;
        }
        if (tooLate && now != null) {
            now.giveBack();
        }
    }

    @Override
    public PublisherHandle publish(TransportParameters transport, List<TrackParameters> tracks, Runnable whenClosed) {
        requireMayPublish(tracks.stream().map(TrackParameters::source).toList());
        PeerConnection peer = new PeerConnection(ticket());
        hold(peer);
        return house.publishing().open(peer, transport, tracks, whenClosed);
    }

    @Override
    public void requireMayPublish(Collection<TrackSource> sources) {
        Set<TrackSource> allowed = rights().mayPublish();
        for (TrackSource source : sources) {
            if (!allowed.contains(source)) {
                throw new Refused(
                        FORBIDDEN,
                        allowed.isEmpty()
                                ? "Only those on stage publish; who came on stage since joins again"
                                : "A %s is not what you may publish here".formatted(source));
            }
        }
    }

    @Override
    public int startBitrateKbps() {
        return house.startBitrateKbps();
    }

    @Override
    public SubscriberHandle receive(IceCredentials local, SubscriberHandle.Listener toTell) {
        PeerConnection peer = new PeerConnection(ticket());
        Watching begun = new Watching(house.viewers(), peer, toTell);
        hold(begun);
        house.viewers().replaceBy(peer);
        SubscriberHandle connection;
        try {
            connection = house.edge().subscribe(peer.ticket.session().value(), peer.participant(), local, begun);
        } catch (RuntimeException failure) {
            begun.onClosed();
            throw failure;
        }
        begun.connectedBy(connection);
        return connection;
    }

    @Override
    public void leave() {
        List<PeerConnection> closing;
        synchronized (this) {
            if (left) {
                return;
            }
            left = true;
            closing = connections();
            if (place != null) {
                place.giveBack();
                place = null;
            }
        }
        closing.forEach(PeerConnection::leave);
        house.left(this);
    }

    /** Lets them go, and tells them why. Who cannot be told is gone all the same, and keeps nobody else here. */
    void putOut(Goodbye why) {
        leave();
        try {
            listener.onGoodbye(why);
        } catch (Throwable bug) { // A listener is somebody else's code.
            house.failures().note(Failures.Place.LISTENER, bug);
        }
    }

    Listener listener() {
        return listener;
    }

    synchronized boolean hasLeft() {
        return left;
    }

    /** Returns what they opened last, of either kind. */
    synchronized List<PeerConnection> connections() {
        return Stream.concat(
                        Stream.ofNullable(publishing),
                        Stream.ofNullable(watching).map(Watching::peer))
                .toList();
    }

    private synchronized void hold(PeerConnection fresh) {
        publishing = fresh;
        if (left) {
            fresh.leave();
        }
    }

    private synchronized void hold(Watching fresh) {
        watching = fresh;
        if (left) {
            fresh.peer().leave();
        }
    }
}
