package live.griot.edge.ingest;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.egress.EgressLoop;
import live.griot.edge.egress.TestEncoder;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.DatagramHandler;
import live.griot.edge.net.DatagramPort;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.peer.ImmediateSender;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.tap.TapLoop;
import live.griot.edge.tap.TapRecorder;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/**
 * A whole edge in simulated time: its real loops on a port without sockets, people who publish, and viewers behind simulated networks. What
 * publishers send comes in unsealed, and what viewers tell too; what viewers get is sealed. Each millisecond is a step.
 */
final class SimulatedStage {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static final SrtpMasterKey KEY = new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);

    private final EdgeCounters counters = new EdgeCounters();
    private final Failures failures = new Failures(() -> 0);
    private final HandoverQueue queue = new HandoverQueue(() -> {});
    private final IngestLoop ingest;
    private final EgressLoop egress;
    private final List<SimulatedPublisher> publishers = new ArrayList<>();
    private final List<LayeredPublisher> layered = new ArrayList<>();
    private final List<SimulatedWatcher> watchers = new ArrayList<>();
    private final List<SimulatedTap> taps = new ArrayList<>();
    private final Map<NetworkPath, ObjLongConsumer<byte[]>> receivers = new HashMap<>();
    private final Set<NetworkPath> broken = new HashSet<>();
    private final Set<NetworkPath> full = new HashSet<>();
    private boolean egressStandsStill;
    private long viewers;
    final LoopbackStage.Listening listening = new LoopbackStage.Listening();
    private long now;

    SimulatedStage() {
        DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.EPOCH);
        SimulatedPort port = new SimulatedPort();
        ingest = new IngestLoop(
                port,
                new IngestLoop.Setting(
                        certificate, SECOND, () -> now, List.of(queue), counters, failures, new DutyCycleTracker()));
        egress = new EgressLoop(
                port.sender(),
                new EgressLoop.Setting(
                        queue,
                        ingest::request,
                        true,
                        new NtpClock(Instant.EPOCH, 0),
                        () -> now,
                        counters,
                        failures,
                        new DutyCycleTracker(),
                        totals -> {}));
        ingest.routers().listen(LoopbackStage.LIVE, listening);
    }

    long now() {
        return now;
    }

    Router router() {
        return ingest.routers().of(LoopbackStage.LIVE);
    }

    /** Returns what became of packets that taps were to take. */
    Map<String, Long> tapDrops() {
        return counters.taps(0, 0, Duration.ZERO).drops();
    }

    EdgeStatistics statistics() {
        return counters.snapshot(0, 0, failures.counts());
    }

    /** Lets somebody publish a microphone, and a camera in sizes of those bitrates. */
    SimulatedPublisher join(String participant, long... bitrates) {
        List<String> rids = bitrates.length == 1 ? List.of() : LoopbackStage.RIDS.subList(0, bitrates.length);
        PublisherTransport peer = Transports.publisher(
                ingest, router(), participant, LoopbackStage.camera(rids), LoopbackStage.microphone());
        ingest.transports().admit(peer);
        connect(peer);
        SimulatedPublisher publisher = new SimulatedPublisher(peer, new SrtpReceiver(KEY), bitrates, publishers.size());
        publishers.add(publisher);
        receivers.put(publisher.path(), publisher::onDatagram);
        return publisher;
    }

    /** Lets somebody publish what an encoder sends in layers. */
    LayeredPublisher join(String participant, TestEncoder encoder) {
        PublisherTransport peer = Transports.publisher(ingest, router(), participant, LayeredPublisher.camera(encoder));
        ingest.transports().admit(peer);
        connect(peer);
        LayeredPublisher publisher = new LayeredPublisher(peer, new SrtpReceiver(KEY), encoder);
        layered.add(publisher);
        receivers.put(Objects.requireNonNull(peer.path()), publisher::onDatagram);
        return publisher;
    }

    /** Lets somebody watch from behind a network down to them and one up from them. */
    SimulatedWatcher watch(String participant, SimulatedNetwork<byte[]> down, SimulatedNetwork<byte[]> up) {
        LoopbackStage.RecordingListener heard = new LoopbackStage.RecordingListener();
        ViewerId id = new ViewerId(++viewers);
        Latest<ConnectionQualityMeter.@Nullable Sample> seen = new Latest<>(null);
        queue.command(new EgressCommand.AddViewer(
                id, LoopbackStage.LIVE, router().dominantSpeaker(), heard::onStates, seen::tell));
        ViewerTransport peer = new ViewerTransport(
                ingest,
                LoopbackStage.LIVE,
                participant,
                new IceLiteSession(IceCredentials.random(), "remote"),
                heard,
                id,
                queue,
                seen);
        ingest.transports().admit(peer);
        connect(peer);
        SimulatedWatcher watcher = new SimulatedWatcher(peer, heard, KEY, down, up);
        watchers.add(watcher);
        receivers.put(Objects.requireNonNull(peer.path()), watcher::send);
        return watcher;
    }

    /** Opens a tap, on which nobody agreed yet. */
    SimulatedTap tap() {
        return tap(TapPictures.SHOWN, new TapRecorder());
    }

    /** Opens a tap that tells a listener. */
    SimulatedTap tap(TapPictures pictures, TapRecorder told) {
        TapFeed feed = new TapFeed(LoopbackStage.LIVE, pictures);
        ingest.request(new IngestRequest.OpenTap(feed));
        SimulatedTap tap = new SimulatedTap(
                feed, new TapLoop(feed, told, ingest::request, counters, () -> now), ingest::request, told);
        taps.add(tap);
        return tap;
    }

    private void connect(Transport peer) {
        peer.onPath(NetworkPath.Udp.to(new InetSocketAddress("192.0.2.1", 1 + receivers.size())));
        peer.connect(new SrtpReceiver(KEY), new SrtpSender(KEY));
    }

    /** Lets every write to somebody fail as a bug would. */
    void breaks(Transport peer) {
        broken.add(Objects.requireNonNull(peer.path()));
    }

    /** Lets the way to somebody be full, or have room again. */
    void isFull(Transport peer, boolean isFull) {
        NetworkPath path = Objects.requireNonNull(peer.path());
        if (isFull) {
            full.add(path);
        } else {
            full.remove(path);
        }
    }

    /** Lets the egress loop stand still as on a core that is taken away, or go on. */
    void egressStandsStill(boolean standsStill) {
        egressStandsStill = standsStill;
    }

    IngestLoop ingest() {
        return ingest;
    }

    HandoverQueue queue() {
        return queue;
    }

    /** Runs for a time in which nothing fails. */
    void run(long nanos) {
        runWithFailures(nanos);
        assertNothingFailed();
    }

    void runWithFailures(long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += MILLI;
            publishers.forEach(publisher -> publisher.step(now));
            layered.forEach(publisher -> publisher.step(now));
            watchers.forEach(watcher -> watcher.step(now));
            turn();
            turn();
        }
    }

    private void turn() {
        ingest.turn(0);
        if (!egressStandsStill) {
            egress.turn();
        }
        taps.forEach(SimulatedTap::turn);
    }

    private void assertNothingFailed() {
        failures.counts().forEach((place, count) -> {
            if (count > 0) {
                throw new AssertionError("%d failures kept to one %s".formatted(count, place));
            }
        });
    }

    /** A port to which nothing comes; what peers send is given to their transports. */
    private final class SimulatedPort implements DatagramPort {
        @Override
        public int port() {
            return 7_000;
        }

        @Override
        public int receive(long maxWaitNanos, DatagramHandler handler) {
            return 0;
        }

        @Override
        public void wakeup() {
            // Nobody waits.
        }

        @Override
        public DatagramSender sender() {
            return new SimulatedSender();
        }

        @Override
        public boolean segments() {
            return true;
        }

        @Override
        public int receiveBufferBytes() {
            return 0;
        }

        @Override
        public int sendBufferBytes() {
            return 0;
        }

        @Override
        public void close() {
            // There is nothing to release.
        }
    }

    /** Gives each datagram at once to the network of who it is for. */
    private final class SimulatedSender extends ImmediateSender {
        SimulatedSender() {
            super(broken, full);
        }

        @Override
        protected void leave(NetworkPath path, byte[] datagram) {
            Objects.requireNonNull(receivers.get(path)).accept(datagram, now);
        }
    }
}
