package live.griot.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.ice.IceLite;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpReceiver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sole reader of the port. It tells datagrams apart (RFC 7983), knows every peer, opens what they send and gathers it into
 * batches; sending media is the egress loops'. All but {@link #execute}, {@link #sendTo} and {@link #find} is called on its own thread.
 */
final class IngestLoop extends SimpleChannelInboundHandler<DatagramPacket> {
    /** A peer that is silent for this long is gone (RFC 7675, section 5.1). */
    static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** A peer has this long to connect. */
    static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** The bytes that a sealed RTCP packet is longer than a plain one, at most. */
    static final int SRTCP_OVERHEAD = 24;

    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final long TICK_MILLIS = 20;
    private static final long GOODBYE_SECONDS = 2;

    private final DtlsCertificate certificate;
    private final EdgeCounters counters;
    private final long mediaTimeoutNanos;
    private final LongSupplier clock;
    private final Map<String, Peer> byFragment = new HashMap<>();
    private final Map<InetSocketAddress, Peer> byAddress = new HashMap<>();
    private final Map<String, Router> routers = new ConcurrentHashMap<>();
    private final List<Router> withBatch = new ArrayList<>();
    private final RtpPacket packet = new RtpPacket();
    private List<EgressLoop> egressLoops = List.of();
    private @Nullable Channel channel;
    private int nextEgress;
    private volatile int viewers;

    IngestLoop(DtlsCertificate certificate, EdgeCounters counters, long mediaTimeoutNanos, LongSupplier clock) {
        super(DatagramPacket.class);
        this.certificate = certificate;
        this.counters = counters;
        this.mediaTimeoutNanos = mediaTimeoutNanos;
        this.clock = clock;
    }

    /** Begins, with the loops that send; before any peer is opened. */
    void begin(Channel bound, List<EgressLoop> loops) {
        channel = bound;
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

    long now() {
        return clock.getAsLong();
    }

    /** Runs a task on this loop; any thread. */
    void execute(Runnable task) {
        Channel bound = channel;
        if (bound != null && !bound.eventLoop().isShuttingDown()) {
            bound.eventLoop().execute(task);
        }
    }

    /** Returns a router, or null when there is none; any thread. */
    @Nullable
    Router find(String routerId) {
        return routers.get(routerId);
    }

    /** Returns the routers there are; any thread. */
    List<Router> routers() {
        return List.copyOf(routers.values());
    }

    Router routerOf(String routerId) {
        return routers.computeIfAbsent(routerId, id -> new Router(id, this));
    }

    /** Returns the loop for the next viewer, each in turn. */
    EgressLoop nextEgress() {
        nextEgress = (nextEgress + 1) % egressLoops.size();
        return egressLoops.get(nextEgress);
    }

    /** Makes a peer known, so that its checks are answered. */
    void admit(Peer peer) {
        byFragment.put(peer.local().usernameFragment(), peer);
        if (peer instanceof PublisherPeer publisher) {
            PublisherPeer before = peer.router().publisher();
            peer.router().publishFrom(publisher);
            if (before != null) {
                var unused = letGo(before);
            }
        } else if (peer instanceof ViewerPeer viewer) {
            peer.router().viewers().add(viewer);
            countViewers();
        }
    }

    /** Returns how many play; any thread. */
    int viewers() {
        return viewers;
    }

    private void countViewers() {
        viewers = routers.values().stream()
                .mapToInt(router -> router.viewers().size())
                .sum();
    }

    /** Says goodbye to a peer and forgets it. */
    CompletableFuture<Void> letGo(Peer peer) {
        // The goodbye is sent to the address, which is remembered by the peer itself.
        CompletableFuture<Void> goodbye = peer.sayGoodbye();
        remove(peer);
        return goodbye;
    }

    /** Forgets a peer; one that is forgotten already changes nothing. */
    void remove(Peer peer) {
        if (!byFragment.remove(peer.local().usernameFragment(), peer)) {
            return;
        }
        if (peer.address() != null) {
            byAddress.remove(peer.address(), peer);
        }
        peer.onRemoved();
        Router router = peer.router();
        if (peer instanceof PublisherPeer publisher && router.isPublishedBy(publisher)) {
            router.publishFrom(null);
        } else if (peer instanceof ViewerPeer viewer) {
            router.viewers().remove(viewer);
            countViewers();
        }
        if (router.isEmpty()) {
            routers.remove(router.id(), router);
        }
    }

    /** Lets everyone in a router go, then runs the task on a thread of its own. */
    void closeRouter(String routerId, Runnable whenClosed) {
        Router router = routers.get(routerId);
        List<Peer> everyone = new ArrayList<>();
        if (router != null) {
            everyone.addAll(router.viewers());
            if (router.publisher() != null) {
                everyone.add(router.publisher());
            }
        }
        CompletableFuture<?>[] goodbyes = everyone.stream().map(this::letGo).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(goodbyes)
                .orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS)
                .whenComplete(
                        (done, late) -> Thread.ofVirtual().name("router-closed").start(whenClosed));
        LOG.debug("Router {} lets {} peers go, pending: {}", routerId, everyone.size(), !all.isDone());
    }

