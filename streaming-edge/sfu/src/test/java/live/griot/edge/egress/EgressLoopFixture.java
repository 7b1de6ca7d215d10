package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.PictureSize;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.ViewerFeedback;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.peer.ImmediateSender;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/** An egress loop on a clock of the test, which sends to nobody and keeps what it sent; viewers are numbered from 1. */
abstract class EgressLoopFixture {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    static final long TICK = 20 * MILLI;
    static final String LIVE = "live";
    static final int TRANSPORT_CC = 5;
    static final SrtpMasterKey KEY = new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);

    final EncodingView encoding = new EncodingView(
            0,
            () -> new EncodingView.State(
                    true,
                    List.of(PictureSize.whole(1_280, 720, 2_500_000)),
                    List.of(PictureSize.whole(1_280, 720, 2_500_000))));
    final Packets camera = new Packets(encoding);
    boolean codecFailsOnce;
    final PublicationView publication =
            new PublicationView("p1", LIVE, "awa", 1, TrackSource.CAMERA, List.of(encoding), this::state);

    final HandoverQueue queue = new HandoverQueue(() -> {});
    final List<IngestRequest> asked = new ArrayList<>();
    final EdgeCounters counters = new EdgeCounters();
    final Failures failures = new Failures(() -> 0);
    final RecordingSender sender = new RecordingSender();
    boolean tallyFails;
    long now = TimeUnit.SECONDS.toNanos(1);
    final EgressLoop loop = new EgressLoop(
            sender,
            new EgressLoop.Setting(
                    queue,
                    asked::add,
                    true,
                    new NtpClock(Instant.EPOCH, 0),
                    () -> now,
                    counters,
                    failures,
                    new DutyCycleTracker(),
                    totals -> {
                        if (tallyFails) {
                            throw new IllegalStateException("Nobody can be told");
                        }
                    }));
    int sequence;

    PublicationView.State state() {
        if (codecFailsOnce) {
            codecFailsOnce = false;
            throw new IllegalStateException("A publication with a bug");
        }
        return new PublicationView.State(Codec.VP8, true);
    }

    void assertEndedAlone(int viewer) {
        assertThat(failures.counts()).containsEntry("VIEWER", 1L);
        assertThat(failures.counts().values().stream().mapToLong(count -> count).sum())
                .isEqualTo(1);
        assertThat(asked(IngestRequest.EndViewer.class))
                .containsExactly(new IngestRequest.EndViewer(LIVE, new ViewerId(viewer)));
    }

    List<IngestRequest> asked(Class<? extends IngestRequest> kind) {
        return asked.stream().filter(kind::isInstance).toList();
    }

    long drops(DropReason reason) {
        return counters.snapshot(0, 0, Map.of()).drops().getOrDefault(reason.name(), 0L);
    }

    /** Adds viewers numbered from 1 who have got the first frame. */
    List<Integer> subscribed(int count, int transportCc) {
        List<Integer> viewers = new ArrayList<>();
        for (int viewer = 1; viewer <= count; viewer++) {
            add(viewer);
            subscribe(viewer, "c", transportCc);
            viewers.add(viewer);
        }
        frame();
        assertThat(viewers).allMatch(viewer -> sender.count(viewer) == 1);
        return viewers;
    }

    void add(int viewer) {
        ViewerId id = new ViewerId(viewer);
        queue.command(new EgressCommand.AddViewer(id, LIVE, () -> null, states -> {}, seen -> {}));
        queue.command(new EgressCommand.BeginSending(id, new SrtpSender(KEY), path(viewer)));
    }

    void subscribe(int viewer, String id, int transportCc) {
        queue.command(new EgressCommand.Subscribe(new ViewerId(viewer), id, publication, rtp(viewer, transportCc)));
    }

    static RtpParameters rtp(int viewer, int transportCc) {
        return new RtpParameters(
                "0",
                List.of(new CodecParameters(Codec.VP8, 101, 102, "")),
                new ExtensionIds(-1, -1, -1, transportCc, -1, -1),
                ssrc(viewer),
                ssrc(viewer) + 1,
                List.of());
    }

    static int ssrc(int viewer) {
        return 0x100 * viewer;
    }

    /** Hands over a key frame of one packet, and takes a turn. */
    void frame() {
        queue.offer(batch());
        loop.turn();
    }

    EgressBatch batch() {
        sequence++;
        return new EgressBatch(
                publication, encoding, List.of(camera.last(camera.packet(sequence, 3_000 * sequence, true, now))), now);
    }

    void tell(int viewer, RtcpWriter told) {
        tell(viewer, Arrays.copyOf(told.array(), told.length()));
    }

    void tell(int viewer, byte[] told) {
        queue.offer(new ViewerFeedback(new ViewerId(viewer), told, told.length, now));
    }

    static NetworkPath path(int viewer) {
        return NetworkPath.Udp.to(new InetSocketAddress("192.0.2.1", viewer));
    }

    /** Keeps what would leave, and fails for paths that are broken. */
    static final class RecordingSender extends ImmediateSender {
        private final Map<NetworkPath, List<byte[]>> sent = new HashMap<>();
        final Set<NetworkPath> broken;
        final Set<NetworkPath> full;

        RecordingSender() {
            this(new HashSet<>(), new HashSet<>());
        }

        private RecordingSender(Set<NetworkPath> broken, Set<NetworkPath> full) {
            super(broken, full);
            this.broken = broken;
            this.full = full;
        }

        private List<byte[]> to(int viewer, Predicate<byte[]> which) {
            return sent.getOrDefault(path(viewer), List.of()).stream()
                    .filter(which)
                    .toList();
        }

        private static boolean isReport(byte[] datagram) {
            return (datagram[1] & 0xFF) >= 192 && (datagram[1] & 0xFF) <= 223;
        }

        int count(int viewer) {
            return to(viewer, datagram -> !isReport(datagram)).size();
        }

        int reports(int viewer) {
            return to(viewer, RecordingSender::isReport).size();
        }

        int latest(int viewer) {
            return Bytes.u16(to(viewer, datagram -> !isReport(datagram)).getLast(), 2);
        }

        @Override
        protected void leave(NetworkPath path, byte[] datagram) {
            sent.computeIfAbsent(path, first -> new ArrayList<>()).add(datagram);
        }
    }
}
