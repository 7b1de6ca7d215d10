package live.griot.edge.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.dtls.DtlsAssociation;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer connection: the design's transport. Where the peer is, whether it is still there, and how what it sends is opened. Not
 * thread-safe: owned by the ingest loop.
 */
abstract class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    /** A peer that is silent for this long is gone (RFC 7675, section 5.1). */
    static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A peer has this long to connect. */
    static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** The most DTLS datagrams kept for a peer whose answer, and so its certificate's fingerprint, is not known yet. */
    static final int MAX_EARLY = 4;

    private final TransportOwner owner;
    private final String router;
    private final String participant;
    private final IceLiteSession ice;
    private final TransportListener listener;
    private final long createdNanos;
    private final List<VerifiedPath> verified = new ArrayList<>();
    private final Queue<byte[]> early = new ArrayDeque<>();
    private @Nullable DtlsAssociation dtls;
    private @Nullable NetworkPath path;
    private @Nullable SrtpReceiver receiver;
    private long heardNanos;
    private final ConnectionQualityMeter quality = new ConnectionQualityMeter();
    private volatile boolean open = true;

    Transport(TransportOwner owner, String router, String participant, IceLiteSession ice, TransportListener listener) {
        long nowNanos = owner.now();
        this.owner = owner;
        this.router = router;
        this.participant = participant;
        this.ice = ice;
        this.listener = listener;
        this.createdNanos = nowNanos;
        this.heardNanos = nowNanos;
    }

    /** Learns whose certificate the peer has ({@code sha-256 AA:BB:...}), and who says hello; once, a second time changes nothing. */
    void identify(String fingerprint, DtlsRole role) {
        if (dtls == null) {
            dtls = new DtlsAssociation(role, owner.certificate(), fingerprint, this::sendLater, keys());
            sayHelloIfReachable();
            early.forEach(this::onDtls);
            early.clear();
        }
    }

    private void sendLater(byte[] datagram) {
        owner.execute(() -> owner.send(this, datagram, datagram.length));
    }

    private DtlsAssociation.Listener keys() {
        return new DtlsAssociation.Listener() {
            @Override
            public void onConnected(SrtpMasterKey theirs, SrtpMasterKey ours) {
                // Deriving keys takes its time, which is this thread's to take.
                SrtpReceiver opening = new SrtpReceiver(theirs);
                SrtpSender sealing = new SrtpSender(ours);
                owner.execute(() -> connect(opening, sealing));
            }

            @Override
            public void onFailed(String reason) {
                LOG.debug("No keys were agreed with {}: {}", participant, reason);
                owner.execute(() -> owner.remove(Transport.this));
            }

            @Override
            public void onBug(Throwable bug) {
                owner.handshakeFailed(bug);
                owner.execute(() -> owner.remove(Transport.this));
            }

            @Override
            public void onClosed() {
                owner.execute(() -> owner.remove(Transport.this));
            }
        };
    }

    /** Begins to send and receive with these keys, if it is known where. */
    void connect(SrtpReceiver opening, SrtpSender sealing) {
        NetworkPath where = path;
        if (open && where != null && receiver == null) {
            receiver = opening;
            onKeys(sealing, where);
            listener.onConnected();
        } else {
            opening.close();
            sealing.close();
        }
    }

    /** Takes in a DTLS record; returns false when it was dropped because too many wait. */
    boolean onDtls(byte[] bytes) {
        DtlsAssociation association = dtls;
        if (association != null) {
            return association.offer(bytes, 0, bytes.length);
        }
        return early.size() < MAX_EARLY && early.add(bytes);
    }

    /** Is given what seals what we send, and told where that is to be sent. */
    abstract void onKeys(SrtpSender sealing, NetworkPath where);

    /** Takes in a plain RTP datagram that this peer has sealed; takes ownership of the array. */
    abstract void onRtp(byte[] bytes, int length, long nowNanos);

    /** Takes in a plain RTCP datagram; takes ownership of the array. */
    abstract void onRtcp(byte[] bytes, int length, long nowNanos);

    /** Is told every 20 ms what time it is. */
    abstract void tick(long nowNanos);

    /** Is told that the peer is now reached elsewhere. */
    void onPath(NetworkPath newPath) {
        path = newPath;
        sayHelloIfReachable();
    }

    /** A path is known once a check was answered (RFC 8445, section 7.3); not before then does a client of DTLS begin. */
    private void sayHelloIfReachable() {
        if (dtls != null && path != null) {
            dtls.reachable();
        }
    }

    /** Is told once that the connection is over. */
    void onRemoved() {
        open = false;
        if (receiver != null) {
            receiver.close();
        }
        listener.onClosed();
    }

    TransportOwner owner() {
        return owner;
    }

    /** Returns the id of the router that it is in. */
    String router() {
        return router;
    }

    String participant() {
        return participant;
    }

    IceLiteSession ice() {
        return ice;
    }

    /** Returns by which paths it can speak; kept by the {@link TransportTable}. */
    List<VerifiedPath> verified() {
        return verified;
    }

    /** Returns where it is sent to, or null when no check came yet. */
    @Nullable
    NetworkPath path() {
        return path;
    }

    @Nullable
    SrtpReceiver receiver() {
        return receiver;
    }

    boolean isConnected() {
        return receiver != null;
    }

    /** Returns how good the connection is, judged by the samples that were given. */
    ConnectionQualityMeter quality() {
        return quality;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Returns whether nothing was heard for too long, or the connection was never made (RFC 7675, section 5.1). */
    boolean isGone(long nowNanos) {
        return nowNanos - heardNanos > CONSENT_NANOS || (!isConnected() && nowNanos - createdNanos > CONNECT_NANOS);
    }

    /** Says goodbye; completes when that was sent. */
    CompletableFuture<Void> sayGoodbye() {
        return dtls == null ? CompletableFuture.completedFuture(null) : dtls.close();
    }

    /** Returns whether the connection is not over; any thread. */
    boolean isOpen() {
        return open;
    }
}
