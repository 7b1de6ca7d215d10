package live.griot.edge.transport;

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
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpReceiver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer connection: the design's transport. Where the peer is, whether it is still there, and how what it sends is opened. Not
 * thread-safe: owned by the ingest loop.
 */
abstract class Peer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    /** A peer that is silent for this long is gone (RFC 7675, section 5.1). */
    static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A peer has this long to connect. */
    static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** The most DTLS datagrams kept for a peer whose answer, and so its certificate's fingerprint, is not known yet. */
    static final int MAX_EARLY = 4;

    private final IngestLoop loop;
    private final Router router;
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

    Peer(Router router, String participant, IceLiteSession ice, TransportListener listener, long nowNanos) {
        this.loop = router.loop();
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
            dtls = new DtlsAssociation(
                    role, loop.certificate(), fingerprint, datagram -> loop.sendTo(this, datagram), keys());
            sayHelloIfReachable();
            early.forEach(this::onDtls);
            early.clear();
        }
    }

    private DtlsAssociation.Listener keys() {
        return new DtlsAssociation.Listener() {
            @Override
            public void onConnected(SrtpMasterKey theirs, SrtpMasterKey ours) {
                loop.execute(() -> connect(theirs, ours));
            }

            @Override
            public void onFailed(String reason) {
                LOG.debug("No keys were agreed with {}: {}", participant, reason);
                loop.execute(() -> loop.remove(Peer.this));
            }

            @Override
            public void onClosed() {
                loop.execute(() -> loop.remove(Peer.this));
            }
        };
    }

    /** Begins to send and receive with these keys, if it is known where. */
    void connect(SrtpMasterKey theirs, SrtpMasterKey ours) {
        NetworkPath where = path;
        if (open && where != null) {
            receiver = new SrtpReceiver(theirs);
            onKeys(ours, where);
            listener.onConnected();
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

    /** Is told the key that what we send is sealed with, and where it is to be sent. */
    abstract void onKeys(SrtpMasterKey ours, NetworkPath where);

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
        listener.onClosed();
    }

    IngestLoop loop() {
        return loop;
    }

    Router router() {
        return router;
    }

    String participant() {
        return participant;
    }

    IceLiteSession ice() {
        return ice;
    }

    /** Returns by which paths it can speak; kept by the {@link PeerTable}. */
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
