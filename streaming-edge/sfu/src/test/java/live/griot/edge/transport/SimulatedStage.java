package live.griot.edge.transport;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.forwarding.TestEncoder;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpReceiver;

/**
 * A whole edge in simulated time: its real loops on channels without sockets, people who publish, and viewers behind simulated networks. What
 * publishers send comes in unsealed, and what viewers tell too; what viewers get is sealed. Each millisecond is a step.
 */
final class SimulatedStage {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final SrtpMasterKey KEY =
            new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);

    private final EmbeddedChannel ingestChannel = new EmbeddedChannel();
    private final EmbeddedChannel egressChannel = new EmbeddedChannel();
    private final EdgeCounters counters = new EdgeCounters();
    private final IngestLoop ingest;
    private final List<SimulatedPublisher> publishers = new ArrayList<>();
    private final List<LayeredPublisher> layered = new ArrayList<>();
    private final List<SimulatedWatcher> watchers = new ArrayList<>();
    private final Map<NetworkPath, ObjLongConsumer<byte[]>> receivers = new HashMap<>();
    final Stage.Listening listening = new Stage.Listening();
    private long now;

    SimulatedStage() {
        ingestChannel.freezeTime();
        egressChannel.freezeTime();
        DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.EPOCH);
        ingest = new IngestLoop(certificate, counters, SECOND, () -> now);
        Wire wire = new SimulatedWire();
        NtpClock ntp = new NtpClock(Instant.EPOCH, 0);
        ingest.begin(
                ingestChannel,
                wire,
                List.of(new EgressLoop(egressChannel.eventLoop(), wire, counters, ntp, () -> now)));
        ingest.routers().listen(Stage.LIVE, listening);
    }

    long now() {
        return now;
    }

    Router router() {
        return ingest.routers().of(Stage.LIVE);
    }

    /** Lets somebody publish a microphone, and a camera in sizes of those bitrates. */
    SimulatedPublisher join(String participant, long... bitrates) {
        List<String> rids = bitrates.length == 1 ? List.of() : Stage.RIDS.subList(0, bitrates.length);
        PublisherPeer peer = Peers.publisher(router(), participant, Stage.camera(rids), Stage.microphone());
        ingest.admit(peer);
        connect(peer);
        SimulatedPublisher publisher = new SimulatedPublisher(peer, new SrtpReceiver(KEY), bitrates, publishers.size());
        publishers.add(publisher);
        receivers.put(publisher.path(), publisher::onDatagram);
        return publisher;
    }

    /** Lets somebody publish what an encoder sends in layers. */
    LayeredPublisher join(String participant, TestEncoder encoder) {
        PublisherPeer peer = Peers.publisher(router(), participant, LayeredPublisher.camera(encoder));
        ingest.admit(peer);
        connect(peer);
        LayeredPublisher publisher = new LayeredPublisher(peer, new SrtpReceiver(KEY), encoder);
        layered.add(publisher);
        receivers.put(Objects.requireNonNull(peer.path()), publisher::onDatagram);
        return publisher;
    }

    /** Lets somebody watch from behind a network down to them and one up from them. */
    SimulatedWatcher watch(String participant, SimulatedNetwork<byte[]> down, SimulatedNetwork<byte[]> up) {
        Stage.Heard heard = new Stage.Heard();
        ViewerPeer peer = ViewerPeer.subscriber(
                router(), participant, new IceLiteSession(IceCredentials.random(), "remote"), heard);
        ingest.admit(peer);
        connect(peer);
        SimulatedWatcher watcher = new SimulatedWatcher(peer, heard, KEY, down, up);
        watchers.add(watcher);
        receivers.put(Objects.requireNonNull(peer.path()), watcher::send);
        return watcher;
    }

    private void connect(Peer peer) {
        peer.onPath(new NetworkPath.Udp(new InetSocketAddress("192.0.2.1", 1 + receivers.size())));
        peer.connect(KEY, KEY);
    }

    void run(long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += MILLI;
            publishers.forEach(publisher -> publisher.step(now));
            layered.forEach(publisher -> publisher.step(now));
            watchers.forEach(watcher -> watcher.step(now));
            ingest.received();
            step(ingestChannel);
            step(egressChannel);
            step(ingestChannel);
            deliver();
        }
    }

    private static void step(EmbeddedChannel channel) {
        if (channel.hasPendingTasks()) {
            channel.advanceTimeBy(0, TimeUnit.NANOSECONDS);
        }
        channel.runPendingTasks();
    }

    private void deliver() {
        ingestChannel.advanceTimeBy(MILLI, TimeUnit.NANOSECONDS);
        egressChannel.advanceTimeBy(MILLI, TimeUnit.NANOSECONDS);
    }

    /** Gives each segment to the network of who it is for; a channel that is embedded would run tasks within a write. */
    private final class SimulatedWire extends Wire {
        SimulatedWire() {
            super(egressChannel, true);
        }

        @Override
        boolean isWritable(NetworkPath path) {
            return true;
        }

        @Override
        void write(NetworkPath path, byte[] bytes, int length, int segmentSize) {
            ObjLongConsumer<byte[]> to = Objects.requireNonNull(receivers.get(path));
            for (int at = 0; at < length; at += segmentSize) {
                to.accept(Arrays.copyOfRange(bytes, at, Math.min(length, at + segmentSize)), now);
            }
        }

        @Override
        void flush() {
            // Nothing waits.
        }
    }
}
