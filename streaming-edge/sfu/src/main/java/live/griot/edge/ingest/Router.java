package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.StreamTally;
import live.griot.edge.telemetry.StreamTotals;
import org.jspecify.annotations.Nullable;

/**
 * A live session's forwarding table: who publishes what, who receives, and what the programme is. Not thread-safe: owned by the ingest
 * loop; other threads see its {@link #view} and {@link #dominantSpeaker}.
 */
final class Router implements PublisherTransport.Session {
    /** The most connections in one session. */
    static final int MAX_TRANSPORTS = 4_096;

    /** How often it is added up how the streams fare. */
    private static final long TALLY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String id;
    private final Owner owner;
    private final Map<String, PublisherTransport> publishers = new LinkedHashMap<>();
    private final Map<ViewerId, ViewerTransport> viewers = new LinkedHashMap<>();
    private final Set<String> withMedia = new HashSet<>();
    private final Programme programme = new Programme();
    private final RouterTaps taps;
    private final ActiveSpeakerObserver speakers = new ActiveSpeakerObserver();
    private final ConnectionQualityMonitor qualities = new ConnectionQualityMonitor();
    private final Latest<RouterView> view = new Latest<>(RouterView.EMPTY);
    private List<PublishedTrack> published = List.of();
    private Map<StreamKind, StreamTotals> streams = Map.of();
    private long talliedNanos;

    /** What a router asks of whoever keeps it. */
    interface Owner {
        /** Makes the id of a publication, unique on this edge. */
        String nextPublicationId();

        /** Gives a command to every egress loop. */
        void broadcast(EgressCommand command);

        /** Adds a packet to what is handed over to the egress loops. */
        void gather(PublicationView publication, Encoding encoding, MediaPacket packet);

        /** Returns the taps on a router. */
        RouterTaps taps(String router);

        /** Tells those who listen to a router, each fenced. */
        void tell(Router router, Consumer<RouterListener> news);

        /** Lets {@link Router#tellPublications} be called once all that happens now has happened. */
        void tellPublicationsSoon(Router router);
    }

    Router(String id, Owner owner) {
        this.id = id;
        this.owner = owner;
        this.taps = owner.taps(id);
        taps.each(this::begin);
    }

    /** Lets a tap begin with what there is now. */
    void begin(RouterTap tap) {
        tap.begin(programme, publications());
    }

    String id() {
        return id;
    }

    /** Returns what other threads may know of it, as of now; any thread. */
    RouterView view() {
        return view.get();
    }

    private void tellView() {
        view.tell(new RouterView(published, withMedia, publishers.size(), viewers.size(), streams));
    }

    boolean isEmpty() {
        return publishers.isEmpty() && viewers.isEmpty();
    }

    /** Returns everybody, as they are now. */
    List<Transport> transports() {
        List<Transport> all = new ArrayList<>(viewers.values());
        all.addAll(publishers.values());
        return all;
    }

    /**
     * Takes a publisher in. Who publishes again as the same participant replaces their own connection, which is returned, to be let go.
     */
    @Nullable
    PublisherTransport admit(PublisherTransport publisher) {
        PublisherTransport before = publishers.put(publisher.participant(), publisher);
        onPublicationsChanged();
        return before;
    }

    /** Takes a viewer in. */
    void admit(ViewerTransport viewer) {
        viewers.put(viewer.id(), viewer);
        tellView();
    }

    /** Returns whether there are as many connections as may be. */
    boolean isFull() {
        return publishers.size() + viewers.size() >= MAX_TRANSPORTS;
    }

    /** Returns which connection of a participant gives its place to another of theirs: the one silent for the longest, or null. */
    @Nullable
    ViewerTransport stalest(String participant) {
        ViewerTransport stalest = null;
        for (ViewerTransport viewer : viewers.values()) {
            if (viewer.participant().equals(participant)
                    && (stalest == null || viewer.heardNanos() < stalest.heardNanos())) {
                stalest = viewer;
            }
        }
        return stalest;
    }

    /** Forgets a connection. */
    void remove(Transport gone) {
        if (gone instanceof PublisherTransport publisher) {
            publishers.remove(publisher.participant(), publisher);
            onMediaChanged(publisher);
            if (!publishers.containsKey(publisher.participant())) {
                onSilenced(publisher.participant());
            }
            publisher.publications().forEach(this::onEnded);
            onPublicationsChanged();
        } else if (gone instanceof ViewerTransport viewer) {
            viewers.remove(viewer.id(), viewer);
            tellView();
        }
    }

    /** Returns who publishes as that participant, or null. */
    @Nullable
    PublisherTransport publisher(String participant) {
        return publishers.get(participant);
    }

    /** Returns the viewer of that name, or null. */
    @Nullable
    ViewerTransport viewer(ViewerId viewer) {
        return viewers.get(viewer);
    }

