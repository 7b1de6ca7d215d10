package live.griot.edge.signaling;

import java.util.Collection;
import java.util.List;
import live.griot.api.identity.Ticket;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.negotiation.LocalEdge;

/** Somebody who was let in by the signalling socket, and the connections they may open. Thread-safe; every method may throw {@code Refused}. */
public interface Attendee {
    /** Is told what concerns somebody. Called on any thread, one call after another for what is of one kind; returns at once. */
    interface Listener {
        /** What they may send changed. */
        void onRights(Rights rights);

        /** What is published in the session, all of it: told at first, and when it changed. */
        void onPublications(List<PublishedTrack> publications);

        /** They were let go; their connections are being closed. */
        void onGoodbye(Goodbye why);
    }

    /** Returns the ticket with which they are here. */
    Ticket ticket();

    /** Returns by what name they publish and receive in the session. */
    String participant();

    /** Returns where the edge is. */
    LocalEdge edge();

    /** Returns what they may send now. */
    Rights rights();

    /**
     * Goes on with a fresh ticket of the same person for the same session, which may say more or less. Refuses with INVALID_TICKET, or
     * as {@link SignalAdmission#enter} does, and then nothing changed.
     */
    void renew(String ticket);

    /**
     * Opens the connection on which they publish, in the place of one before; refuses with FORBIDDEN what they may not send.
     *
     * @param whenClosed is run on one of the edge's loops: returns at once
     */
    PublisherHandle publish(TransportParameters transport, List<TrackParameters> tracks, Runnable whenClosed);

    /** Refuses with FORBIDDEN what they may not send. */
    void requireMayPublish(Collection<TrackSource> sources);

    /** Returns what a publisher's video begins with, in kilobits a second. */
    int startBitrateKbps();

    /** Opens the connection on which they receive. */
    SubscriberHandle receive(IceCredentials local, SubscriberHandle.Listener listener);

    /** Lets go what they have open. */
    void leave();
}
