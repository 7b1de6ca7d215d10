package live.griot.edge.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one DTLS association, on a virtual thread of its own: the handshake, and then whatever the peer still sends
 * (retransmissions, close_notify). Datagrams are offered by the ingest loop and never wait for it. RFC 5764.
 */
public final class DtlsServer {
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 15_000;
    private static final int WAIT_MILLIS = 1_000;

    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final DtlsCertificate certificate;
    private final String clientFingerprint;
    private final DatagramQueue datagrams;
    private final Listener listener;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closing;
    private volatile @Nullable DTLSTransport association;

    /** Is told how an association fares, on the association's thread. */
    public interface Listener {
        /** The handshake is done; these keys protect the media. */
        void onConnected(SrtpMasterKey client, SrtpMasterKey server);

        /** The handshake failed, for a reason that is worth a log line and nothing else. */
        void onFailed(String reason);

        /** The peer said goodbye, or {@link #close()} did. */
        void onClosed();
    }

    /**
     * Prepares an association that only the holder of a certificate with that fingerprint can establish.
     *
     * @param outbound sends a datagram to the peer; called on the association's thread, takes ownership of the array
     */
    public DtlsServer(
            DtlsCertificate certificate, String clientFingerprint, Consumer<byte[]> outbound, Listener listener) {
        this.certificate = certificate;
        this.clientFingerprint = clientFingerprint;
        this.datagrams = new DatagramQueue(outbound);
        this.listener = listener;
    }

    /** Hands in a datagram, copied; the first one starts the thread. Returns false when it was dropped because too many wait. */
    public boolean offer(byte[] bytes, int offset, int length) {
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("dtls").start(this::run);
        }
        return datagrams.offer(bytes, offset, length);
    }

    /** Says goodbye to the peer and ends the thread; never blocks. Completes when the goodbye was handed to {@code outbound}. */
    public CompletableFuture<Void> close() {
        closing = true;
        DTLSTransport established = association;
        if (established == null) {
            datagrams.close();
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> sayGoodbye(established),
                task -> Thread.ofVirtual().name("dtls-close").start(task));
    }

    private void sayGoodbye(DTLSTransport established) {
        try {
            established.close();
        } catch (IOException gone) {
            // There is nobody left to say goodbye to.
        } finally {
            datagrams.close();
        }
    }

    private void run() {
        SrtpServer server = new SrtpServer(crypto, certificate, clientFingerprint, HANDSHAKE_TIMEOUT_MILLIS);
        try {
            association = new DTLSServerProtocol().accept(server, datagrams);
        } catch (IOException | RuntimeException failure) {
            datagrams.close();
            listener.onFailed(String.valueOf(failure.getMessage()));
            return;
        }
        SrtpProfile profile = server.profile();
        byte[] exported = server.exported();
        if (profile == null || exported == null) {
            datagrams.close();
            listener.onFailed("no SRTP profile in common");
            return;
        }
        listener.onConnected(SrtpMasterKey.ofClient(profile, exported), SrtpMasterKey.ofServer(profile, exported));
        receiveUntilClosed();
        listener.onClosed();
    }

    /** No data channel is offered, so what arrives is read only for what the protocol itself does with it. */
    private void receiveUntilClosed() {
        DTLSTransport established = association;
        byte[] ignored = new byte[DatagramQueue.SEND_LIMIT + 300];
        while (!closing && established != null) {
            try {
                established.receive(ignored, 0, ignored.length, WAIT_MILLIS);
            } catch (TlsTimeoutException nothingCame) {
                // The peer has nothing to say, which is how it should be.
            } catch (IOException over) {
                return;
            }
        }
    }
}
