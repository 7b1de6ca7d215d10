package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.congestion.Demand;
import live.griot.edge.forwarding.OutgoingExtensions;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** What one viewer gets and how it is sealed. Not thread-safe: owned by its egress loop. */
final class ViewerEgress {
    /** A probe's packet says little when it is smaller, and does not travel whole when it is larger. */
    private static final int MIN_PROBE = 200;

    private static final int MAX_PROBE = 1_200;

    private final EgressLoop loop;
    private final Router router;
    private final Consumer<List<SubscriptionState>> states;
    private final List<EgressTrack> tracks = new ArrayList<>();
    private final Map<String, EgressTrack> subscriptions = new HashMap<>();
    private final List<EgressTrack> takenTracks = new ArrayList<>();
    private final List<MediaBatch> takenBatches = new ArrayList<>();
    private final ViewerBandwidth bandwidth = new ViewerBandwidth();
    private @Nullable SrtpSender sender;
    private @Nullable NetworkPath path;
    private volatile ConnectionQualityMeter.@Nullable Sample seen;
    private int probed;

    /** Makes one that is told {@code states} of its subscriptions' changes. */
    ViewerEgress(EgressLoop loop, Router router, Consumer<List<SubscriptionState>> states) {
        this.loop = loop;
        this.router = router;
        this.states = states;
    }

    EgressLoop loop() {
        return loop;
    }

    Router router() {
        return router;
    }

    ViewerBandwidth bandwidth() {
        return bandwidth;
    }

    /** Begins to send, now that there are a key and a path. */
    void begin(SrtpSender newSender, NetworkPath where) {
        sender = newSender;
        path = where;
        tracks.forEach(EgressTrack::wantBeginning);
    }

    /** Returns whether there are a key and a path to send with. */
    boolean isReady() {
        return sender != null && path != null;
    }

    void moveTo(NetworkPath where) {
        path = where;
    }

    /** Makes the tracks that play the programme. */
    void play(List<RtpParameters> programme, long nowNanos) {
        programme.forEach(rtp -> add("", rtp, nowNanos));
    }

    private EgressTrack add(String id, RtpParameters rtp, long nowNanos) {
        EgressTrack track = new EgressTrack(this, id, rtp);
        tracks.add(track);
        bandwidth.add(track.choice(), track.subscription().carriesTransportSequence(), nowNanos);
        return track;
    }

    /** Plays these from now on. */
    void programme(@Nullable Publication picture, @Nullable Publication sound) {
        for (EgressTrack track : tracks) {
            track.feedWith(track.kind() == MediaKind.VIDEO ? picture : sound);
        }
        bandwidth.changed();
    }

    /** Begins a subscription; one of the same name is replaced. */
    void subscribe(String id, @Nullable Publication publication, RtpParameters rtp, long nowNanos) {
        unsubscribe(id);
        if (subscriptions.size() < SubscriberHandle.MAX_SUBSCRIPTIONS) {
            EgressTrack track = add(id, rtp, nowNanos);
            subscriptions.put(id, track);
            track.feedWith(publication);
        }
    }

    /** Ends a subscription. */
    void unsubscribe(String id) {
        EgressTrack track = subscriptions.remove(id);
        if (track != null) {
            tracks.remove(track);
            bandwidth.remove(track.choice());
            track.end();
        }
    }

    /** Says what is wished of a subscription. */
    void prefer(String id, Preference preference) {
        EgressTrack track = subscriptions.get(id);
        if (track != null) {
            track.choice().prefer(preference);
            bandwidth.changed();
        }
    }

    /** Ends everything. */
    void end() {
        tracks.forEach(EgressTrack::end);
        tracks.clear();
        subscriptions.clear();
        sender = null;
    }

