package live.griot.tools.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.edge.dtls.DtlsAssociation;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * One peer connection on a UDP socket of its own: the controlling agent of ICE (RFC 8445, with the first pair that answers nominated),
 * consent (RFC 7675), DTLS in the role that the answer leaves, SRTP both ways. {@link #connect} blocks a thread of the caller's until media can flow; from then on
 * everything happens on the loop's thread, and {@link #sendRtp} and {@link #sendRtcp} are to be called there.
 */
public final class PeerConnection implements PeerLoop.Reader {
    private static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long CONSENT_LOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int MAX_SEALED = 1_600;

    private final IceCredentials local = IceCredentials.random();
    private final DtlsCertificate certificate;
    private final PeerLoop loop;
    private final Listener listener;
    private final RtpPacket packet = new RtpPacket();
    private byte[] sealed = new byte[0];
    private @Nullable ByteBuffer outgoing;
    private volatile @Nullable DatagramChannel channel;
    private volatile @Nullable IceChecks checks;
    private volatile @Nullable DtlsAssociation dtls;
    private @Nullable SrtpReceiver receiver;
    private @Nullable SrtpSender sender;
    private long consentDueNanos;
    private long consentGivenNanos;
    private boolean lost;
    private volatile boolean closed;

    /** Is told what happens, on the loop's thread. */
    public interface Listener {
        /** Media can flow. */
        void onConnected(long nowNanos);

        /**
         * An RTP packet arrived, sealed; the view and its bytes are borrowed. Who wants to see its payload calls {@link PeerConnection#open}.
         */
        void onRtp(RtpPacket sealed, long nowNanos);

        /** A compound RTCP packet arrived, opened. */
        void onRtcp(byte[] bytes, int length, long nowNanos);

        /** All that had arrived was handed on: the time to answer. */
        void onDrained(long nowNanos);

        /** The server said goodbye, or has not renewed its consent for 30 seconds. Told once. */
        void onLost(String why);
    }

    /** Prepares a connection whose socket the loop reads. */
    public PeerConnection(DtlsCertificate certificate, PeerLoop loop, Listener listener) {
        this.certificate = certificate;
        this.loop = loop;
        this.listener = listener;
    }

    /** Returns our side of ICE, for the offer. */
    public IceCredentials credentials() {
        return local;
    }

    /**
     * Connects to who gave that answer, and blocks until media can flow; throws {@link IOException} with a sentence when it cannot.
     *
     * @param to the answer's candidates that may be tried
     * @param onReached is called once the server's address is known
     */
    public void connect(SdpAnswer answer, List<InetSocketAddress> to, Runnable onReached)
            throws IOException, InterruptedException {
        IceChecks checking = new IceChecks(local, answer);
        checks = checking;
        AwaitedHandshake handshake = new AwaitedHandshake(() -> {
            if (!closed) {
                loop.execute(() -> lose("the server said goodbye"));
            }
        });
        DtlsAssociation association = new DtlsAssociation(
                answer.dtlsRole(), certificate, answer.fingerprint(), this::sendFromElsewhere, handshake);
        dtls = association;
        boolean four = to.stream().anyMatch(one -> one.getAddress().getAddress().length == 4);
        DatagramChannel opened =
                DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        opened.bind(null);
        channel = opened;
        loop.read(this);
        checking.reach(opened, to, four ? 4 : 16);
        onReached.run();
        association.reachable();
        AwaitedHandshake.Keys keys = handshake.await();
        loop.execute(() -> begin(keys));
    }

    private void begin(AwaitedHandshake.Keys keys) {
        receiver = new SrtpReceiver(keys.theirs());
        sender = new SrtpSender(keys.ours());
        sealed = new byte[MAX_SEALED];
        outgoing = ByteBuffer.wrap(sealed);
        long now = System.nanoTime();
        consentGivenNanos = now;
        consentDueNanos = now + CONSENT_NANOS;
        listener.onConnected(now);
    }

    private IceChecks checks() {
        return Objects.requireNonNull(checks);
    }

    @Override
    public DatagramChannel channel() {
        return Objects.requireNonNull(channel);
    }

    @Override
    public boolean readFirst(byte[] bytes, ByteBuffer into) throws IOException {
        if (!(channel().receive(into) instanceof InetSocketAddress from)) {
            return false;
        }
        StunMessage message = StunMessage.parse(bytes, 0, into.position());
        if (message != null && checks().isAnswer(message) && !checks().hasReached()) {
            // From now on the kernel passes over what comes from elsewhere.
            channel().connect(from);
            checks().reached(from);
        } else if (message != null) {
            answer(message, from);
        }
        return true;
    }

    private void answer(StunMessage check, InetSocketAddress from) throws IOException {
        byte[] answer = checks().answerTo(check, from);
        if (answer != null) {
            if (channel().isConnected()) {
                channel().write(ByteBuffer.wrap(answer));
            } else {
                channel().send(ByteBuffer.wrap(answer), from);
            }
        }
    }

    @Override
    public void onDatagram(byte[] bytes, int length, long nowNanos) {
        int first = bytes[0] & 0xFF;
        if (first >= 128 && first <= 191) {
            onMedia(bytes, length, nowNanos);
        } else if (first <= 3) {
            onStun(bytes, length, nowNanos);
        } else if (first >= 20 && first <= 63) {
            onDtls(bytes, length);
        }
    }

    private void onMedia(byte[] bytes, int length, long nowNanos) {
        SrtpReceiver opener = receiver;
        if (opener == null || length < RtpPacket.FIXED_HEADER) {
            return;
        }
        int second = bytes[1] & 0xFF;
        if (second >= 192 && second <= 223) {
            int plain = opener.openRtcp(bytes, 0, length);
            if (plain >= 0) {
                listener.onRtcp(bytes, plain, nowNanos);
            }
        } else if (packet.wrapSealed(bytes, 0, length)) {
            listener.onRtp(packet, nowNanos);
        }
    }

    private void onStun(byte[] bytes, int length, long nowNanos) {
        StunMessage message = StunMessage.parse(bytes, 0, length);
        if (message == null) {
            return;
        }
        if (checks().isAnswer(message)) {
            consentGivenNanos = nowNanos;
            return;
        }
        try {
            answer(message, (InetSocketAddress) channel().getRemoteAddress());
        } catch (IOException gone) {
            // The server checks again.
        }
    }

    private void onDtls(byte[] bytes, int length) {
        DtlsAssociation association = dtls;
        if (association != null) {
            // What does not fit is dropped, as a network would.
            var _ = association.offer(bytes, 0, length);
        }
    }

    private void lose(String why) {
        if (!lost) {
            lost = true;
            listener.onLost(why);
        }
    }

    @Override
    public void onDrained(long nowNanos) {
        if (receiver != null) {
            listener.onDrained(nowNanos);
        }
    }

    /** Renews consent where that is due; call it now and then. */
    public void onTime(long nowNanos) {
        if (receiver == null || lost) {
            return;
        }
        if (nowNanos - consentGivenNanos > CONSENT_LOST_NANOS) {
            lose("the server has not answered for 30 s");
        } else if (nowNanos - consentDueNanos >= 0) {
            consentDueNanos = nowNanos + CONSENT_NANOS;
            sendFromElsewhere(checks().request());
        }
    }

    /** Opens a packet in place; returns its plain length, or -1 when it is not authentic or came before. The view is to be wrapped anew. */
    public int open(RtpPacket sealedPacket) {
        SrtpReceiver opener = receiver;
        return opener == null ? -1 : opener.open(sealedPacket);
    }

    /** Seals and sends an RTP packet. */
    public void sendRtp(RtpPacket plain) {
        SrtpSender sealer = sender;
        if (sealer != null) {
            send(sealer.seal(plain, sealed, 0));
        }
    }

    /** Seals and sends a compound RTCP packet. */
    public void sendRtcp(byte[] plain, int length) {
        SrtpSender sealer = sender;
        if (sealer != null) {
            send(sealer.sealRtcp(plain, 0, length, sealed, 0));
        }
    }

    private void send(int length) {
        ByteBuffer ready = outgoing;
        if (ready != null) {
            try {
                channel().write(ready.clear().limit(length));
            } catch (IOException refused) {
                // Like a datagram that was lost.
            }
        }
    }

    private void sendFromElsewhere(byte[] datagram) {
        try {
            channel().write(ByteBuffer.wrap(datagram));
        } catch (IOException refused) {
            // Like a datagram that was lost.
        }
    }

    /** Says goodbye and closes the socket; may be called from anywhere, once nothing is sent any more. */
    public void close() {
        closed = true;
        DtlsAssociation association = dtls;
        if (association != null) {
            try {
                association.close().get(1, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException gone) {
                // There is nobody left to say goodbye to.
            }
        }
        DatagramChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException failure) {
                // It is gone either way.
            }
        }
    }
}
