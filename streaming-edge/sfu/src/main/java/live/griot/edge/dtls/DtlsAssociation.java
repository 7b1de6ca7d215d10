package live.griot.edge.dtls;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import live.griot.edge.srtp.SrtpMasterKey;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The edge's side of one DTLS association, on a virtual thread of its own: the handshake, in either role, and then whatever the peer
 * still sends (retransmissions, close_notify). Datagrams are offered by the ingest loop and never wait for it. RFC 5764.
 */
public final class DtlsAssociation {
    /** How long to wait for what the peer still sends; each wait that ends for nothing costs half a millisecond of CPU. */
    private static final int WAIT_MILLIS = 60_000;

    private final DtlsRole role;
    private final SrtpHandshake handshake;
    private final DatagramQueue datagrams;
    private final Listener listener;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closing;
    private volatile @Nullable DTLSTransport association;

    /** Is told how an association fares, on the association's thread. */
    public interface Listener {
        /** The handshake is done: the one key opens what the peer sends, the other seals what the edge sends. */
        void onConnected(SrtpMasterKey theirs, SrtpMasterKey ours);

        /** The association failed, most often in its handshake, for a reason that is worth a log line and nothing else. */
        void onFailed(String reason);

        /** The association ended with what is no answer to anything the peer may do: a bug, or want of memory. */
        default void onBug(Throwable bug) {
            onFailed(bug.toString());
        }

        /** The peer said goodbye, or {@link #close()} did. */
        void onClosed();
    }

    /**
     * Prepares an association that only the holder of a certificate with that fingerprint can establish.
     *
     * @param role the edge's
     * @param peerFingerprint as in {@code a=fingerprint}, {@code sha-256 AA:BB:...}
     * @param outbound sends a datagram to the peer; called on the association's thread, takes ownership of the array
     */
    public DtlsAssociation(
            DtlsRole role,
            DtlsCertificate certificate,
            String peerFingerprint,
            Consumer<byte[]> outbound,
            Listener listener) {
        this.role = role;
        this.handshake = new SrtpHandshake(certificate, peerFingerprint);
        this.datagrams = new DatagramQueue(outbound);
        this.listener = listener;
    }

    /** Takes note that the peer can be reached: a client says hello, a server waits for it. Called again it does nothing. */
    public void reachable() {
        if (role == DtlsRole.CLIENT) {
            start();
        }
    }

    /** Hands in a datagram, copied; to a server the first one starts the thread. Returns false when it was dropped because too many wait. */
    public boolean offer(byte[] bytes, int offset, int length) {
        if (role == DtlsRole.SERVER) {
            start();
        }
        return datagrams.offer(bytes, offset, length);
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("dtls").start(this::run);
        }
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
        try {
            associate();
        } catch (IOException | RuntimeException failure) {
            datagrams.close();
            listener.onFailed(String.valueOf(failure.getMessage()));
        } catch (Error bug) { // A virtual thread that ends unheard would leave the peer waiting.
            datagrams.close();
            listener.onBug(bug);
        }
    }

    private void associate() throws IOException {
        association = shakeHands();
        SrtpMasterKey client = handshake.clientKey();
        SrtpMasterKey server = handshake.serverKey();
        if (client == null || server == null) {
            throw new IOException("no SRTP profile in common");
        }
        if (role == DtlsRole.CLIENT) {
            listener.onConnected(server, client);
        } else {
            listener.onConnected(client, server);
        }
        receiveUntilClosed();
        listener.onClosed();
    }

    private DTLSTransport shakeHands() throws IOException {
        return role == DtlsRole.CLIENT
                ? new DTLSClientProtocol().connect(new SrtpClient(handshake), datagrams)
                : new DTLSServerProtocol().accept(new SrtpServer(handshake), datagrams);
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
