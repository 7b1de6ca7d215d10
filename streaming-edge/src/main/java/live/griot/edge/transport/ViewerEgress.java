package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** What one viewer gets and how it is sealed. Not thread-safe: owned by its egress loop. */
final class ViewerEgress {
    private final EgressLoop loop;
    private final Consumer<List<SubscriptionState>> states;
    private final List<EgressTrack> tracks = new ArrayList<>();
    private final Map<String, EgressTrack> subscriptions = new HashMap<>();
    private final List<EgressTrack> takenTracks = new ArrayList<>();
    private final List<MediaBatch> takenBatches = new ArrayList<>();
    private @Nullable SrtpSender sender;
    private @Nullable NetworkPath path;

    /** Makes one that is told {@code states} of its subscriptions' changes. */
    ViewerEgress(EgressLoop loop, Consumer<List<SubscriptionState>> states) {
        this.loop = loop;
        this.states = states;
    }

    EgressLoop loop() {
        return loop;
    }

    /** Begins to send, now that there are a key and a path. */
    void begin(SrtpSender newSender, NetworkPath where) {
        sender = newSender;
        path = where;
        tracks.forEach(EgressTrack::wantKeyFrame);
    }

    void moveTo(NetworkPath where) {
        path = where;
    }

    /** Makes the tracks that play the programme. */
    void play(List<RtpParameters> programme) {
        programme.forEach(rtp -> tracks.add(new EgressTrack(this, "", rtp)));
    }

    /** Plays these from now on. */
    void programme(@Nullable Publication picture, @Nullable Publication sound) {
        for (EgressTrack track : tracks) {
            track.feedWith(track.kind() == MediaKind.VIDEO ? picture : sound, 0);
        }
    }

    /** Begins a subscription; one of the same name is replaced. */
    void subscribe(String id, @Nullable Publication publication, RtpParameters rtp) {
        unsubscribe(id);
        EgressTrack track = new EgressTrack(this, id, rtp);
        tracks.add(track);
        subscriptions.put(id, track);
        track.feedWith(publication, 0);
    }

    /** Ends a subscription. */
    void unsubscribe(String id) {
        EgressTrack track = subscriptions.remove(id);
        if (track != null) {
            tracks.remove(track);
            track.end();
        }
    }

    /** Says what is wished of a subscription. */
    void prefer(String id, Preference preference) {
        EgressTrack track = subscriptions.get(id);
        if (track != null) {
            track.prefer(preference);
        }
    }

    /** Chooses what to send, and tells what changed. */
    void tick() {
        tracks.forEach(EgressTrack::aim);
        List<SubscriptionState> changed = subscriptions.values().stream()
                .map(EgressTrack::news)
                .filter(Objects::nonNull)
                .toList();
        if (!changed.isEmpty()) {
            states.accept(changed);
        }
    }

    /** Ends everything. */
    void end() {
        tracks.forEach(EgressTrack::end);
        tracks.clear();
        subscriptions.clear();
        sender = null;
    }

    /** Takes a batch that a track wants, to be forwarded with what else comes; returns whether it is the first. */
    boolean take(EgressTrack track, MediaBatch batch) {
        takenTracks.add(track);
        takenBatches.add(batch);
        return takenTracks.size() == 1;
    }

    boolean isWritable(Wire wire) {
        return path != null && wire.isWritable(path);
    }

    /** Forgets what was taken. */
    void drop() {
        takenTracks.clear();
        takenBatches.clear();
    }

    /** Sends what was taken, what fits in one system call. */
    void forward(PacketSealer sealer) {
        if (sender != null) {
            for (int i = 0; i < takenTracks.size(); i++) {
                takenTracks.get(i).forward(takenBatches.get(i), sealer);
            }
            send(sealer);
        }
        drop();
    }

    void seal(PacketSealer sealer, int length) {
        if (sender != null && path != null) {
            sealer.seal(sender, path, length);
        }
    }

    void sendRtcp(PacketSealer sealer, RtcpWriter compound) {
        if (sender != null && path != null) {
            sealer.sendRtcp(sender, path, compound.array(), compound.length());
        }
    }

    private void send(PacketSealer sealer) {
        if (path != null) {
            sealer.send(path);
        }
    }

    /** Does what the viewer asks for. */
    void onRtcp(ViewerFeedback told, PacketSealer sealer) {
        boolean wellFormed = RtcpReader.read(told.bytes(), 0, told.length(), new RtcpReader.Listener() {
            @Override
            public void onNack(int mediaSsrc, int sequenceNumber) {
                tracks.stream()
                        .filter(track -> track.isSentAs(mediaSsrc))
                        .forEach(track -> track.retransmit(sequenceNumber, told.arrivalNanos(), sealer));
            }

            @Override
            public void onPictureLoss(int mediaSsrc) {
                tracks.stream().filter(track -> track.isSentAs(mediaSsrc)).forEach(EgressTrack::wantKeyFrame);
            }

            @Override
            public void onFullIntraRequest(int mediaSsrc) {
                onPictureLoss(mediaSsrc);
            }
        });
        if (!wellFormed) {
            loop.counters().dropped(DropReason.MALFORMED_RTCP);
        }
        send(sealer);
    }
}
