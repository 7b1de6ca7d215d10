package live.griot.edge.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.forwarding.KeyFrame;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.sfu.TransportParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media edge on one UDP port: an ingest loop that reads it, and egress loops that send from duplicates of its descriptor; and on one
 * TCP port, for those whom no datagram reaches. Thread-safe.
 */
public final class NettyMediaEdge implements MediaEdge, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NettyMediaEdge.class);
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final int MAX_DATAGRAM = 1_500;
    private static final int DATAGRAMS_A_READ = 32;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(8 << 20, 16 << 20);

    private final Configuration configuration;
    private final EventLoopGroup ingestGroup;
    private final EventLoopGroup egressGroup;
    private final Channel channel;
    private final IngestLoop ingest;
    private final @Nullable TcpListener tcp;
    private volatile List<InetAddress> announced;
    private final EdgeCounters counters = new EdgeCounters();
    private final DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.now());

    /**
     * How the edge is to run.
     *
     * @param port the UDP port, 0 for any that is free
     * @param tcpPort the TCP port, 0 for any that is free, {@link #NO_TCP} for none
     * @param announced the addresses that peers are told at first
     * @param egressLoops threads that send, 1 or more
     * @param mediaTimeout how long a publisher may be silent before its media counts as lost
     * @param bound the addresses whose ports are bound, none for all of this machine's
     */
    public record Configuration(
            int port,
            int tcpPort,
            List<InetAddress> announced,
            int egressLoops,
            Duration mediaTimeout,
            List<InetAddress> bound) {
        /** The TCP port of an edge that takes datagrams alone. */
        public static final int NO_TCP = -1;

        public Configuration {
            announced = List.copyOf(announced);
            bound = List.copyOf(bound);
        }

        /** Binds the ports of all addresses. */
        public Configuration(
                int port, int tcpPort, List<InetAddress> announced, int egressLoops, Duration mediaTimeout) {
            this(port, tcpPort, announced, egressLoops, mediaTimeout, List.of());
        }

        /** Takes datagrams alone. */
        public Configuration(int port, List<InetAddress> announced, int egressLoops, Duration mediaTimeout) {
            this(port, NO_TCP, announced, egressLoops, mediaTimeout);
        }
    }

    private NettyMediaEdge(Configuration configuration) {
        this.configuration = configuration;
        this.announced = configuration.announced();
        boolean epoll = Epoll.isAvailable();
        ingest = new IngestLoop(
                certificate, counters, configuration.mediaTimeout().toNanos(), System::nanoTime);
        ingestGroup = group(epoll, 1);
        egressGroup = group(epoll, configuration.egressLoops());
        channel = bind(epoll);
        ingest.begin(channel, new Wire(channel, false), egressLoops(epoll));
        tcp = configuration.tcpPort() == Configuration.NO_TCP
                ? null
                : new TcpListener(configuration.tcpPort(), epoll, egressGroup, ingest, counters);
        LOG.info(
                "The edge listens on UDP port {} and {} with {} egress loops, {}",
                port(),
                tcp == null ? "no TCP port" : "TCP port " + tcp.port(),
                configuration.egressLoops(),
                epoll
                        ? "native, segmented sends: " + EpollDatagramChannel.isSegmentedDatagramPacketSupported()
                        : "without native transport, so slower");
    }

    /** Binds the port and starts the loops. */
    public static NettyMediaEdge start(Configuration configuration) {
        return new NettyMediaEdge(configuration);
    }

    private static EventLoopGroup group(boolean epoll, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    private Channel bind(boolean epoll) {
        Bootstrap bootstrap = new Bootstrap()
                .group(ingestGroup)
                .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(ingest);
        if (epoll) {
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAMS_A_READ * MAX_DATAGRAM));
        } else {
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM));
        }
        return bootstrap.bind(configuration.port()).syncUninterruptibly().channel();
    }

    private List<EgressLoop> egressLoops(boolean epoll) {
        List<EgressLoop> loops = new ArrayList<>();
        NtpClock ntp = new NtpClock(Instant.now(), System.nanoTime());
        for (int i = 0; i < configuration.egressLoops(); i++) {
            Channel sending = epoll ? duplicate() : channel;
            boolean segments = epoll && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
            loops.add(new EgressLoop(
                    epoll ? sending.eventLoop() : egressGroup.next(),
                    new Wire(sending, segments),
                    counters,
                    ntp,
                    System::nanoTime));
        }
        return loops;
    }

    /** Returns a channel on a duplicate of the port's descriptor that never reads. */
    private Channel duplicate() {
        int descriptor =
                FileDescriptors.duplicate(((EpollDatagramChannel) channel).fd().intValue());
        return new Bootstrap()
                .group(egressGroup)
                .channelFactory(() -> new EpollDatagramChannel(descriptor))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel sending) {
                        // It only sends.
                    }
                })
                .register()
                .syncUninterruptibly()
                .channel();
    }

    /** Returns the UDP port that is bound. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public boolean isReady() {
        return channel.isActive();
    }

    @Override
    public List<HostCandidate> candidates() {
        int port = port();
        TcpListener listener = tcp;
        List<InetAddress> addresses = announced;
        Stream<HostCandidate> datagrams =
                addresses.stream().map(address -> HostCandidate.udp(new InetSocketAddress(address, port)));
        Stream<HostCandidate> connections = listener == null
                ? Stream.empty()
                : addresses.stream().map(address -> HostCandidate.tcp(new InetSocketAddress(address, listener.port())));
        return Stream.concat(datagrams, connections).toList();
    }

    @Override
    public void announce(List<InetAddress> addresses) {
        announced = List.copyOf(addresses);
    }

    @Override
    public String fingerprint() {
        return certificate.fingerprint();
    }

    @Override
    public List<PublishedTrack> publications(String routerId) {
        Router router = ingest.routers().find(routerId);
        return router == null ? List.of() : router.published();
    }

    @Override
    public boolean hasMedia(String routerId, String participant) {
        Router router = ingest.routers().find(routerId);
        return router != null && router.hasMedia(participant);
    }

    @Override
    public PublisherHandle publish(String routerId, PublisherParameters parameters, PublisherHandle.Listener listener) {
        return new PeerHandle.OfPublisher(
                ingest, () -> new PublisherPeer(ingest.routers().of(routerId), parameters, listener, ingest.now()));
    }

    @Override
    public SubscriberHandle subscribe(
            String routerId, String participant, IceCredentials local, SubscriberHandle.Listener listener) {
        return new PeerHandle.OfSubscriber(
                ingest,
                () -> ViewerPeer.subscriber(
                        ingest.routers().of(routerId), participant, new IceLiteSession(local, null), listener));
    }

    @Override
    public TransportHandle play(
            String routerId,
            String participant,
            TransportParameters transport,
            List<RtpParameters> tracks,
            TransportListener listener) {
        List<RtpParameters> agreed = List.copyOf(tracks);
        return new PeerHandle<>(
                ingest,
                () -> ViewerPeer.player(ingest.routers().of(routerId), participant, transport, agreed, listener));
    }

    @Override
    public void lead(String routerId, String participant) {
        inRouter(routerId, router -> router.lead(participant));
    }

    @Override
    public void permit(String routerId, String participant, Set<TrackSource> permitted) {
        Set<TrackSource> sources = Set.copyOf(permitted);
        inRouter(routerId, router -> {
            PublisherPeer publisher = router.publisher(participant);
            if (publisher != null) {
                publisher.permit(sources);
            }
        });
    }

    private void inRouter(String routerId, Consumer<Router> task) {
        ingest.execute(() -> {
            Router router = ingest.routers().find(routerId);
            if (router != null) {
                task.accept(router);
            }
        });
    }

    @Override
    public void close(String routerId, String participant) {
        ingest.execute(() -> ingest.routers().close(routerId, participant));
    }

    @Override
    public void closeRouter(String routerId, Runnable whenClosed) {
        ingest.execute(() -> ingest.routers().close(routerId, whenClosed));
    }

    @Override
    public Runnable listen(String routerId, RouterListener listener) {
        ingest.execute(() -> ingest.routers().listen(routerId, listener));
        return () -> ingest.execute(() -> ingest.routers().unlisten(routerId, listener));
    }

    @Override
    public List<String> routers() {
        return ingest.routers().all().stream().map(Router::id).toList();
    }

    @Override
    public void nextKeyFrame(String routerId, Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        Set<Codec> taken = Set.copyOf(codecs);
        inRouter(routerId, router -> router.nextKeyFrame(taken, ask, taker));
    }

    @Override
    public EdgeStatistics statistics() {
        int publishers = 0;
        int viewers = 0;
        for (Router router : ingest.routers().all()) {
            publishers += router.publisherCount();
            viewers += router.viewerCount();
        }
        return counters.snapshot(publishers, viewers);
    }

    /** Lets everyone go and releases the port. */
    @Override
    public void close() {
        if (tcp != null) {
            tcp.close();
        }
        channel.close().syncUninterruptibly();
        ingestGroup.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        egressGroup.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
