package live.griot.edge.node;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.egress.EgressLoop;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ingest.IngestLoop;
import live.griot.edge.ingest.IngestProxy;
import live.griot.edge.net.DatagramPort;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.TcpListener;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.LoopStatistics;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.StreamStatistics;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStatistics;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media edge on one UDP port, which an ingest loop reads and egress loops send from, and on one TCP port, for those whom no datagram
 * reaches. All of its threads are daemons. Thread-safe.
 */
public final class EdgeNode implements MediaEdge, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeNode.class);

    private final LongSupplier clock = System::nanoTime;
    private final DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.now());
    private final List<EgressRunner> egress = new ArrayList<>();
    private final DatagramPort port;
    private final @Nullable TcpListener tcp;
    private final IngestRunner ingestRunner;
    private final IngestProxy proxy;
    private final NodeStatistics statistics;
    private final NodeTaps taps;
    private final AnnouncedCandidates candidates;
    private volatile boolean open = true;

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

        /** Copies the lists. */
        public Configuration {
            bound = List.copyOf(bound);
            announced = List.copyOf(announced);
        }

        /** Takes datagrams and connections on all addresses. */
        public Configuration(
                int port, int tcpPort, List<InetAddress> announced, int egressLoops, Duration mediaTimeout) {
            this(port, tcpPort, announced, egressLoops, mediaTimeout, List.of());
        }

        /** Takes datagrams alone, on all addresses. */
        public Configuration(int port, List<InetAddress> announced, int egressLoops, Duration mediaTimeout) {
            this(port, NO_TCP, announced, egressLoops, mediaTimeout);
        }
    }

    /**
     * Loads what a node is made of, and leaves nothing open: cryptography, whose archives are signed, and calls of the system. A first
     * node starts half a second sooner after that. Need not be called; any thread.
     */
    public static void preload() {
        DtlsCertificate.selfSigned(Instant.now());
        DatagramPort.preload();
        TcpListener.preload();
    }

    private EdgeNode(Configuration configuration, Failures failures) {
        EdgeCounters counters = new EdgeCounters();
        DutyCycleTracker ingestDutyCycle = new DutyCycleTracker();
        CountedNetworkEvents events = new CountedNetworkEvents(counters, failures, clock);
        for (int number = 1; number <= configuration.egressLoops(); number++) {
            egress.add(new EgressRunner(number, clock, failures));
        }
        List<HandoverQueue> queues = egress.stream().map(EgressRunner::queue).toList();
        port = DatagramPort.bind(configuration.bound(), configuration.port(), events);
        IngestLoop ingest = new IngestLoop(
                port,
                new IngestLoop.Setting(
                        certificate,
                        configuration.mediaTimeout().toNanos(),
                        clock,
                        queues,
                        counters,
                        failures,
                        ingestDutyCycle));
        proxy = new IngestProxy(ingest);
        statistics = new NodeStatistics(counters, failures, ingestDutyCycle, proxy, List.copyOf(egress));
        taps = new NodeTaps(ingest::request, counters, failures, clock);
        ingestRunner = new IngestRunner(ingest, port, failures);
        tcp = listen(configuration, ingest, events);
        candidates = new AnnouncedCandidates(
                configuration.announced(), port.port(), tcp == null ? Configuration.NO_TCP : tcp.port());
        NtpClock ntp = new NtpClock(Instant.now(), clock.getAsLong());
        for (EgressRunner runner : egress) {
            DatagramSender sender = port.sender();
            EgressLoop.Setting setting = new EgressLoop.Setting(
                    runner.queue(),
                    ingest::request,
                    port.segments(),
                    ntp,
                    clock,
                    counters,
                    failures,
                    runner.dutyCycle(),
                    runner.streams()::tell);
            runner.start(new EgressLoop(sender, setting), sender);
        }
        ingestRunner.start();
        LOG.info(
                "The edge listens on UDP port {} and {} with {} egress loops, {}",
                port(),
                tcp == null ? "no TCP port" : "TCP port " + tcp.port(),
                egress.size(),
                port.segments() ? "in runs of datagrams" : "each datagram alone, so slower");
    }

    /** A port that cannot be had leaves nothing behind. */
    private @Nullable TcpListener listen(Configuration configuration, IngestLoop ingest, CountedNetworkEvents events) {
        if (configuration.tcpPort() == Configuration.NO_TCP) {
            return null;
        }
        try {
            return TcpListener.bind(
                    configuration.bound(), configuration.tcpPort(), ingest::execute, ingest, events, clock);
        } catch (RuntimeException taken) {
            port.close();
            throw taken;
        }
    }

    /**
     * Binds the ports and starts the loops.
     *
     * @throws live.griot.edge.net.PortUnavailable when a port is taken; nothing stays behind
     */
    public static EdgeNode start(Configuration configuration) {
        return start(configuration, new Failures(System::nanoTime));
    }

    /** Does the same, and notes what fails where others note theirs, too. */
    public static EdgeNode start(Configuration configuration, Failures failures) {
        return new EdgeNode(configuration, failures);
    }

    /** Returns the UDP port that is bound. */
    public int port() {
        return port.port();
    }

    @Override
    public boolean isReady() {
        return open;
    }

    @Override
    public List<HostCandidate> candidates() {
        return candidates.all();
    }

    @Override
    public void announce(List<InetAddress> addresses) {
        candidates.announce(addresses);
    }

    @Override
    public String fingerprint() {
        return certificate.fingerprint();
    }

    @Override
    public List<PublishedTrack> publications(String routerId) {
        return proxy.publications(routerId);
    }

    @Override
    public boolean hasMedia(String routerId, String participant) {
        return proxy.hasMedia(routerId, participant);
    }

    @Override
    public PublisherHandle publish(String routerId, PublisherParameters parameters, PublisherHandle.Listener listener) {
        return proxy.publish(routerId, parameters, listener);
    }

    @Override
    public SubscriberHandle subscribe(
            String routerId, String participant, IceCredentials local, SubscriberHandle.Listener listener) {
        return proxy.subscribe(routerId, participant, local, listener);
    }

    @Override
    public TransportHandle play(
            String routerId,
            String participant,
            TransportParameters transport,
            List<RtpParameters> tracks,
            TransportListener listener) {
        return proxy.play(routerId, participant, transport, tracks, listener);
    }

    @Override
    public void lead(String routerId, String participant) {
        proxy.lead(routerId, participant);
    }

    @Override
    public void permit(String routerId, String participant, Set<TrackSource> permitted) {
        proxy.permit(routerId, participant, permitted);
    }

    @Override
    public void close(String routerId, String participant) {
        proxy.close(routerId, participant);
    }

    @Override
    public void closeRouter(String routerId, Runnable whenClosed) {
        proxy.closeRouter(routerId, whenClosed);
    }

    @Override
    public Runnable listen(String routerId, RouterListener listener) {
        return proxy.listen(routerId, listener);
    }

    @Override
    public List<String> routers() {
        return proxy.routers();
    }

    @Override
    public void nextKeyFrame(String routerId, Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        proxy.nextKeyFrame(routerId, codecs, ask, taker);
    }

    @Override
    public MediaTap tap(String routerId, TapPictures pictures, MediaTap.Listener listener) {
        return taps.open(routerId, pictures, listener);
    }

    @Override
    public TapStatistics taps() {
        return taps.statistics();
    }

    @Override
    public EdgeStatistics statistics() {
        return statistics.totals();
    }

    @Override
    public List<LoopStatistics> loops() {
        return statistics.loops();
    }

    @Override
    public List<StreamStatistics> streams() {
        return statistics.streams();
    }

    /** Lets everyone go and releases the ports. */
    @Override
    public void close() {
        open = false;
        if (tcp != null) {
            tcp.close();
        }
        ingestRunner.close();
        taps.close();
        egress.forEach(EgressRunner::close);
        port.close();
    }
}
