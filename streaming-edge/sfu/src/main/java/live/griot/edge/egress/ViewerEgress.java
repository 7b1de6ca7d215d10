package live.griot.edge.egress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.DropReason;
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

/** What one viewer gets and how it is sealed. Not thread-safe: owned by its egress loop. */
final class ViewerEgress implements EgressTrack.Surroundings {
    /** The most bytes of a payload that fits a datagram with all headers that a viewer may take. */
    static final int MAX_PAYLOAD = DatagramSender.MAX_DATAGRAM - 16 - 100;

    /** The most packets that wait for their pace; more would be too old when they leave. */
    static final int MAX_WAITING = 1_024;

    /** A probe's packet says little when it is smaller, and does not travel whole when it is larger. */
    private static final int MIN_PROBE = 200;

    private static final int MAX_PROBE = 1_200;

    private final ViewerId id;
    private final String router;
    private final Supplier<@Nullable String> dominantSpeaker;
    private final Consumer<List<SubscriptionState>> states;
    private final Consumer<ConnectionQualityMeter.@Nullable Sample> seen;
    private final Receivers receivers;
    private final Consumer<IngestRequest> ingest;
    private final EdgeCounters counters;
    private final List<EgressTrack> tracks = new ArrayList<>();
    private final Map<String, EgressTrack> subscriptions = new HashMap<>();
    private final List<EgressTrack> takenTracks = new ArrayList<>();
    private final List<EgressBatch> takenBatches = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ViewerBandwidth bandwidth = new ViewerBandwidth();
    private final ViewerPacer pacer = new ViewerPacer();
    private final RetransmissionBudget budget = new RetransmissionBudget();
    private @Nullable SrtpSender sender;
    private @Nullable NetworkPath path;
    private int probed;

    /** A packet of a picture that waits for its pace, until that time at most. */
    private record Waiting(EgressTrack track, MediaPacket packet, int commonSize, long dueNanos) {}

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
        this.counters = counters;
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

    /** Makes the tracks that play the programme, and plays these from now on. */
    void play(
            List<RtpParameters> programme,
            @Nullable PublicationView picture,
            @Nullable PublicationView sound,
            long nowNanos) {
        programme.forEach(rtp -> add("", rtp, nowNanos));
        programme(picture, sound, nowNanos);
    }