    /** Notes that a router has something to dispatch. */
    void hasBatch(Router router) {
        withBatch.add(router);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        int length = datagram.content().readableBytes();
        if (length == 0) {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
            return;
        }
        byte[] bytes = new byte[length];
        datagram.content().readBytes(bytes);
        long nowNanos = now();
        int first = bytes[0] & 0xFF;
        if (first <= 3) {
            onStun(bytes, datagram.sender(), nowNanos);
        } else {
            onPeer(bytes, first, datagram.sender(), nowNanos);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (Router router : withBatch) {
            router.dispatch();
        }
        withBatch.clear();
        context.flush();
    }

    /** A datagram must never end the loop. What gets here is a bug, and is told as one. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable bug) {
        LOG.error("A datagram was not understood and not refused either", bug);
    }

    private void onStun(byte[] bytes, InetSocketAddress from, long nowNanos) {
        StunMessage check = StunMessage.parse(bytes, 0, bytes.length);
        String fragment = check == null ? null : IceLite.localFragment(check);
        Peer peer = fragment == null ? null : byFragment.get(fragment);
        byte[] answer = check == null || peer == null || !peer.isNamed(check.username())
                ? null
                : IceLite.answer(check, peer.local(), from);
        if (check == null || peer == null || answer == null) {
            counters.dropped(DropReason.INVALID_STUN);
            return;
        }
        peer.heard(nowNanos);
        if (peer.address() == null || (check.usesCandidate() && !from.equals(peer.address()))) {
            if (peer.address() != null) {
                byAddress.remove(peer.address(), peer);
            }
            byAddress.put(from, peer);
            peer.onAddress(from);
        }
        write(answer, answer.length, from);
    }

    private void onPeer(byte[] bytes, int first, InetSocketAddress from, long nowNanos) {
        Peer peer = byAddress.get(from);
        if (peer == null) {
            counters.dropped(DropReason.UNKNOWN_ADDRESS);
        } else if (first >= 20 && first <= 63) {
            peer.heard(nowNanos);
            if (!peer.dtls().offer(bytes, 0, bytes.length)) {
                counters.dropped(DropReason.DTLS_OVERFLOW);
            }
        } else if (first >= 128 && first <= 191) {
            onMedia(peer, bytes, nowNanos);
        } else {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    private void onMedia(Peer peer, byte[] bytes, long nowNanos) {
        SrtpReceiver receiver = peer.receiver();
        if (receiver == null) {
            counters.dropped(DropReason.NO_KEYS);
        } else if (isRtcp(bytes)) {
            int length = receiver.openRtcp(bytes, 0, bytes.length);
            if (length < 0) {
                counters.dropped(DropReason.NOT_AUTHENTIC);
            } else {
                peer.heard(nowNanos);
                peer.onRtcp(bytes, length, nowNanos);
            }
        } else if (!packet.wrap(bytes, 0, bytes.length)) {
            counters.dropped(DropReason.MALFORMED_RTP);
        } else {
            int length = receiver.open(packet);
            if (length < 0) {
                counters.dropped(DropReason.NOT_AUTHENTIC);
            } else {
                peer.heard(nowNanos);
                peer.onRtp(bytes, length, nowNanos);
            }
        }
    }

    /** RFC 5761, section 4. */
    private static boolean isRtcp(byte[] bytes) {
        return bytes.length > 1 && (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    }

    /** Sends a datagram to where a peer is, if that is known; takes ownership of the array; any thread. */
    void sendTo(Peer peer, byte[] bytes) {
        execute(() -> {
            send(peer, bytes, bytes.length);
            if (channel != null) {
                channel.flush();
            }
        });
    }

    /** Writes a datagram to where a peer is, to be flushed; takes ownership of the array. */
    void send(Peer peer, byte[] bytes, int length) {
        if (peer.address() != null) {
            write(bytes, length, peer.address());
        }
    }

    private void write(byte[] bytes, int length, InetSocketAddress to) {
        if (channel != null) {
            var unused = channel.write(
                    new DatagramPacket(Unpooled.wrappedBuffer(bytes, 0, length), to), channel.voidPromise());
        }
    }

    private void tick() {
        try {
            long nowNanos = now();
            List<Peer> gone = new ArrayList<>();
            for (Peer peer : byFragment.values()) {
                if (peer.isGone(nowNanos)) {
                    gone.add(peer);
                } else if (peer instanceof PublisherPeer publisher) {
                    publisher.tick(nowNanos);
                }
            }
            for (Peer peer : gone) {
                var unused = letGo(peer);
            }
            if (channel != null) {
                channel.flush();
            }
        } catch (RuntimeException bug) {
            LOG.error("A tick of the ingest loop failed", bug);
        }
    }
}
