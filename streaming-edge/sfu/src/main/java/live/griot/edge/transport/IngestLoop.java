package live.griot.edge.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.srtp.SrtpReceiver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sole reader of the port. It tells datagrams apart (RFC 7983), knows every peer, opens what they send and gathers it for the egress
 * loops, which send. All but {@link #execute} and {@link #sendTo} is called on its own thread.
 */
final class IngestLoop extends SimpleChannelInboundHandler<DatagramPacket> {
    /** The bytes that a sealed RTCP packet is longer than a plain one, at most. */
    static final int SRTCP_OVERHEAD = 24;

    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final long TICK_MILLIS = 20;

    private final DtlsCertificate certificate;
    private final EdgeCounters counters;
    private final long mediaTimeoutNanos;
    private final LongSupplier clock;
    private final PeerTable peers = new PeerTable();
    private final Routers routers = new Routers(this);
    private final Outbox outbox = new Outbox();
    private final RtpPacket packet = new RtpPacket();
    private List<EgressLoop> egressLoops = List.of();
    private @Nullable Channel channel;
    private @Nullable Wire wire;
    private int nextEgress;
    private long publicationsMade;

    IngestLoop(DtlsCertificate certificate, EdgeCounters counters, long mediaTimeoutNanos, LongSupplier clock) {
        super(DatagramPacket.class);
        this.certificate = certificate;
        this.counters = counters;
        this.mediaTimeoutNanos = mediaTimeoutNanos;
        this.clock = clock;
    }

    /** Begins, with its own way out and the loops that send; before any peer is opened. */
    void begin(Channel bound, Wire out, List<EgressLoop> loops) {
        channel = bound;
        wire = out;
        egressLoops = List.copyOf(loops);
        var unused = bound.eventLoop().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    DtlsCertificate certificate() {
        return certificate;
    }

    EdgeCounters counters() {
        return counters;
    }

    long mediaTimeoutNanos() {
        return mediaTimeoutNanos;
    }

    List<EgressLoop> egressLoops() {
        return egressLoops;
    }

    PeerTable peers() {
        return peers;
    }

    Routers routers() {
        return routers;
    }

    Outbox outbox() {
        return outbox;
    }

    long now() {
        return clock.getAsLong();
    }

    String nextPublicationId() {
        return "p" + Long.toString(++publicationsMade, Character.MAX_RADIX);
    }

    /** Returns the loop for the next viewer, each in turn. */
    EgressLoop nextEgress() {
        nextEgress = (nextEgress + 1) % egressLoops.size();
        return egressLoops.get(nextEgress);
    }

    /** Runs a task on this loop; any thread. */
    void execute(Runnable task) {
        Channel bound = channel;
        if (bound != null && !bound.eventLoop().isShuttingDown()) {
            bound.eventLoop().execute(task);
        }
    }

    /** Makes a peer known, so that its checks are answered; one too many is turned away. */
    void admit(Peer peer) {
        if (peer.router().admit(peer)) {
            peers.add(peer);
        } else {
            peer.onRemoved();
        }
    }

    /** Says goodbye to a peer and forgets it. */
    CompletableFuture<Void> letGo(Peer peer) {
        // The goodbye is sent to the path, which is remembered by the peer itself.
        CompletableFuture<Void> goodbye = peer.sayGoodbye();
        remove(peer);
        return goodbye;
    }

    /** Forgets a peer; one that is forgotten already changes nothing. */
    void remove(Peer peer) {
        if (peers.remove(peer)) {
            peer.onRemoved();
            peer.router().remove(peer);
            routers.prune(peer.router());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        byte[] bytes = new byte[datagram.content().readableBytes()];
        datagram.content().readBytes(bytes);
        receive(bytes, new NetworkPath.Udp(datagram.sender()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        received();
    }

    /** Takes in a datagram and owns it from now on, whatever path it came by. */
    void receive(byte[] bytes, NetworkPath from) {
        long nowNanos = now();
        int first = bytes.length == 0 ? -1 : bytes[0] & 0xFF;
        if (first >= 0 && first <= 3) {
            onStun(bytes, from, nowNanos);
        } else if (first >= 0) {
            onPeer(bytes, first, from, nowNanos);
        } else {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    /** Everything that came at once was taken in. */
    void received() {
        outbox.dispatch(egressLoops);
        flush();
    }

    /** A datagram must never end the loop. What gets here is a bug, and is told as one. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable bug) {
        LOG.error("A datagram was not understood and not refused either", bug);
    }

    private void onStun(byte[] bytes, NetworkPath from, long nowNanos) {
        byte[] answer = peers.onCheck(bytes, from, nowNanos);
        if (answer == null) {
            counters.dropped(DropReason.INVALID_STUN);
        } else {
            from.verified(nowNanos);
            write(answer, answer.length, from);
        }
    }

    private void onPeer(byte[] bytes, int first, NetworkPath from, long nowNanos) {
        VerifiedPath path = peers.at(from);
        if (path == null) {
            counters.dropped(DropReason.UNKNOWN_ADDRESS);
        } else if (first >= 20 && first <= 63) {
            peers.onSpeech(path, nowNanos);
            if (!path.peer().onDtls(bytes)) {
                counters.dropped(DropReason.DTLS_OVERFLOW);
            }
        } else if (first >= 128 && first <= 191) {
            onMedia(path, bytes, nowNanos);
        } else {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    private void onMedia(VerifiedPath path, byte[] bytes, long nowNanos) {
        Peer peer = path.peer();
        SrtpReceiver receiver = peer.receiver();
        boolean rtcp = isRtcp(bytes);
        if (receiver == null) {
            counters.dropped(DropReason.NO_KEYS);
        } else if (!rtcp && !packet.wrapSealed(bytes, 0, bytes.length)) {
            counters.dropped(DropReason.MALFORMED_RTP);
        } else {
            int length = rtcp ? receiver.openRtcp(bytes, 0, bytes.length) : receiver.open(packet);
            if (length < 0) {
                counters.dropped(DropReason.NOT_AUTHENTIC);
                return;
            }
            peers.onSpeech(path, nowNanos);
            if (rtcp) {
                peer.onRtcp(bytes, length, nowNanos);
            } else {
                peer.onRtp(bytes, length, nowNanos);
            }
        }
    }

    /** RFC 5761, section 4. */
    private static boolean isRtcp(byte[] bytes) {
        return bytes.length > 1 && (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    }

    /** Sends a datagram to where a peer is, if that is known; the array is nobody else's from now on; any thread. */
    void sendTo(Peer peer, byte[] bytes) {
        execute(() -> {
            send(peer, bytes, bytes.length);
            flush();
        });
    }

    /** Writes a datagram to where a peer is, copied, to be flushed. */
    void send(Peer peer, byte[] bytes, int length) {
        NetworkPath path = peer.path();
        if (path != null) {
            write(bytes, length, path);
        }
    }

    private void write(byte[] bytes, int length, NetworkPath to) {
        if (wire != null) {
            wire.write(to, bytes, length, length);
        }
    }

    /** Lets what was written leave. */
    void flush() {
        if (wire != null) {
            wire.flush();
        }
    }

    private void tick() {
        try {
            long nowNanos = now();
            List<Peer> gone = new ArrayList<>();
            for (Peer peer : peers.all()) {
                if (peer.isGone(nowNanos)) {
                    gone.add(peer);
                } else {
                    peer.tick(nowNanos);
                }
            }
            for (Peer peer : gone) {
                var unused = letGo(peer);
            }
            routers.tick(nowNanos);
            flush();
        } catch (RuntimeException bug) {
            LOG.error("A tick of the ingest loop failed", bug);
        }
    }
}
