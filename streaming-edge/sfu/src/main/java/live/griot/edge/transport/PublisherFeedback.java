package live.griot.edge.transport;

import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.NackGenerator;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher is told: which packets arrived when, what is missing, when a key frame is wanted, how each stream fares. Not
 * thread-safe: owned by the ingest loop.
 */
final class PublisherFeedback {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The SSRC under which the edge speaks to publishers. */
    private static final int REPORTER = 1;

    /** A report of one encoding and a request for its key frame need this much. */
    private static final int ROOM_FOR_ONE = 32 + 12;

    private static final int NACK_HEADER = 12;

    private final PublisherPeer publisher;
    private final TransportFeedbackRecorder arrivals;
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
    private final int[] missing = new int[NackGenerator.MAX_MISSING];
    private final ReferenceTimes references = new ReferenceTimes();
    private @Nullable SrtpSender sender;
    private long reportedNanos;

    PublisherFeedback(PublisherPeer publisher, TransportFeedbackRecorder arrivals) {
        this.publisher = publisher;
        this.arrivals = arrivals;
    }

    /** Begins, now that there is a key. */
    void begin(SrtpSender newSender) {
        sender = newSender;
    }

    /** Returns what the publisher was told of the time, and answers. */
    ReferenceTimes references() {
        return references;
    }

    /** Tells what is due. */
    void tick(long nowNanos) {
        if (arrivals.isDue(nowNanos)) {
            int length = arrivals.write(nowNanos, body);
            writer.reset().transportFeedback(REPORTER, mediaSource(), body, length);
            send();
        }
        boolean report = nowNanos - reportedNanos >= REPORT_NANOS;
        writer.reset();
        for (Publication publication : publisher.publications()) {
            for (Encoding encoding : publication.encodings()) {
                if (encoding.isBound()) {
                    ask(encoding, nowNanos, report && publication.isPermitted());
                }
            }
        }
        if (report) {
            if (!writer.hasRoomFor(ReferenceTimes.ROOM)) {
                send();
                writer.reset();
            }
            references.tell(writer, REPORTER, nowNanos);
            reportedNanos = nowNanos;
        }
        send();
    }

    private void ask(Encoding encoding, long nowNanos, boolean report) {
        if (!writer.hasRoomFor(ROOM_FOR_ONE)) {
            send();
            writer.reset();
        }
        if (report) {
            encoding.report(writer, REPORTER, nowNanos);
        }
        if (encoding.keyFrames().takeDue(nowNanos)) {
            writer.pictureLoss(REPORTER, encoding.ssrc());
        }
        int count = encoding.missing(nowNanos, references.roundTripNanos(nowNanos), missing);
        if (count > 0) {
            if (!writer.hasRoomFor(NACK_HEADER + 4 * count)) {
                send();
                writer.reset();
            }
            writer.nack(REPORTER, encoding.ssrc(), missing, count);
        }
    }

    private int mediaSource() {
        for (Publication publication : publisher.publications()) {
            for (Encoding encoding : publication.encodings()) {
                if (encoding.isBound()) {
                    return encoding.ssrc();
                }
            }
        }
        return 0;
    }

    private void send() {
        SrtpSender sealing = sender;
        if (sealing != null && writer.length() > 0) {
            byte[] sealed = new byte[writer.length() + IngestLoop.SRTCP_OVERHEAD];
            int length = sealing.sealRtcp(writer.array(), 0, writer.length(), sealed, 0);
            publisher.loop().send(publisher, sealed, length);
        }
    }
}
