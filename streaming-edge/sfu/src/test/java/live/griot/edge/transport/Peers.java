package live.griot.edge.transport;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;

/** Peers of a loop that has no socket: what does not touch the network is tested with these. */
final class Peers {
    private static final DtlsCertificate CERTIFICATE = DtlsCertificate.selfSigned(Instant.EPOCH);

    private Peers() {}

    /** Returns a router in which nobody is, on a loop that never begins. */
    static Router router() {
        return new IngestLoop(CERTIFICATE, new EdgeCounters(), 1_000_000_000L, () -> 0)
                .routers()
                .of("live");
    }

    /** Returns somebody who publishes those, not yet in the router. */
    static PublisherPeer publisher(Router router, String participant, TrackSource... sources) {
        return publisher(
                router,
                participant,
                Stream.of(sources)
                        .map(source -> source.kind() == MediaKind.VIDEO
                                ? new TrackParameters(source, Stage.video(source.name(), Stage.RIDS))
                                : new TrackParameters(source, Stage.microphone().rtp()))
                        .toArray(TrackParameters[]::new));
    }

    static PublisherPeer publisher(Router router, String participant, TrackParameters... tracks) {
        PublisherParameters parameters = new PublisherParameters(
                participant,
                new TransportParameters(participant, "password", "remote", CERTIFICATE.fingerprint()),
                List.of(tracks),
                EnumSet.allOf(TrackSource.class));
        return new PublisherPeer(router, parameters, new Stage.Heard(), 0);
    }
}