    private EgressTrack add(String name, RtpParameters rtp, long nowNanos) {
        EgressTrack track = new EgressTrack(this, name, rtp);
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

    /** Begins a subscription; one of the same name is replaced. */
    void subscribe(String name, @Nullable PublicationView publication, RtpParameters rtp, long nowNanos) {
        unsubscribe(name, nowNanos);
        if (subscriptions.size() < SubscriberHandle.MAX_SUBSCRIPTIONS) {
            EgressTrack track = add(name, rtp, nowNanos);
            subscriptions.put(name, track);
            track.feedWith(publication, nowNanos);
        }
    }

    /** Ends a subscription. */
    void unsubscribe(String name, long nowNanos) {
        EgressTrack track = subscriptions.remove(name);
        if (track != null) {
            tracks.remove(track);
            bandwidth.remove(track.layers());
            waiting.removeIf(one -> one.track().equals(track));
            track.end(nowNanos);
        }
    }

    /** Says what is wished of a subscription. */
    void prefer(String name, Preference preference) {
        EgressTrack track = subscriptions.get(name);
        if (track != null) {
            track.layers().prefer(preference);
            bandwidth.changed();
        }
    }

    /** Ends everything. */
    void end(long nowNanos) {
        waiting.clear();
        tracks.forEach(track -> track.end(nowNanos));
        tracks.clear();
        subscriptions.clear();
        SrtpSender sealing = sender;
        sender = null;
        if (sealing != null) {
            sealing.close();
        }
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
            NetworkPath way = path;
            boolean hasRoom = way == null || sealer.isWritable(way);
            tracks.forEach(track -> track.settle(hasRoom, nowNanos));
            pacer.adapt(bandwidth.estimateBps(), bandwidth.roundTripNanos(), nowNanos);
            tellStates();
            seen.accept(bandwidth.sample());
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
        return !waiting.isEmpty() || bandwidth.isProbing();
    }

    /** Sends what the pace allows by now, and goes on with a probe. */
    void goOn(PacketSealer sealer, long nowNanos) {
        release(sealer, nowNanos);
        if (bandwidth.isProbing()) {
            probe(bandwidth.paddingDue(nowNanos), sealer, nowNanos);
        }
    }

    private void probe(int due, PacketSealer sealer, long nowNanos) {
        int left = due;
        while (left > 0 && isReady() && waiting.isEmpty()) {
            int size = Math.clamp(left, MIN_PROBE, MAX_PROBE);
            left = probeWithAny(size, sealer, nowNanos) ? bandwidth.paddingDue(nowNanos) : 0;
        }
    }

    /** The tracks take turns, so that their newest packets do. */
    private boolean probeWithAny(int size, PacketSealer sealer, long nowNanos) {
        for (int i = 0; i < tracks.size(); i++) {
            probed = (probed + 1) % tracks.size();
            EgressTrack track = tracks.get(probed);
            int length = track.probe(size, nowNanos, sealer.plain());
            if (length > 0) {
                seal(track, length, sealer, nowNanos);
                return true;
            }
        }
        return false;
    }

    /** Takes a batch that a track wants, to be forwarded with what else comes; returns whether it is the first. */
    boolean take(EgressTrack track, EgressBatch batch) {
        takenTracks.add(track);
        takenBatches.add(batch);
        return takenTracks.size() == 1;
    }

    /**
     * Sends what was taken, and lets what the pace does not allow wait. Where the way out is full, sound is left out, and the picture up
     * to its next key frame: before packets are numbered, so that the viewer does not ask for what was never sent.
     */
    void forward(PacketSealer sealer, long nowNanos) {
        NetworkPath to = path;
        if (to != null && sender != null) {
            boolean writable = sealer.isWritable(to);
            int largest = sealer.gathers() ? largestPicture() : 0;
            release(sealer, nowNanos);
            for (int i = 0; i < takenTracks.size(); i++) {
                forward(takenTracks.get(i), takenBatches.get(i), largest, writable, sealer, nowNanos);
            }
        }
        takenTracks.clear();
        takenBatches.clear();
    }

    /** Returns the most bytes of a picture's payload among what was taken. */
    private int largestPicture() {
        int largest = 0;
        for (int i = 0; i < takenTracks.size(); i++) {
            if (takenTracks.get(i).kind() == MediaKind.VIDEO) {
                largest = Math.max(largest, takenBatches.get(i).largestPayload());
            }
        }
        return largest;
    }

    private void forward(
            EgressTrack track, EgressBatch batch, int largest, boolean writable, PacketSealer sealer, long nowNanos) {
        int commonSize = track.commonSize(batch, largest);
        boolean video = track.kind() == MediaKind.VIDEO;
        List<MediaPacket> packets = batch.packets();
        for (int i = 0; i < packets.size(); i++) {
            MediaPacket packet = packets.get(i);
            if (!writable) {
                track.skip(packet);
                counters.dropped(DropReason.EGRESS_OVERFLOW);
            } else if (packet.payloadLength() > MAX_PAYLOAD) {
                track.skip(packet);
                counters.dropped(DropReason.OVERSIZE);
            } else if (video && !mayLeave(packet, nowNanos)) {
                // Those that wait are spread evenly over the longest time that they may.
                long patience = ViewerPacer.LONGEST_NANOS * (i + 1) / packets.size();
                waiting.add(new Waiting(track, packet, commonSize, nowNanos + patience));
            } else {
                if (!video) {
                    pacer.count(packet.payloadLength());
                }
                write(track, packet, commonSize, sealer, nowNanos);
            }
        }
    }

    private boolean mayLeave(MediaPacket packet, long nowNanos) {
        return waiting.size() >= MAX_WAITING || (waiting.isEmpty() && pacer.take(packet.payloadLength(), nowNanos));
    }

    private void release(PacketSealer sealer, long nowNanos) {
        for (Waiting next; (next = waiting.peek()) != null && isReleased(next, nowNanos); ) {
            waiting.remove();
            write(next.track(), next.packet(), next.commonSize(), sealer, nowNanos);
        }
    }

    private boolean isReleased(Waiting next, long nowNanos) {
        int bytes = next.packet().payloadLength();
        if (pacer.take(bytes, nowNanos)) {
            return true;
        }
        boolean overdue = nowNanos >= next.dueNanos() || waiting.size() >= MAX_WAITING;
        if (overdue) {
            pacer.count(bytes);
        }
        return overdue;
    }

    private void write(EgressTrack track, MediaPacket packet, int commonSize, PacketSealer sealer, long nowNanos) {
        int length = track.forward(packet, commonSize, sealer.plain());
        while (length > 0) {
            budget.earn(length);
            seal(track, length, sealer, nowNanos);
            length = track.forwardHeld(sealer.plain());
        }
    }

    /** Leaves a batch out that waited for too long. */
    static void skip(EgressTrack track, EgressBatch batch) {
        batch.packets().forEach(track::skip);
    }

    /** Sends again what the viewer misses, if there still is such a packet and they did not ask for too much. */
    void retransmit(EgressTrack track, int sequenceNumber, PacketSealer sealer, long nowNanos) {
        if (budget.isSpent()) {
            counters.dropped(DropReason.RETRANSMISSION_LIMIT);
            return;
        }
        int length = track.retransmit(sequenceNumber, nowNanos, bandwidth.roundTripNanos(), sealer.plain());
        if (length > 0 && budget.spend(length)) {
            counters.retransmitted();
            pacer.count(length);
            seal(track, length, sealer, nowNanos);
        }
    }

    /** Numbers and seals the plain packet of a track. */
    private void seal(EgressTrack track, int length, PacketSealer sealer, long nowNanos) {
        SrtpSender sealing = sender;
        NetworkPath to = path;
        if (sealing != null && to != null) {
            if (track.subscription().carriesTransportSequence()) {
                int number = bandwidth.number(length + sealing.overhead(), nowNanos);
                Bytes.put16(sealer.plain(), OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET, number);
            }
            sealer.seal(sealing, to, length);
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
}
