package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.edge.sfu.NackGenerator;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** The peer that sends a router's media. What it sends is opened, counted and routed; what it is told is feedback. */
final class PublisherPeer extends Peer {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PAYLOAD_TYPES = 128;
    private static final int REPORTER = 1;

    private final List<TrackParameters> published;
    private final PublisherHandle.Listener mediaListener;
    private final List<Publication> publications = new ArrayList<>();
    private final @Nullable Publication[] byPayloadType = new Publication[PAYLOAD_TYPES];
    private final boolean[] isRetransmission = new boolean[PAYLOAD_TYPES];
    private final int transportCcId;
    private final TransportFeedbackRecorder feedback;
    private final RtpPacket packet = new RtpPacket();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] feedbackBody = new byte[TransportFeedbackRecorder.MAX_BODY];
    private final int[] missing = new int[NackGenerator.MAX_MISSING];
    private @Nullable SrtpSender sender;
    private boolean hasMedia;
    private long mediaNanos;
    private long reportedNanos;

    PublisherPeer(
            IngestLoop loop,
            Router router,
            TransportParameters parameters,
            List<TrackParameters> tracks,
            PublisherHandle.Listener listener,
            long nowNanos) {
        super(loop, router, parameters, listener, nowNanos);
        this.published = tracks;
        this.mediaListener = listener;
        this.feedback = new TransportFeedbackRecorder(nowNanos);
        this.transportCcId = tracks.stream()
                .mapToInt(track -> track.rtp().extensions().transportCc())
                .max()
                .orElse(-1);
        tracks.forEach(track -> add(track.rtp()));
    }

    private void add(RtpParameters track) {
        Publication publication = new Publication(track);
        publications.add(publication);
        byPayloadType[track.payloadType()] = publication;
        if (track.rtxPayloadType() >= 0) {
            byPayloadType[track.rtxPayloadType()] = publication;
            isRetransmission[track.rtxPayloadType()] = true;
        }
    }

    List<PublishedTrack> tracks() {
        return published.stream()
                .map(track -> new PublishedTrack(
                        track.rtp().mid(),
                        "",
                        track.source(),
                        track.rtp().codec(),
                        track.rtp().formatParameters(),
                        false,
                        1,
                        true))
                .toList();
    }

    boolean hasMedia() {
        return hasMedia;
    }

    /** Asks for a key frame of every video, soon. */
    void wantKeyFrame() {
        publications.stream().filter(Publication::isVideo).forEach(video -> video.keyFrames()
                .want());
    }

    @Override
    void onKeys(SrtpMasterKey server) {
        sender = new SrtpSender(server);
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        if (!packet.wrap(bytes, 0, length)) {
            loop().counters().dropped(DropReason.MALFORMED_RTP);
            return;
        }
        recordArrival(nowNanos);
        int payloadType = packet.payloadType();
        Publication publication = byPayloadType[payloadType];
        if (publication == null) {
            loop().counters().dropped(DropReason.NOT_NEGOTIATED);
        } else if (!isRetransmission[payloadType] || restore(publication)) {
            notePresence(nowNanos);
            router().add(publication.track().kind(), publication.accept(packet, nowNanos));
        }
    }

    private void recordArrival(long nowNanos) {
        int at = transportCcId < 0 ? -1 : packet.extensionOffset(transportCcId);
        if (at >= 0 && packet.extensionLength(at) >= 2) {
            feedback.onPacket(Bytes.u16(packet.array(), at), nowNanos);
        }
    }

    /** Turns a retransmission into its original; false when it is a probe, or nobody waits for it any more. */
    private boolean restore(Publication publication) {
        int length = RtxPayload.restore(packet, publication.track().payloadType(), publication.ssrc());
        if (length < 0) {
            return false;
        }
        boolean wellFormed = packet.wrap(packet.array(), packet.offset() + RtxPayload.OVERHEAD, length);
        if (!wellFormed || !publication.nacks().isMissing(packet.sequenceNumber())) {
            loop().counters().dropped(DropReason.DUPLICATE);
            return false;
        }
        return true;
    }

    private void notePresence(long nowNanos) {
        mediaNanos = nowNanos;
        if (!hasMedia) {
            hasMedia = true;
            router().publisherChanged();
            mediaListener.onMedia();
        }
    }

    @Override
    void onRtcp(byte[] bytes, int length, long nowNanos) {
        boolean wellFormed = RtcpReader.read(bytes, 0, length, new RtcpReader.Listener() {
            @Override
            public void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
                publications.stream()
                        .filter(publication -> publication.ssrc() == ssrc)
                        .forEach(publication -> publication.statistics().onSenderReport(ntpTime, nowNanos));
                router().senderReport(ssrc, ntpTime, rtpTimestamp);
            }
        });
        if (!wellFormed) {
            loop().counters().dropped(DropReason.MALFORMED_RTCP);
        }
    }

    /** Tells the publisher what it should know by now, and notices when its media stays away. */
    void tick(long nowNanos) {
        if (hasMedia && nowNanos - mediaNanos > loop().mediaTimeoutNanos()) {
            hasMedia = false;
            router().publisherChanged();
            mediaListener.onMediaLost();
        }
        if (!isConnected()) {
            return;
        }
        if (feedback.isDue(nowNanos)) {
            int length = feedback.write(nowNanos, feedbackBody);
            send(writer.reset().transportFeedback(REPORTER, mediaSource(), feedbackBody, length));
        }
        boolean report = nowNanos - reportedNanos >= REPORT_NANOS;
        for (Publication publication : publications) {
            if (publication.ssrc() != -1) {
                ask(publication, nowNanos, report);
            }
        }
        if (report) {
            reportedNanos = nowNanos;
        }
    }

    private void ask(Publication publication, long nowNanos, boolean report) {
        writer.reset();
        int ssrc = publication.ssrc();
        if (report) {
            publication.statistics().report(writer, REPORTER, ssrc, nowNanos);
        }
        int count = publication.nacks().due(nowNanos, missing);
        if (count > 0) {
            writer.nack(REPORTER, ssrc, missing, count);
        }
        if (publication.keyFrames().takeDue(nowNanos)) {
            writer.pictureLoss(REPORTER, ssrc);
        }
        send(writer);
    }

    private int mediaSource() {
        return publications.stream()
                .filter(publication -> publication.ssrc() != -1)
                .mapToInt(Publication::ssrc)
                .findFirst()
                .orElse(0);
    }

    private void send(RtcpWriter compound) {
        if (sender != null && compound.length() > 0) {
            byte[] sealed = new byte[compound.length() + IngestLoop.SRTCP_OVERHEAD];
            int length = sender.sealRtcp(compound.array(), 0, compound.length(), sealed, 0);
            loop().send(this, sealed, length);
        }
    }

    @Override
    void onRemoved() {
        if (hasMedia && router().isPublishedBy(this)) {
            hasMedia = false;
            mediaListener.onMediaLost();
        }
        super.onRemoved();
    }
}
