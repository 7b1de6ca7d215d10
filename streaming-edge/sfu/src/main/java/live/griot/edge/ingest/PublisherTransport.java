package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.ice.IceLiteSession;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** The peer that publishes one participant's tracks. What it sends is opened, told apart, counted and routed. */
final class PublisherTransport extends Transport {
    private final Session session;
    private final PublisherHandle.Listener mediaListener;
    private final TransportFeedbackRecorder arrivals;
    private final PublisherFeedback feedback;
    private final PublisherStatistics statistics;
    private final SenderClock clock = new SenderClock();
    private final StreamTable streams = new StreamTable();
    private final RtpPacket packet = new RtpPacket();
    private final List<Publication> publications = new ArrayList<>();
    private Set<TrackSource> permitted;
    private final long mediaTimeoutNanos;
    private int transportCcId = -1;
    private boolean hasMedia;
    private long mediaNanos;

    /** Hears what concerns the session of a publisher. */
    interface Session {
        /** Makes the id of a publication, unique on this edge. */
        String nextPublicationId();

        /** A packet of a publication came, to be forwarded. */
        void onPacket(Publication publication, Encoding encoding, MediaPacket packet);

        /** A publisher said what the timestamps of an encoding's packets stand for. */
        void onSenderReport(Encoding encoding, long ntpTime, int timestamp, long nowNanos);

        /** A participant's microphone is not heard any more. */
        void onSilenced(String participant);

        /** A publisher's media came, or stays away. */
        void onMediaChanged(PublisherTransport publisher);

        /** What is published changed. */
        void onPublicationsChanged();

        /** A publication is over. */
        void onEnded(Publication publication);
    }

    PublisherTransport(
            TransportOwner owner,
            String router,
            PublisherParameters parameters,
            Session session,
            long mediaTimeoutNanos,
            PublisherHandle.Listener listener) {
        super(
                owner,
                router,
                parameters.participant(),
                new IceLiteSession(
                        parameters.transport().local(),
                        parameters.transport().remoteUfrag(),
                        parameters.transport().remotePassword()),
                listener);
        this.session = session;
        this.mediaTimeoutNanos = mediaTimeoutNanos;
        this.mediaListener = listener;
        this.arrivals = new TransportFeedbackRecorder(owner.now());
        this.feedback = new PublisherFeedback(
                publications, arrivals, owner.counters(), (bytes, length) -> owner.send(this, bytes, length));
        this.statistics = new PublisherStatistics(publications, feedback.references());
        this.permitted = parameters.permitted();
        identify(
                parameters.transport().remoteFingerprint(),
                parameters.transport().role());
        replace(parameters.tracks());
    }

    /** Makes these the tracks; a track that is a publication's still keeps it. */
    void update(List<TrackParameters> tracks) {
        replace(tracks);
        session.onPublicationsChanged();
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
                            session.nextPublicationId(),
                            router(),
                            participant(),
                            clock,
                            track,
                            permitted.contains(track.source()))));
        }
        before.stream()
                .filter(publication -> !publications.contains(publication))
                .forEach(session::onEnded);
        streams.expect(publications);
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
            session.onSilenced(participant());
        }
        session.onPublicationsChanged();
    }

    /** Asks for a key frame of an encoding of that source, at once if that was not done a moment ago. */
    void wantKeyFrame(TrackSource source, Encoding encoding) {
        encoding.keyFrames().want();
        feedback.askForKeyFrame(StreamKind.published(source), encoding, owner().now());
    }

    /** Returns the publication that egress sees as that, or null. */
    @Nullable
    Publication publicationOf(PublicationView seen) {
        for (Publication publication : publications) {
            if (publication.view().equals(seen)) {
                return publication;
            }
        }
        return null;
    }

    List<Publication> publications() {
        return publications;
    }

    boolean hasMedia() {
        return hasMedia;
    }

    @Override
    void onKeys(SrtpSender sealing, NetworkPath where) {
        feedback.begin(sealing);
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        if (!packet.wrap(bytes, 0, length)) {
            owner().counters().dropped(DropReason.MALFORMED_RTP);
            return;
        }
        recordArrival(nowNanos);
        StreamTable.Stream stream = streams.find(packet, nowNanos);
        if (stream == null) {
            owner().counters().dropped(DropReason.NOT_NEGOTIATED);
            return;
        }
        notePresence(nowNanos);
        if (!stream.publication().isPermitted()) {
            owner().counters().dropped(DropReason.NOT_PERMITTED);
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
            owner().counters().dropped(DropReason.NOT_NEGOTIATED);
        } else if (repaired == null || restore(encoding, repaired.payloadType())) {
            MediaPacket read = encoding.accept(packet, codec.codec(), publication.extensions(), nowNanos);
            session.onPacket(publication, encoding, read);
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
            owner().counters().dropped(DropReason.DUPLICATE);
            return false;
        }
        return true;
    }

    private void notePresence(long nowNanos) {
        mediaNanos = nowNanos;
        if (!hasMedia) {
            hasMedia = true;
            session.onMediaChanged(this);
            mediaListener.onMedia();
        }
    }

    private void lostMedia() {
        hasMedia = false;
        session.onMediaChanged(this);
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
            owner().counters().dropped(DropReason.MALFORMED_RTCP);
        }
    }

    private void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long nowNanos) {
        for (Publication publication : publications) {
            Encoding encoding = publication.encodingOf(ssrc);
            if (encoding != null) {
                int timestamp = encoding.onSenderReport(ntpTime, rtpTimestamp, nowNanos);
                session.onSenderReport(encoding, ntpTime, timestamp, nowNanos);
            }
        }
    }

    /** Tells the publisher what it should know by now, and notices when its media stays away. */
    @Override
    void tick(long nowNanos) {
        if (hasMedia && nowNanos - mediaNanos > mediaTimeoutNanos) {
            lostMedia();
        }
        if (isConnected()) {
            feedback.tick(nowNanos);
        }
    }

    /** Returns whether something is to be asked for soon. */
    boolean isWaiting() {
        return isConnected() && feedback.isWaiting();
    }

    PublisherStatistics statistics() {
        return statistics;
    }

    @Override
    void onRemoved() {
        feedback.end();
        try {
            if (hasMedia) {
                lostMedia();
            }
        } finally {
            // A listener that fails leaves no connection open behind it.
            super.onRemoved();
        }
    }
}