    /** Divides the bandwidth when it is time to, probes for more of it, reports, and tells what changed. */
    void tick(PacketSealer sealer, SenderReports reports, long nowNanos) {
        int padding = bandwidth.tick(nowNanos);
        if (bandwidth.isDue(nowNanos)) {
            tracks.forEach(track -> track.choice().update(priority(track)));
            bandwidth.allocate(nowNanos);
            tracks.forEach(EgressTrack::settle);
            tellStates();
            seen = bandwidth.sample();
        }
        NetworkPath to = path;
        SrtpSender sealing = sender;
        if (to != null && sealing != null) {
            RtcpWriter compound = reports.due(tracks, bandwidth, nowNanos);
            if (compound.length() > 0) {
                sealer.sendRtcp(sealing, to, compound.array(), compound.length());
            }
            probe(padding, sealer, nowNanos);
        }
    }

    private Demand.Priority priority(EgressTrack track) {
        if (track.kind() == MediaKind.AUDIO) {
            return Demand.Priority.AUDIO;
        }
        Publication feed = track.feed();
        if (feed != null && feed.source() == TrackSource.SCREEN) {
            return Demand.Priority.SCREEN;
        }
        boolean speaks = feed != null && feed.participant().equals(router.dominantSpeaker());
        return speaks ? Demand.Priority.SPEAKER : Demand.Priority.OTHER;
    }

    private void tellStates() {
        List<SubscriptionState> changed = subscriptions.values().stream()
                .map(EgressTrack::news)
                .filter(Objects::nonNull)
                .toList();
        if (!changed.isEmpty()) {
            states.accept(changed);
        }
    }

    /** Goes on with a probe; returns whether it wants to go on soon. */
    boolean probe(PacketSealer sealer, long nowNanos) {
        probe(bandwidth.paddingDue(nowNanos), sealer, nowNanos);
        return bandwidth.isProbing();
    }

    private void probe(int due, PacketSealer sealer, long nowNanos) {
        int left = due;
        while (left > 0 && path != null && sender != null) {
            int size = Math.clamp(left, MIN_PROBE, MAX_PROBE);
            left = probeWithAny(size, sealer, nowNanos) ? bandwidth.paddingDue(nowNanos) : 0;
        }
        send(sealer);
    }

    /** The tracks take turns, so that their newest packets do. */
    private boolean probeWithAny(int size, PacketSealer sealer, long nowNanos) {
        for (int i = 0; i < tracks.size(); i++) {
            probed = (probed + 1) % tracks.size();
            if (tracks.get(probed).probe(size, sealer, nowNanos)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what was seen of the connection of late, or null when nothing was; any thread. */
    ConnectionQualityMeter.@Nullable Sample seen() {
        return seen;
    }

    /** Takes a batch that a track wants, to be forwarded with what else comes; returns whether it is the first. */
    boolean take(EgressTrack track, MediaBatch batch) {
        takenTracks.add(track);
        takenBatches.add(batch);
        return takenTracks.size() == 1;
    }

    /** Sends what was taken, what fits in one system call; returns false when the way out is full, and it is dropped. */
    boolean forward(PacketSealer sealer, long nowNanos) {
        NetworkPath to = path;
        boolean writable = to != null && sealer.isWritable(to);
        if (writable && sender != null) {
            for (int i = 0; i < takenTracks.size(); i++) {
                takenTracks.get(i).forward(takenBatches.get(i), sealer, nowNanos);
            }
            send(sealer);
        }
        takenTracks.clear();
        takenBatches.clear();
        return writable || to == null;
    }

    /** Numbers and seals the plain packet of a track; nothing when its length is 0. */
    void seal(EgressTrack track, int length, PacketSealer sealer, long nowNanos) {
        if (length > 0 && sender != null && path != null) {
            if (track.subscription().carriesTransportSequence()) {
                int number = bandwidth.number(length + sender.overhead(), nowNanos);
                Bytes.put16(sealer.plain(), OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET, number);
            }
            sealer.seal(sender, path, length);
        }
    }

    /** Returns the track that is sent as that source, or null. */
    @Nullable
    EgressTrack track(int ssrc) {
        for (EgressTrack track : tracks) {
            if (track.isSentAs(ssrc)) {
                return track;
            }
        }
        return null;
    }

    /** Lets leave what is sealed for this viewer. */
    void send(PacketSealer sealer) {
        if (path != null) {
            sealer.send(path);
        }
    }
}
