package live.griot.edge.ingest;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.telemetry.StreamTally;
import org.jspecify.annotations.Nullable;

/** How other threads speak to the ingest loop: each call enqueues what is to be done, and none waits. Thread-safe. */
public final class IngestProxy {
    private static final long GOODBYE_SECONDS = 2;

    private final IngestLoop loop;
    private long viewersMade;
    private int nextEgress;

    /** Speaks to that loop. */
    public IngestProxy(IngestLoop loop) {
        this.loop = loop;
    }

    /** Opens a connection that publishes. */
    public PublisherHandle publish(String router, PublisherParameters parameters, PublisherHandle.Listener listener) {
        return new LoopHandle.OfPublisher(
                loop,
                listener,
                () -> new PublisherTransport(
                        loop, router, parameters, loop.routers().of(router), loop.mediaTimeoutNanos(), listener));
    }

    /** Opens a connection that receives what it subscribes to. */
    public SubscriberHandle subscribe(
            String router, String participant, IceCredentials local, SubscriberHandle.Listener listener) {
        return new LoopHandle.OfSubscriber(
                loop,
                listener,
                () -> viewer(router, participant, new IceLiteSession(local, null), listener, listener::onStates));
    }

    /** Opens a connection on which the programme plays. */
    public TransportHandle play(
            String router,
            String participant,
            TransportParameters transport,
            List<RtpParameters> tracks,
            TransportListener listener) {
        List<RtpParameters> agreed = List.copyOf(tracks);
        LoopHandle<ViewerTransport> handle = new LoopHandle<>(loop, listener, () -> {
            IceLiteSession ice =
                    new IceLiteSession(transport.local(), transport.remoteUfrag(), transport.remotePassword());
            return viewer(router, participant, ice, listener, states -> {});
        });
        handle.ask(player -> {
            player.identify(transport.remoteFingerprint(), transport.role());
            Programme programme = loop.routers().of(router).programme();
            player.play(agreed, programme.pictureView(), programme.soundView());
        });
        return handle;
    }

    /** Makes a viewer on the next egress loop, each in turn; on the ingest loop. */
    private ViewerTransport viewer(
            String router,
            String participant,
            IceLiteSession ice,
            TransportListener listener,
            Consumer<List<SubscriptionState>> states) {
        ViewerId id = new ViewerId(++viewersMade);
        nextEgress = (nextEgress + 1) % loop.egress().size();
        HandoverQueue egress = loop.egress().get(nextEgress);
        Latest<ConnectionQualityMeter.@Nullable Sample> seen = new Latest<>(null);
        ViewerTransport viewer = new ViewerTransport(loop, router, participant, ice, listener, id, egress, seen);
        egress.command(new EgressCommand.AddViewer(
                id, router, loop.routers().of(router).dominantSpeaker(), states, seen::tell));
        return viewer;
    }

    /** Says who leads a router's programme. */
    public void lead(String router, String participant) {
        inRouter(router, found -> found.lead(participant));
    }

    /** Says which of a participant's sources may pass. */
    public void permit(String router, String participant, Set<TrackSource> permitted) {
        Set<TrackSource> sources = Set.copyOf(permitted);
        inRouter(router, found -> {
            PublisherTransport publisher = found.publisher(participant);
            if (publisher != null) {
                publisher.permit(sources);
            }
        });
    }

    private void inRouter(String id, Consumer<Router> task) {
        loop.execute(() -> {
            Router router = loop.routers().find(id);
            if (router != null) {
                task.accept(router);
            }
        });
    }

    /** Lets all connections of one participant go. */
    public void close(String router, String participant) {
        inRouter(router, found -> found.transports().stream()
                .filter(transport -> transport.participant().equals(participant))
                .forEach(loop.transports()::letGo));
    }

    /** Lets everyone in a router go, then runs the task on a thread of its own. */
    public void closeRouter(String id, Runnable whenClosed) {
        loop.execute(() -> {
            Router router = loop.routers().find(id);
            List<Transport> everyone = router == null ? List.of() : router.transports();
            CompletableFuture<?>[] goodbyes =
                    everyone.stream().map(loop.transports()::sayGoodbye).toArray(CompletableFuture[]::new);
            var _ = CompletableFuture.allOf(goodbyes)
                    .orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((done, late) ->
                            Thread.ofVirtual().name("router-closed").start(whenClosed));
        });
    }

    /** Tells a listener what happens in a router until the returned task is run. */
    public Runnable listen(String router, RouterListener listener) {
        loop.execute(() -> loop.routers().listen(router, listener));
        return () -> loop.execute(() -> loop.routers().unlisten(router, listener));
    }

    /** Hands over the next key frame of what a router's programme shows. */
    public void nextKeyFrame(String router, Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        Set<Codec> taken = Set.copyOf(codecs);
        inRouter(router, found -> found.nextKeyFrame(taken, ask, taker));
    }

    /** Returns what is published in a router. */
    public List<PublishedTrack> publications(String router) {
        return view(router).published();
    }

    /** Returns whether packets of a participant come in. */
    public boolean hasMedia(String router, String participant) {
        return view(router).withMedia().contains(participant);
    }

    private RouterView view(String router) {
        Router found = loop.routers().find(router);
        return found == null ? RouterView.EMPTY : found.view();
    }

    private Stream<RouterView> views() {
        return loop.routers().all().stream().map(Router::view);
    }

    /** Returns the ids of the routers there are. */
    public List<String> routers() {
        return loop.routers().all().stream().map(Router::id).toList();
    }

    /** Returns how many connections publish. */
    public int publishers() {
        return views().mapToInt(RouterView::publishers).sum();
    }

    /** Adds what the published streams add up to, as was told last. */
    public void addStreams(StreamTally to) {
        views().forEach(router -> to.add(router.streams()));
    }

    /** Returns how many connections receive. */
    public int viewers() {
        return views().mapToInt(RouterView::viewers).sum();
    }
}
