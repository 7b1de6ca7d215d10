package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.MediaPacket;
import live.griot.edge.forwarding.SenderClock;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpSender;

/** The peer that publishes one participant's tracks. What it sends is opened, told apart, counted and routed. */
final class PublisherPeer extends Peer {
    private final PublisherHandle.Listener mediaListener;
    private final TransportFeedbackRecorder arrivals;
    private final PublisherFeedback feedback;
    private final SenderClock clock = new SenderClock();
    private final StreamTable streams = new StreamTable();
    private final RtpPacket packet = new RtpPacket();
    private final List<Publication> publications = new ArrayList<>();
    private Set<TrackSource> permitted = EnumSet.noneOf(TrackSource.class);
    private int transportCcId = -1;
    private boolean hasMedia;
    private long mediaNanos;

    PublisherPeer(Router router, PublisherParameters parameters, PublisherHandle.Listener listener, long nowNanos) {
        super(
                router,
                parameters.participant(),
                new IceLiteSession(
                        parameters.transport().local(), parameters.transport().remoteUfrag()),
                listener,
                nowNanos);
        this.mediaListener = listener;
        this.arrivals = new TransportFeedbackRecorder(nowNanos);
        this.feedback = new PublisherFeedback(this, arrivals);
        this.permitted = parameters.permitted();
        identify(
                parameters.transport().remoteFingerprint(),
                parameters.transport().role());
        replace(parameters.tracks());
    }

    /** Makes these the tracks; a track that is a publication's still keeps it. */
    void update(List<TrackParameters> tracks) {
        replace(tracks);
        router().publicationsChanged();
    }

    private void replace(List<TrackParameters> tracks) {
        List<Publication> before = List.copyOf(publications);
        publications.clear();
        for (TrackParameters track : tracks) {
            publications.add(before.stream()
                    .filter(publication -> publication.isStill(track) && !publications.contains(publication))
                    .findFirst()
                    .map(publication -> publication.renegotiated(track.rtp()))
                    .orElseGet(() -> new Publication(
                            loop().nextPublicationId(), this, track, permitted.contains(track.source()))));
        }
        before.stream()
                .filter(publication -> !publications.contains(publication))
                .forEach(router()::ended);
        streams.publish(publications);
        transportCcId = tracks.stream()
                .mapToInt(track -> track.rtp().extensions().transportCc())
                .max()
                .orElse(-1);
    }

    /** Says whose packets may pass. */
    void permit(Set<TrackSource> sources) {
        permitted = sources;
        publications.forEach(publication -> publication.permit(sources.contains(publication.source())));
        if (!sources.contains(TrackSource.MICROPHONE)) {
            router().silenced(participant());
        }
        router().publicationsChanged();
    }

    /** Asks for a key frame of an encoding, at once if that was not done a moment ago; any thread. */
    void wantKeyFrame(Encoding encoding) {
        loop().execute(() -> askForKeyFrame(encoding));
    }

    private void askForKeyFrame(Encoding encoding) {
        encoding.keyFrames().want();
        if (isConnected()) {
            feedback.tick(loop().now());
            loop().flush();
        }
    }

    /**
     * Gives a track that sends nothing yet something to begin with: what came since a key frame a moment ago, which is handed to the
     * track's loop before what comes next, or else the next key frame. Any thread.
     */
    void begin(EgressTrack track, Publication publication, Encoding encoding) {
        loop().execute(() -> {
            List<MediaPacket> since = encoding.beginning(loop().now());
            if (since.isEmpty()) {
                askForKeyFrame(encoding);
            } else if (publication.isPermitted()) {
                EgressLoop egress = track.viewer().loop();
                egress.execute(() -> egress.begin(track, new MediaBatch(publication, encoding, since)));
            }
        });
    }

    /** Returns the clock by which all that the participant publishes is timed. */
    SenderClock clock() {
        return clock;
    }

    List<Publication> publications() {
        return publications;
    }

    boolean hasMedia() {
        return hasMedia;
    }

    @Override
    void onKeys(SrtpMasterKey server, NetworkPath where) {
        feedback.begin(new SrtpSender(server));
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        if (!packet.wrap(bytes, 0, length)) {
            loop().counters().dropped(DropReason.MALFORMED_RTP);
            return;
        }
        recordArrival(nowNanos);
        StreamTable.Stream stream = streams.find(packet, nowNanos);
        if (stream == null) {
            loop().counters().dropped(DropReason.NOT_NEGOTIATED);
            return;
        }
        notePresence(nowNanos);
        if (!stream.publication().isPermitted()) {
            loop().counters().dropped(DropReason.NOT_PERMITTED);
        } else {
            onRtp(stream, nowNanos);
        }
    }

