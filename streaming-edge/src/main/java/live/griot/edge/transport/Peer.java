package live.griot.edge.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import live.griot.edge.dtls.DtlsServer;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpReceiver;
import org.jspecify.annotations.Nullable;

/**
 * One peer connection: the design's transport. Where the peer is, whether it is still there, and how what it sends is opened. Not
 * thread-safe: owned by the ingest loop.
 */
abstract class Peer {
    private final IngestLoop loop;
    private final Router router;
    private final IceCredentials local;
    private final String username;
    private final TransportListener listener;
    private final DtlsServer dtls;
    private final long createdNanos;
    private @Nullable InetSocketAddress address;
    private @Nullable SrtpReceiver receiver;
    private long heardNanos;
    private volatile boolean open = true;

    Peer(IngestLoop loop, Router router, TransportParameters parameters, TransportListener listener, long nowNanos) {
        this.loop = loop;
        this.router = router;
        this.local = new IceCredentials(parameters.localUfrag(), parameters.localPassword());
        this.username = parameters.localUfrag() + ":" + parameters.remoteUfrag();
        this.listener = listener;
        this.createdNanos = nowNanos;
        this.heardNanos = nowNanos;
        this.dtls = new DtlsServer(
                loop.certificate(), parameters.remoteFingerprint(), datagram -> loop.sendTo(this, datagram), keys());
    }

    private DtlsServer.Listener keys() {
        return new DtlsServer.Listener() {
            @Override
            public void onConnected(SrtpMasterKey client, SrtpMasterKey server) {
                loop.execute(() -> connect(client, server));
            }

            @Override
            public void onFailed(String reason) {
                loop.execute(() -> loop.remove(Peer.this));
            }

            @Override
            public void onClosed() {
                loop.execute(() -> loop.remove(Peer.this));
            }
        };
    }

    private void connect(SrtpMasterKey client, SrtpMasterKey server) {
        if (open) {
            receiver = new SrtpReceiver(client);
            onKeys(server);
            listener.onConnected();
        }
    }

    /** Is told the key that what we send is sealed with. */
    abstract void onKeys(SrtpMasterKey server);

    /** Takes in a plain RTP datagram that this peer has sealed. */
    abstract void onRtp(byte[] bytes, int length, long nowNanos);

    /** Takes in a plain RTCP datagram. */
    abstract void onRtcp(byte[] bytes, int length, long nowNanos);

    /** Is told that the peer is now reached elsewhere. */
    void onAddress(InetSocketAddress newAddress) {
        address = newAddress;
    }

    /** Is told once that the connection is over. */
    void onRemoved() {
        open = false;
        listener.onClosed();
    }

    Router router() {
        return router;
    }

    IngestLoop loop() {
        return loop;
    }

    TransportListener listener() {
        return listener;
    }

    IceCredentials local() {
        return local;
    }

    DtlsServer dtls() {
        return dtls;
    }

    @Nullable
    InetSocketAddress address() {
        return address;
    }

    @Nullable
    SrtpReceiver receiver() {
        return receiver;
    }

    boolean isConnected() {
        return receiver != null;
    }

    boolean isNamed(@Nullable String candidate) {
        return username.equals(candidate);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** Returns whether nothing was heard for too long, or the connection was never made (RFC 7675, section 5.1). */
    boolean isGone(long nowNanos) {
        return nowNanos - heardNanos > IngestLoop.CONSENT_NANOS
                || (!isConnected() && nowNanos - createdNanos > IngestLoop.CONNECT_NANOS);
    }

    /** Says goodbye; completes when that was sent. To be called on the ingest loop. */
    CompletableFuture<Void> sayGoodbye() {
        return dtls.close();
    }

    /** Returns whether the connection is not over; any thread. */
    boolean isOpen() {
        return open;
    }
}
