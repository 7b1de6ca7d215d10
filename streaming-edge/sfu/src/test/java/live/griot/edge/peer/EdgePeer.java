package live.griot.edge.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.dtls.DtlsClient;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.dtls.DtlsServer;
import live.griot.edge.dtls.DtlsSide;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * The controlling side of a peer connection on one socket: connectivity checks, DTLS in either role, SRTP both ways. What it gets is
 * kept, opened, to be asked for.
 */
public final class EdgePeer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final int CHECK_MILLIS = 100;

    private final InetSocketAddress edge;
    private final IceCredentials local = IceCredentials.random();
    private final DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.now());
    private final BlockingQueue<byte[]> rtp = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();
    private final DtlsRole edgeRole;
    private final DtlsSide dtls;
    private volatile DatagramSocket socket;
    private volatile @Nullable DatagramSocket other;
    private volatile IceCredentials server = IceCredentials.random();
    private volatile CompletableFuture<Void> checked = new CompletableFuture<>();
    private volatile boolean reading = true;
    private volatile @Nullable SrtpSender sender;
    private volatile @Nullable SrtpReceiver receiver;

    /** Prepares a peer of the edge at that address, whose certificate has that fingerprint, and which waits for a hello. */
    public EdgePeer(InetSocketAddress edge, String edgeFingerprint) {
        this(edge, edgeFingerprint, DtlsRole.SERVER);
    }

    /** Prepares a peer of the edge at that address, whose certificate has that fingerprint, and which takes that role in DTLS. */
    public EdgePeer(InetSocketAddress edge, String edgeFingerprint, DtlsRole edgeRole) {
        this.edge = edge;
        this.edgeRole = edgeRole;
        this.socket = freshSocket();
        this.dtls = edgeRole == DtlsRole.CLIENT
                ? new DtlsServer(certificate, edgeFingerprint, this::send)
                : new DtlsClient(
                        certificate,
                        edgeFingerprint,
                        this::send,
                        SrtpProfile.AEAD_AES_128_GCM,
                        SrtpProfile.AES128_CM_HMAC_SHA1_80);
    }

    private static DatagramSocket freshSocket() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the edge's side of the credentials, as the next check will use them. */
    public IceCredentials server() {
        return server;
    }

    /** Returns this peer's user name fragment. */
    public String fragment() {
        return local.usernameFragment();
    }

    /** Returns this peer's certificate's fingerprint. */
    public String certificateFingerprint() {
        return certificate.fingerprint();
    }

    /** Checks with other credentials of the edge's from now on, as after a restart. */
    public void restart(IceCredentials fresh) {
        server = fresh;
    }

    /** Goes to another network: speaks from another port from now on. Nothing is sent from there yet. */
    public void roam() {
        DatagramSocket before = socket;
        socket = freshSocket();
        begin();
        before.close();
    }

    /** Has another address of its own from now on, which it speaks from; what it had is kept, for {@link #switchBack}. */
    public void alsoFromElsewhere() {
        other = socket;
        socket = freshSocket();
        begin();
    }

    /** Speaks from the address that it had before, and keeps this one. */
    public void switchBack() {
        DatagramSocket now = socket;
        socket = Objects.requireNonNull(other, "There is no other address");
        other = now;
    }

    private void begin() {
        DatagramSocket here = socket;
        Thread.ofPlatform().daemon().name("edge-peer").start(() -> receive(here));
    }

    /** Returns what an offer of this peer and its answer would come to. */
    public TransportParameters parameters() {
        return new TransportParameters(
                server.usernameFragment(),
                server.password(),
                local.usernameFragment(),
                certificate.fingerprint(),
                edgeRole);
    }

    /** Checks connectivity, as it may before the edge knows the answer. */
    public EdgePeer reach() throws Exception {
        begin();
        recheck();
        return this;
    }

    /** Checks connectivity with what is known now, until that is confirmed. */
    public void recheck() throws Exception {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        checked = confirmed;
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!confirmed.isDone()) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("No check was answered within %d s".formatted(PATIENCE_SECONDS));
            }
            send(check());
            awaitCheck(confirmed);
        }
    }

    /** Checks connectivity and agrees on keys. */
    public EdgePeer connect() throws Exception {
        return reach().agree();
    }

    /** Agrees on keys. */
    public EdgePeer agree() throws Exception {
        DtlsSide.Keys keys = dtls.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean client = edgeRole == DtlsRole.SERVER;
        receiver = new SrtpReceiver(client ? keys.server() : keys.client());
        sender = new SrtpSender(client ? keys.client() : keys.server());
        return this;
    }

    private static void awaitCheck(CompletableFuture<Void> confirmed) throws Exception {
        try {
            confirmed.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // Another check is sent.
        }
    }

    /** Returns a signed check as the controlling side sends it. */
    public byte[] check() {
        byte[] transaction = new byte[12];
        new SecureRandom().nextBytes(transaction);
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(server.usernameFragment() + ":" + local.usernameFragment())
                .priority(1)
                .controlling(42)
                .useCandidate()
                .finish(server.password());
    }

    /** Seals and sends a plain RTP packet. */
    public synchronized void sendRtp(byte[] plain) {
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(plain, 0, plain.length) || sender == null) {
            throw new IllegalArgumentException("Not an RTP packet, or not connected");
        }
        byte[] sealed = new byte[plain.length + sender.overhead()];
        sender.seal(packet, sealed, 0);
        send(sealed);
    }

    /** Seals and sends a plain RTCP packet. */
    public synchronized void sendRtcp(byte[] plain, int length) {
        if (sender == null) {
            throw new IllegalStateException("Not connected");
        }
        byte[] sealed = new byte[length + 24];
        send(Arrays.copyOf(sealed, sender.sealRtcp(plain, 0, length, sealed, 0)));
    }

    /** Sends bytes as they are. */
    public void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, edge));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the next RTP packet that fits, passing over others. */
    public byte[] awaitRtp(Predicate<RtpPacket> fits) throws InterruptedException {
        return await(rtp, bytes -> {
            RtpPacket packet = new RtpPacket();
            return packet.wrap(bytes, 0, bytes.length) && fits.test(packet);
        });
    }

    /** Returns the next RTP packet, or null when none comes within so many milliseconds. */
    public byte @Nullable [] pollRtp(int millis) throws InterruptedException {
        return rtp.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Returns the next RTCP packet that fits, passing over others. */
    public byte[] awaitRtcp(Predicate<byte[]> fits) throws InterruptedException {
        return await(rtcp, fits);
    }

    /** Reads no more: the kernel throws away what comes, as a load driver wants it. A small buffer makes it do so at once. */
    public void stopReading() throws IOException {
        reading = false;
        socket.setReceiveBufferSize(1);
        send(check());
    }

    /** Waits until the edge has said goodbye. */
    public void awaitGoodbye() throws Exception {
        dtls.goodbye().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static byte[] await(BlockingQueue<byte[]> queue, Predicate<byte[]> fits) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (long left; (left = giveUpAt - System.nanoTime()) > 0; ) {
            byte[] next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next != null && fits.test(next)) {
                return next;
            }
        }
        throw new AssertionError("Nothing that fits came within %d s".formatted(PATIENCE_SECONDS));
    }

    private void receive(DatagramSocket here) {
        byte[] buffer = new byte[2_000];
        try {
            while (reading && !here.isClosed()) {
                DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
                here.receive(datagram);
                onDatagram(Arrays.copyOf(buffer, datagram.getLength()));
            }
        } catch (IOException closed) {
            // Closed, or gone to another network.
        }
    }

    private void onDatagram(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        if (first <= 3) {
            StunMessage answer = StunMessage.parse(bytes, 0, bytes.length);
            if (answer != null && answer.type() == StunMessage.BINDING_SUCCESS) {
                checked.complete(null);
            }
        } else if (first <= 63) {
            dtls.offer(bytes, 0, bytes.length);
        } else if (receiver != null) {
            onMedia(receiver, bytes);
        }
    }

    private void onMedia(SrtpReceiver opener, byte[] bytes) {
        int second = bytes[1] & 0xFF;
        if (second >= 192 && second <= 223) {
            int length = opener.openRtcp(bytes, 0, bytes.length);
            if (length >= 0) {
                rtcp.add(Arrays.copyOf(bytes, length));
            }
            return;
        }
        RtpPacket packet = new RtpPacket();
        int length = packet.wrapSealed(bytes, 0, bytes.length) ? opener.open(packet) : -1;
        if (length >= 0) {
            rtp.add(Arrays.copyOf(bytes, length));
        }
    }

    @Override
    public void close() {
        DatagramSocket spare = other;
        if (spare != null) {
            spare.close();
        }
        socket.close();
    }
}