    private void onRtp(StreamTable.Stream stream, long nowNanos) {
        Publication publication = stream.publication();
        Encoding encoding = stream.encoding();
        CodecParameters repaired = publication.repairedBy(packet.payloadType());
        CodecParameters codec = repaired == null ? publication.codecOf(packet.payloadType()) : repaired;
        if (codec == null || (repaired != null) != stream.isRetransmission()) {
            loop().counters().dropped(DropReason.NOT_NEGOTIATED);
        } else if (repaired == null || restore(encoding, repaired.payloadType())) {
            MediaPacket read = encoding.accept(packet, codec.codec(), publication.extensions(), nowNanos);
            if (publication.source() == TrackSource.MICROPHONE) {
                router().heard(participant(), read);
            }
            loop().outbox().add(publication, encoding, read);
        }
    }

    private void recordArrival(long nowNanos) {
        int at = transportCcId < 0 ? -1 : packet.extensionOffset(transportCcId);
        if (at >= 0 && packet.extensionLength(at) >= 2) {
            arrivals.onPacket(Bytes.u16(packet.array(), at), nowNanos);
        }
    }

    /** Turns a retransmission into its original; false when it is a probe, or nobody waits for it any more. */
    private boolean restore(Encoding encoding, int payloadType) {
        int length = encoding.isBound() ? RtxPayload.restore(packet, payloadType, encoding.ssrc()) : -1;
        if (length < 0) {
            return false;
        }
        boolean wellFormed = packet.wrap(packet.array(), packet.offset() + RtxPayload.OVERHEAD, length);
        if (!wellFormed || !encoding.isMissing(packet.sequenceNumber())) {
            loop().counters().dropped(DropReason.DUPLICATE);
            return false;
        }
        return true;
    }

    private void notePresence(long nowNanos) {
        mediaNanos = nowNanos;
        if (!hasMedia) {
            hasMedia = true;
            router().mediaChanged(this);
            mediaListener.onMedia();
        }
    }

    private void lostMedia() {
        hasMedia = false;
        router().mediaChanged(this);
        mediaListener.onMediaLost();
    }

    @Override
    void onRtcp(byte[] bytes, int length, long nowNanos) {
        boolean wellFormed = RtcpReader.read(bytes, 0, length, new RtcpReader.Listener() {
            @Override
            public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
                senderReport(ssrc, ntpTime, rtpTimestamp, nowNanos);
            }

            @Override
            public void onDelaySinceReference(int reporter, int lastReference, int delaySinceLast) {
                feedback.references().onAnswer(reporter, lastReference, delaySinceLast, nowNanos);
            }
        });
        if (!wellFormed) {
            loop().counters().dropped(DropReason.MALFORMED_RTCP);
        }
    }

    private void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long nowNanos) {
        for (Publication publication : publications) {
            Encoding encoding = publication.encodingOf(ssrc);
            if (encoding != null) {
                encoding.onSenderReport(ntpTime, rtpTimestamp, nowNanos);
            }
        }
    }

    /** Tells the publisher what it should know by now, and notices when its media stays away. */
    @Override
    void tick(long nowNanos) {
        if (hasMedia && nowNanos - mediaNanos > loop().mediaTimeoutNanos()) {
            lostMedia();
        }
        if (isConnected()) {
            feedback.tick(nowNanos);
        }
    }

    /** Returns what was seen of the connection since the last reports. */
    ConnectionQualityMeter.Sample sample(long nowNanos) {
        long expected = 0;
        long lost = 0;
        long jitter = 0;
        for (Publication publication : publications) {
            for (Encoding encoding : publication.encodings()) {
                expected += encoding.statistics().expectedLately();
                lost += encoding.statistics().lostLately();
                if (publication.kind() == MediaKind.AUDIO) {
                    // A picture's packets come in bursts by nature.
                    jitter = Math.max(jitter, encoding.statistics().jitterNanos());
                }
            }
        }
        return new ConnectionQualityMeter.Sample(
                expected == 0 ? 0 : (double) lost / expected,
                feedback.references().roundTripNanos(nowNanos),
                jitter,
                1,
                nowNanos - heardNanos());
    }

    @Override
    void onRemoved() {
        if (hasMedia) {
            lostMedia();
        }
        super.onRemoved();
    }
}
