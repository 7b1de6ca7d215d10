package live.griot.edge.sfu;

import java.util.List;
import live.griot.edge.dtls.DtlsRole;

/**
 * A connection that receives what it subscribes to. The edge offers it: its own ICE credentials are known first, and the peer's side
 * comes with the answer. Thread-safe; no call waits.
 */
public interface SubscriberHandle extends TransportHandle {
    /** The most subscriptions of one connection. */
    int MAX_SUBSCRIPTIONS = 48;

    /** Hears what happens to a subscriber. Called on the edge's loops: must return at once. */
    interface Listener extends TransportListener {
        /** These subscriptions fare otherwise than was told before; at most a few times a second. */
        void onStates(List<SubscriptionState> changed);
    }

    /**
     * Says what the peer answered; again after a restart.
     *
     * @param remoteUfrag the peer's user name fragment
     * @param remoteFingerprint of its certificate, {@code sha-256 AA:BB:...}; after the first time it is not looked at
     * @param role the edge's part in DTLS; after the first time it is not looked at
     */
    void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role);

    /**
     * Subscribes to a publication. One that is not there is told as ended.
     *
     * @param id the caller's name for it; a subscription that has it already is replaced
     * @param publicationId as in {@link PublishedTrack}
     * @param rtp how it is sent: as the edge offered and the peer accepted it
     */
    void add(String id, String publicationId, RtpParameters rtp);

    /** Ends a subscription; nothing is told of it any more. */
    void remove(String id);

    /** Says what the viewer wishes of a subscription, {@link Preference#ANY} before that. */
    void prefer(String id, Preference preference);
}
