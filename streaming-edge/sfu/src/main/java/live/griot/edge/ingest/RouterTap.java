package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import live.griot.edge.handover.Consent;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.TakenPictures;
import live.griot.edge.handover.TapBatch;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.handover.TapSource;
import live.griot.edge.handover.TapState;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TapDropReason;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;

/**
 * The ingest loop's side of a tap: it takes the packets of who agreed, all sound and the picture that is shown, or everybody's, chooses which
 * those are, and hands them over once a wake-up. Not thread-safe: owned by the ingest loop.
 */
final class RouterTap {
    private static final AtomicLong STREAMS = new AtomicLong();

    private final TapFeed feed;
    private final Consumer<IngestRequest.WantKeyFrame> keyFrames;
    private final EdgeCounters counters;
    private final Map<EncodingView, TapSource> sources = new LinkedHashMap<>();
    private final TakenPictures pictures = new TakenPictures();
    private final LayerChoice layers = new LayerChoice();
    private final OwnPictures own = new OwnPictures();
    private Programme programme = new Programme();
    private List<Publication> published = List.of();
    private TapState state = TapState.NOTHING;
    private boolean changed;
    private List<TapBatch.Item> gathered = new ArrayList<>();
    private int gatheredPackets;
    private long missed;
    private long latestNanos;

    /** Makes one that fills a feed, and asks there for key frames. */
    RouterTap(TapFeed feed, Consumer<IngestRequest.WantKeyFrame> keyFrames, EdgeCounters counters) {
        this.feed = feed;
        this.keyFrames = keyFrames;
        this.counters = counters;
    }

    /** Returns what it fills. */
    TapFeed feed() {
        return feed;
    }

    /** Begins with a router, which has that programme and those publications. */
    void begin(Programme like, List<Publication> all) {
        programme = like.likewise();
        choose(all);
    }

    /** Says who leads. */
    void lead(String participant) {
        programme.lead(participant);
    }

    /** Says who speaks, null for nobody yet. */
    void speaks(@Nullable String participant) {
        programme.speaks(participant);
    }

    /** Chooses among what is published now. */
    void choose(List<Publication> all) {
        published = List.copyOf(all);
        heedConsents();
    }

    /** Ends what is of nobody any more who agrees, and chooses among what is of who does. */
    void heedConsents() {
        List<TapSource> over = sources.values().stream()
                .filter(source -> !source.consent().holds() || !isPublished(source))
                .toList();
        over.forEach(this::end);
        programme.choose(ofThoseWhoAgreed());
        show();
    }

    private List<Publication> ofThoseWhoAgreed() {
        return published.stream()
                .filter(one -> feed.consents().of(one.participant()) != null)
                .toList();
    }

    private boolean isPublished(TapSource source) {
        return published.stream().anyMatch(one -> one.view().equals(source.publication()) && one.isPermitted());
    }

    private void end(TapSource over) {
        sources.remove(over.encoding(), over);
        pictures.end(over);
        changed = true;
    }

    /** Takes a packet that came, if its publisher agreed and it is sound or shown. */
    void onPacket(Publication publication, Encoding encoding, MediaPacket packet) {
        Consent consent = feed.consents().of(publication.participant());
        if (consent == null) {
            return;
        }
        latestNanos = packet.arrivalNanos();
        TapSource source = sources.get(encoding.view());
        if (source == null
                || !source.numbers().equals(packet.stream())
                || !source.consent().equals(consent)) {
            if (!published.contains(publication)) {
                return;
            }
            source = begin(publication, encoding, packet, consent);
        }
        if (!source.isPicture() || pictures.takes(source)) {
            gathered.add(new TapBatch.Packet(source, packet));
            gatheredPackets++;
        }
    }

    private TapSource begin(Publication publication, Encoding encoding, MediaPacket packet, Consent consent) {
        TapSource before = sources.get(encoding.view());
        if (before != null) {
            end(before);
        }
        TapStream stream = new TapStream(
                publication.view().sender(),
                STREAMS.incrementAndGet(),
                publication.participant(),
                publication.source(),
                packet.codec() == Codec.RED ? Codec.OPUS : packet.codec());
        TapSource fresh = new TapSource(stream, publication.view(), encoding.view(), packet.stream(), consent);
        sources.put(encoding.view(), fresh);
        changed = true;
        show();
        return fresh;
    }

    /** Takes what a publisher said of an encoding's timestamps, if it is a stream that is told of. */
    void onSenderReport(Encoding encoding, long ntpTime, int timestamp, long nowNanos) {
        TapSource source = sources.get(encoding.view());
        if (source != null) {
            gathered.add(new TapBatch.Report(source, ntpTime, timestamp, nowNanos));
        }
    }

    /** Notes that a picture that is taken has its key frame. */
    void onPictureBegan(TapSource picture) {
        var _ = pictures.begin(picture);
    }

    /** Looks which sizes come; called with every tick of the loop. */
    void tick(long nowNanos) {
        latestNanos = nowNanos;
        show();
    }

    /** Who is chosen and sends nothing yet leaves the one before in place. */
    private void show() {
        Publication shown = programme.picture();
        Encoding size = shown == null ? null : layers.choose(shown.encodings(), latestNanos);
        TapSource next = size == null ? null : sources.get(size.view());
        if (next == null && shown != null) {
            next = pictures.shown();
        }
        if (pictures.show(next)) {
            changed = true;
            wantKeyFrame();
        }
        if (feed.pictures() == TapPictures.EVERYBODYS) {
            changed |= pictures.showOwn(own());
        }
    }

    /** Who shows something else, of which nothing came yet, goes on with what there is. */
    private List<TapSource> own() {
        List<TapSource> taken = new ArrayList<>();
        for (OwnPictures.Own one : own.choose(ofThoseWhoAgreed(), latestNanos)) {
            Encoding size = one.size();
            TapSource chosen = size == null ? null : sources.get(size.view());
            TapSource next = chosen == null ? pictures.ownOf(one.participant()) : chosen;
            if (next != null) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void wantKeyFrame() {
        TapSource shown = pictures.shown();
        if (shown != null) {
            keyFrames.accept(new IngestRequest.WantKeyFrame(shown.publication(), shown.encoding()));
        }
    }

    /** Hands over what was gathered; where too much waits, it is left out, and told later. */
    void handOver(long nowNanos) {
        if (gathered.isEmpty() && !changed && missed == 0) {
            return;
        }
        if (changed) {
            state = new TapState(List.copyOf(sources.values()), pictures.shown(), pictures.own());
        }
        if (feed.offer(new TapBatch(state, gathered, missed, nowNanos))) {
            changed = false;
            if (missed > 0) {
                wantKeyFrame();
            }
            missed = 0;
        } else {
            missed += gatheredPackets;
            counters.tapDropped(TapDropReason.FELL_BEHIND, gatheredPackets);
        }
        gathered = new ArrayList<>();
        gatheredPackets = 0;
    }

    /** Hands over what there is, and ends the feed. */
    void end(long nowNanos) {
        handOver(nowNanos);
        feed.close();
    }
}