    /** Returns what egress sees of a publication, or null when there is none of that id. */
    @Nullable
    PublicationView publication(String publicationId) {
        for (Publication publication : publications()) {
            if (publication.id().equals(publicationId)) {
                return publication.view();
            }
        }
        return null;
    }

    private List<Publication> publications() {
        List<Publication> all = new ArrayList<>();
        publishers.values().forEach(publisher -> all.addAll(publisher.publications()));
        return all;
    }

    @Override
    public String nextPublicationId() {
        return owner.nextPublicationId();
    }

    @Override
    public void onPacket(Publication publication, Encoding encoding, MediaPacket packet) {
        speakers.onPacket(publication, packet);
        owner.gather(publication.view(), encoding, packet);
        if (!taps.isEmpty()) {
            taps.each(tap -> tap.onPacket(publication, encoding, packet));
        }
    }

    @Override
    public void onSenderReport(Encoding encoding, long ntpTime, int timestamp, long nowNanos) {
        taps.each(tap -> tap.onSenderReport(encoding, ntpTime, timestamp, nowNanos));
    }

    @Override
    public void onSilenced(String participant) {
        speakers.remove(participant);
    }

    /** Returns whose picture should be large, null for nobody's; what it gives any thread may ask. */
    Supplier<@Nullable String> dominantSpeaker() {
        return speakers.dominantSpeaker();
    }

    /** Returns what the programme shows and plays. */
    Programme programme() {
        return programme;
    }

    /** Says who leads the programme. */
    void lead(String participant) {
        programme.lead(participant);
        taps.each(tap -> tap.lead(participant));
        chooseProgramme();
    }

    private void chooseProgramme() {
        List<Publication> all = publications();
        if (programme.choose(all)) {
            owner.broadcast(new EgressCommand.ShowProgramme(id, programme.pictureView(), programme.soundView()));
        }
        taps.each(tap -> tap.choose(all));
    }

    /** Hands over the next key frame of what the programme shows, if it is in one of these codecs, in the smallest size that comes. */
    void nextKeyFrame(Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        Publication picture = programme.picture();
        PublisherTransport publisher = picture == null ? null : publishers.get(picture.participant());
        if (picture == null || publisher == null || !picture.isPermitted() || !codecs.contains(picture.codec())) {
            return;
        }
        picture.encodings().stream()
                .filter(one -> one.view().isLive())
                .findFirst()
                .ifPresent(smallest -> {
                    smallest.catchKeyFrame(taker);
                    if (ask) {
                        publisher.wantKeyFrame(picture.source(), smallest);
                    }
                });
    }

    @Override
    public void onMediaChanged(PublisherTransport publisher) {
        String participant = publisher.participant();
        PublisherTransport counts = publishers.get(participant);
        if (counts != null && counts.hasMedia()) {
            withMedia.add(participant);
        } else {
            withMedia.remove(participant);
        }
        tellView();
    }

    @Override
    public void onEnded(Publication publication) {
        owner.broadcast(new EgressCommand.EndPublication(publication.view()));
    }

    @Override
    public void onPublicationsChanged() {
        published = publications().stream().map(Publication::describe).toList();
        tellView();
        chooseProgramme();
        owner.tellPublicationsSoon(this);
    }

    /** Tells those who listen what is published. */
    void tellPublications() {
        owner.tell(this, listener -> listener.onPublications(published));
    }

    /** Tells who begins to listen what was told to others before. */
    void tellAll(RouterListener listener) {
        listener.onPublications(published);
        if (speakers.dominantSpeaker().get() != null) {
            speakers.tell(listener);
        }
        if (!qualities.told().isEmpty()) {
            listener.onQuality(qualities.told());
        }
    }

    /** Does what is due; called with every tick of the loop. */
    void tick(long nowNanos) {
        if (speakers.listen(nowNanos)) {
            String speaker = speakers.dominantSpeaker().get();
            programme.speaks(speaker);
            taps.each(tap -> tap.speaks(speaker));
            chooseProgramme();
            owner.tell(this, speakers::tell);
        }
        if (qualities.isDue(nowNanos)) {
            Map<String, ConnectionQuality> changed = qualities.judge(publishers.values(), viewers.values(), nowNanos);
            if (!changed.isEmpty()) {
                owner.tell(this, listener -> listener.onQuality(changed));
            }
        }
        publishers.values().forEach(publisher -> publisher.statistics().measure(nowNanos));
        taps.each(tap -> tap.tick(nowNanos));
        if (nowNanos - talliedNanos >= TALLY_NANOS) {
            talliedNanos = nowNanos;
            StreamTally tally = new StreamTally();
            publishers.values().forEach(publisher -> publisher.statistics().tally(tally, nowNanos));
            streams = tally.totals();
            tellView();
        }
    }
}
