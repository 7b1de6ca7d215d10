package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.forwarding.ActiveSpeakers;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.KeyFrame;
import live.griot.edge.forwarding.MediaPacket;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RouterListener;
import org.jspecify.annotations.Nullable;

/**
 * A live session's forwarding table: who publishes what, who receives, and what the programme is. Not thread-safe: owned by the ingest
 * loop, but for what anybody may ask.
 */
final class Router {
    /** The most connections in one session. */
    static final int MAX_TRANSPORTS = 4_096;

    /** How often who speaks is decided. */
    private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String id;
    private final IngestLoop loop;
    private final Map<String, PublisherPeer> publishers = new LinkedHashMap<>();
    private final Set<ViewerPeer> viewers = new LinkedHashSet<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Programme programme = new Programme();
    private final ActiveSpeakers speakers = new ActiveSpeakers(Codec.OPUS.clockRate());
    private final QualityBoard qualities = new QualityBoard();
    private long listenedNanos;
    private boolean untold;
    private volatile List<PublishedTrack> published = List.of();
    private volatile @Nullable String dominantSpeaker;
    private volatile int publisherCount;
    private volatile int viewerCount;

    Router(String id, IngestLoop loop) {
        this.id = id;
        this.loop = loop;
    }

    String id() {
        return id;
    }

    IngestLoop loop() {
        return loop;
    }

    /** Returns what is published; any thread. */
    List<PublishedTrack> published() {
        return published;
    }

    /** Returns whether a participant's packets come; any thread. */
    boolean hasMedia(String participant) {
        return present.contains(participant);
    }

    /** Returns how many publish; any thread. */
    int publisherCount() {
        return publisherCount;
    }

    /** Returns how many receive; any thread. */
    int viewerCount() {
        return viewerCount;
    }

    boolean isEmpty() {
        return publishers.isEmpty() && viewers.isEmpty();
    }

    /** Returns everybody, as they are now. */
    List<Peer> peers() {
        List<Peer> all = new ArrayList<>(viewers);
        all.addAll(publishers.values());
        return all;
    }

    /** Takes a peer in; false when there are too many. Who publishes again as the same participant replaces their own connection. */
    boolean admit(Peer peer) {
        if (publishers.size() + viewers.size() >= MAX_TRANSPORTS) {
            return false;
        }
        if (peer instanceof PublisherPeer publisher) {
            PublisherPeer before = publishers.put(peer.participant(), publisher);
            publicationsChanged();
            if (before != null) {
                var unused = loop.letGo(before);
            }
        } else if (peer instanceof ViewerPeer viewer) {
            viewers.add(viewer);
            viewerCount = viewers.size();
        }
        return true;
    }

    /** Forgets a peer. */
    void remove(Peer peer) {
        if (peer instanceof PublisherPeer publisher) {
            publishers.remove(peer.participant(), publisher);
            mediaChanged(publisher);
            if (!publishers.containsKey(peer.participant())) {
                silenced(peer.participant());
            }
            publisher.publications().forEach(this::ended);
            publicationsChanged();
        } else if (peer instanceof ViewerPeer viewer) {
            viewers.remove(viewer);
            viewerCount = viewers.size();
        }
    }

    /** Returns who publishes as that participant, or null. */
    @Nullable
    PublisherPeer publisher(String participant) {
        return publishers.get(participant);
    }

    /** Returns a publication, or null when there is none of that id. */
    @Nullable
    Publication publication(String publicationId) {
        return publications().stream()
                .filter(publication -> publication.id().equals(publicationId))
                .findFirst()
                .orElse(null);
    }

    private List<Publication> publications() {
        List<Publication> all = new ArrayList<>();
        publishers.values().forEach(publisher -> all.addAll(publisher.publications()));
        return all;
    }

    /** Notes a packet of somebody's voice. */
    void heard(String participant, MediaPacket voice) {
        speakers.onPacket(participant, voice.audioLevel(), voice.timestamp(), voice.arrivalNanos());
    }

    /** Forgets what somebody said, who has left or was switched off. */
    void silenced(String participant) {
        speakers.remove(participant);
    }

    private void listen(long nowNanos) {
        listenedNanos = nowNanos;
        if (!speakers.update(nowNanos)) {
            return;
        }
        String dominant = speakers.dominant();
        if (!Objects.equals(dominant, dominantSpeaker)) {
            dominantSpeaker = dominant;
            programme.speaks(dominant);
            chooseProgramme();
        }
        Set<String> speaking = speakers.speaking();
        loop.routers().listenersOf(id).forEach(listener -> listener.onSpeakers(speaking, dominant));
    }

    /** Returns whose picture should be large, or null; any thread. */
    @Nullable
    String dominantSpeaker() {
        return dominantSpeaker;
    }

    /** Returns what the programme shows and plays. */
    Programme programme() {
        return programme;
    }

    /** Says who leads the programme. */
    void lead(String participant) {
        programme.lead(participant);
        chooseProgramme();
    }

    private void chooseProgramme() {
        if (programme.choose(publications())) {
            Publication picture = programme.picture();
            Publication sound = programme.sound();
            loop.egressLoops().forEach(egress -> egress.execute(() -> egress.programme(this, picture, sound)));
        }
    }

    /** Hands over the next key frame of what the programme shows, if it is in one of these codecs, in the smallest size that comes. */
    void nextKeyFrame(Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        Publication picture = programme.picture();
        if (picture == null || !picture.isPermitted() || !codecs.contains(picture.codec())) {
            return;
        }
        picture.encodings().stream().filter(Encoding::isLive).findFirst().ifPresent(smallest -> {
            smallest.catchKeyFrame(taker);
            if (ask) {
                picture.publisher().wantKeyFrame(smallest);
            }
        });
    }

    /** Notes that somebody's media came or stays away. */
    void mediaChanged(PublisherPeer publisher) {
        String participant = publisher.participant();
        PublisherPeer counts = publishers.get(participant);
        if (counts != null && counts.hasMedia()) {
            present.add(participant);
        } else {
            present.remove(participant);
        }
    }

    /** Ends a publication for all who receive it. */
    void ended(Publication publication) {
        loop.egressLoops().forEach(egress -> egress.execute(() -> egress.ended(publication)));
    }

    /** Notes that what is published changed; it is told when all that happens now has happened. */
    void publicationsChanged() {
        publisherCount = publishers.size();
        published = publications().stream().map(Publication::describe).toList();
        chooseProgramme();
        if (!untold) {
            untold = true;
            loop.execute(() -> {
                untold = false;
                loop.routers().listenersOf(id).forEach(listener -> listener.onPublications(published));
            });
        }
    }

    /** Tells who begins to listen what was told to others before. */
    void tellAll(RouterListener listener) {
        listener.onPublications(published);
        if (dominantSpeaker != null) {
            listener.onSpeakers(speakers.speaking(), dominantSpeaker);
        }
        if (!qualities.told().isEmpty()) {
            listener.onQuality(qualities.told());
        }
    }

    void tick(long nowNanos) {
        if (nowNanos - listenedNanos >= LISTEN_NANOS) {
            listen(nowNanos);
        }
        if (qualities.isDue(nowNanos)) {
            Map<String, ConnectionQuality> changed = qualities.judge(publishers.values(), viewers, nowNanos);
            if (!changed.isEmpty()) {
                loop.routers().listenersOf(id).forEach(listener -> listener.onQuality(changed));
            }
        }
        publishers.values().forEach(publisher -> publisher
                .publications()
                .forEach(publication -> publication.encodings().forEach(encoding -> encoding.measure(nowNanos))));
    }
}
