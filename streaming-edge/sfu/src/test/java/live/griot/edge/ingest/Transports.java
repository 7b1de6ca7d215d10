package live.griot.edge.ingest;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/** Transports of a loop that has no socket: what does not touch the network is tested with these. */
final class Transports {
    private static final DtlsCertificate CERTIFICATE = DtlsCertificate.selfSigned(Instant.EPOCH);
    private static final long MEDIA_TIMEOUT_NANOS = 1_000_000_000L;
    private static final String PASSWORD = "password";
    private static final AtomicLong VIEWERS = new AtomicLong(1_000_000);

    private Transports() {}

    /** Returns a router in which nobody is, of an edge that sends to nobody. */
    static Router router() {
        return new Routers(List.of(), new BatchGatherer(), new Failures(() -> 0)).of("live");
    }

    /** Returns somebody who publishes those, not yet in the router. */
    static PublisherTransport publisher(Router router, String participant, TrackSource... sources) {
        return publisher(
                new NoLoop(),
                router,
                participant,
                Stream.of(sources)
                        .map(source -> source.kind() == MediaKind.VIDEO
                                ? new TrackParameters(source, LoopbackStage.video(source.name(), LoopbackStage.RIDS))
                                : new TrackParameters(
                                        source, LoopbackStage.microphone().rtp()))
                        .toArray(TrackParameters[]::new));
    }

    static PublisherTransport publisher(Router router, String participant, TrackParameters... tracks) {
        return publisher(new NoLoop(), router, participant, tracks);
    }

    static PublisherTransport publisher(
            TransportOwner owner, Router router, String participant, TrackParameters... tracks) {
        PublisherParameters parameters = new PublisherParameters(
                participant,
                new TransportParameters(participant, PASSWORD, "remote", CERTIFICATE.fingerprint()),
                List.of(tracks),
                EnumSet.allOf(TrackSource.class));
        return new PublisherTransport(
                owner, router.id(), parameters, router, MEDIA_TIMEOUT_NANOS, new LoopbackStage.RecordingListener());
    }

    /** Lets somebody publish a microphone on a simulated stage, who is not connected. */
    static PublisherHandle publish(SimulatedStage stage, String participant, PublisherHandle.Listener listener) {
        PublisherParameters parameters = new PublisherParameters(
                participant,
                new TransportParameters(participant, PASSWORD, "remote", CERTIFICATE.fingerprint()),
                List.of(LoopbackStage.microphone()),
                EnumSet.allOf(TrackSource.class));
        return new IngestProxy(stage.ingest()).publish(LoopbackStage.LIVE, parameters, listener);
    }

    /** Returns somebody who receives on a simulated stage, is not connected and not yet admitted. */
    static ViewerTransport viewer(SimulatedStage stage, String participant) {
        return new ViewerTransport(
                stage.ingest(),
                LoopbackStage.LIVE,
                participant,
                new IceLiteSession(IceCredentials.random(), "remote"),
                new LoopbackStage.RecordingListener(),
                new ViewerId(VIEWERS.incrementAndGet()),
                stage.queue(),
                new Latest<>(null));
    }

    /** Returns a check of somebody who publishes, signed. */
    static byte[] check(String participant) {
        return new StunWriter(StunMessage.BINDING_REQUEST, new byte[12])
                .username(participant + ":remote")
                .priority(1)
                .controlling(1)
                .finish(PASSWORD);
    }

    /** Stands where a loop would: its time stands still, and what is sent goes nowhere. */
    private static final class NoLoop implements TransportOwner {
        private final EdgeCounters counters = new EdgeCounters();

        @Override
        public long now() {
            return 0;
        }

        @Override
        public DtlsCertificate certificate() {
            return CERTIFICATE;
        }

        @Override
        public EdgeCounters counters() {
            return counters;
        }

        @Override
        public void execute(Runnable task) {
            throw new IllegalStateException("There is no loop");
        }

        @Override
        public void send(Transport to, byte[] bytes, int length) {
            throw new IllegalStateException("There is no network");
        }

        @Override
        public void handshakeFailed(Throwable bug) {
            throw new IllegalStateException("There is no handshake", bug);
        }

        @Override
        public void remove(Transport over) {
            throw new IllegalStateException("There is no loop");
        }
    }
}
