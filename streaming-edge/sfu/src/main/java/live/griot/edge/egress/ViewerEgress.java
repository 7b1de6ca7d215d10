package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.griot.edge.congestion.AllocationTrack;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.StreamSample;
import live.griot.edge.telemetry.StreamTally;
import org.jspecify.annotations.Nullable;

/** What one viewer gets; {@link PacedSender} says how it leaves. Not thread-safe: owned by its egress loop. */
final class ViewerEgress implements EgressTrack.Owner {
    private final ViewerId id;
    private final String router;
    private final Supplier<@Nullable String> dominantSpeaker;
    private final Consumer<List<SubscriptionState>> states;
    private final Consumer<ConnectionQualityMeter.@Nullable Sample> seen;
    private final Receivers receivers;
    private final Consumer<IngestRequest> ingest;
    private final List<EgressTrack> tracks = new ArrayList<>();
    private final Map<String, EgressTrack> subscriptions = new HashMap<>();
    private final ViewerBandwidth bandwidth = new ViewerBandwidth();
    private final PacedSender sender;

    /** Makes one as the command says; {@code ingest} takes what it asks of the ingest loop. */
    ViewerEgress(
            EgressCommand.AddViewer command,
            Receivers receivers,
            Consumer<IngestRequest> ingest,
            EdgeCounters counters) {
        this.id = command.viewer();
        this.router = command.router();
        this.dominantSpeaker = command.dominantSpeaker();
        this.states = command.states();
        this.seen = command.seen();
        this.receivers = receivers;
        this.ingest = ingest;
        this.sender = new PacedSender(bandwidth, counters);
    }

    ViewerId id() {
        return id;
    }

    /** Returns the id of the router that the viewer is in. */
    String router() {
        return router;
    }

    ViewerBandwidth bandwidth() {
        return bandwidth;
    }

    /** Begins to send, now that there are a key and a path. */
    void begin(SrtpSender newSender, NetworkPath where) {
        sender.begin(newSender, where);
        tracks.forEach(EgressTrack::wantBeginning);
    }

    /** Returns whether there are a key and a path to send with. */
    boolean isReady() {
        return sender.isReady();
    }

    void moveTo(NetworkPath where) {
        sender.moveTo(where);
    }

    /** Makes the tracks that play the programme, and plays these from now on. */
    void play(
            List<RtpParameters> programme,
            @Nullable PublicationView picture,
            @Nullable PublicationView sound,
            long nowNanos) {
        programme.forEach(rtp -> add("", rtp, nowNanos));
        programme(picture, sound, nowNanos);
    }

    private EgressTrack add(String subscriptionId, RtpParameters rtp, long nowNanos) {
        EgressTrack track = new EgressTrack(this, subscriptionId, rtp);
        tracks.add(track);
        bandwidth.add(track.layers(), track.subscription().carriesTransportSequence(), nowNanos);
        return track;
    }

    /** Plays these from now on. */
    void programme(@Nullable PublicationView picture, @Nullable PublicationView sound, long nowNanos) {
        for (EgressTrack track : tracks) {
            track.feedWith(track.kind() == MediaKind.VIDEO ? picture : sound, nowNanos);
        }
        bandwidth.changed();
    }

    /** Is told that a publication is gone. */
    void ended(PublicationView publication, long nowNanos) {
        tracks.forEach(track -> track.ended(publication, nowNanos));
    }

    /** Begins a subscription; one of the same id is replaced. */
    void subscribe(String subscriptionId, @Nullable PublicationView publication, RtpParameters rtp, long nowNanos) {
        unsubscribe(subscriptionId, nowNanos);
        if (subscriptions.size() < SubscriberHandle.MAX_SUBSCRIPTIONS) {
            EgressTrack track = add(subscriptionId, rtp, nowNanos);
            subscriptions.put(subscriptionId, track);
            track.feedWith(publication, nowNanos);
        }
    }

    /** Ends a subscription. */
    void unsubscribe(String subscriptionId, long nowNanos) {
        EgressTrack track = subscriptions.remove(subscriptionId);
        if (track != null) {
            tracks.remove(track);
            bandwidth.remove(track.layers());
            sender.forget(track);
            track.end(nowNanos);
        }
    }

    /** Says what is wished of a subscription. */
    void prefer(String subscriptionId, Preference preference) {
        EgressTrack track = subscriptions.get(subscriptionId);
        if (track != null) {
            track.layers().prefer(preference);
            bandwidth.changed();
        }
    }

    /** Ends everything. */
    void end(long nowNanos) {
        tracks.forEach(track -> track.end(nowNanos));
        tracks.clear();
        subscriptions.clear();
        sender.end();
    }

    @Override
    public void receive(PublicationView publication, EgressTrack track) {
        receivers.add(publication, this, track);
    }

    @Override
    public void leave(PublicationView publication, EgressTrack track) {
        receivers.remove(publication, track);
    }

    @Override
    public void wantKeyFrame(PublicationView publication, EncodingView encoding) {
        ingest.accept(new IngestRequest.WantKeyFrame(publication, encoding));
    }

    @Override
    public void wantBeginning(EgressTrack track, PublicationView publication, EncodingView encoding) {
        ingest.accept(new IngestRequest.WantBeginning(
                id, track.subscription().outgoing().ssrc(), publication, encoding));
    }

    /** Divides the bandwidth when it is time to, probes for more of it, reports, and tells what changed. */
    void tick(PacketSealer sealer, SenderReports reports, long nowNanos) {
        int padding = bandwidth.tick(nowNanos);
        if (bandwidth.isDue(nowNanos)) {
            tracks.forEach(track -> track.layers().update(priority(track)));
            bandwidth.allocate(nowNanos);
            boolean hasRoom = sender.isWritable(sealer);
            tracks.forEach(track -> track.settle(hasRoom, nowNanos));
            sender.adapt(nowNanos);
            tellStates();
            seen.accept(bandwidth.sample());
        }
        if (sender.isReady()) {
            sender.sendRtcp(reports.due(tracks, bandwidth, nowNanos), sealer);
            sender.probe(padding, tracks, sealer, nowNanos);
        }
    }

    /** Adds what was measured of the streams that flow since this was last asked. */
    void tally(StreamTally to, long nowNanos) {
        for (EgressTrack track : tracks) {
            StreamSample sample = track.sample(bandwidth.reportedRoundTripNanos(), nowNanos);
            if (sample != null) {
                to.add(StreamKind.forwarded(track.kind()), sample);
            }
        }
    }

    private AllocationTrack.Priority priority(EgressTrack track) {
        if (track.kind() == MediaKind.AUDIO) {
            return AllocationTrack.Priority.AUDIO;
        }
        PublicationView feed = track.feed();
        if (feed != null && feed.source() == TrackSource.SCREEN) {
            return AllocationTrack.Priority.SCREEN;
        }
        boolean speaks = feed != null && feed.participant().equals(dominantSpeaker.get());
        return speaks ? AllocationTrack.Priority.SPEAKER : AllocationTrack.Priority.OTHER;
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

    /** Returns whether something is to be sent soon: packets wait for their pace, or a probe goes on. */
    boolean isBusy() {
        return sender.isWaiting() || bandwidth.isProbing();
    }

    /** Sends what the pace allows by now, and goes on with a probe. */
    void goOn(PacketSealer sealer, long nowNanos) {
        sender.release(sealer, nowNanos);
        if (bandwidth.isProbing()) {
            sender.probe(bandwidth.paddingDue(nowNanos), tracks, sealer, nowNanos);
        }
    }

    /** Takes a batch that a track wants, to be forwarded with what else comes; returns whether it is the first. */
    boolean take(EgressTrack track, EgressBatch batch) {
        return sender.take(track, batch);
    }

    /** Sends what was taken, as {@link PacedSender#forward} says. */
    void forward(PacketSealer sealer, long nowNanos) {
        sender.forward(sealer, nowNanos);
    }

    /** Sends again what the viewer misses, if there still is such a packet and they did not ask for too much. */
    void retransmit(EgressTrack track, int sequenceNumber, PacketSealer sealer, long nowNanos) {
        sender.retransmit(track, sequenceNumber, sealer, nowNanos);
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
}
