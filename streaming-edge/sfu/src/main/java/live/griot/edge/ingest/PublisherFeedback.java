package live.griot.edge.ingest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher is told: which packets arrived when, what is missing, when a key frame is wanted, how each stream fares. Not
 * thread-safe: owned by the ingest loop.
 */
final class PublisherFeedback {
    /** The bytes that a sealed RTCP packet is longer than a plain one, at most. */
    static final int SRTCP_OVERHEAD = 24;

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The SSRC under which the edge speaks to publishers. */
    private static final int REPORTER = 1;
    /** A report of one encoding and a request for its key frame need this much. */
    private static final int ROOM_FOR_ONE = 32 + 12;

    private static final int NACK_HEADER = 12;

    private final List<Publication> publications;
    private final TransportFeedbackRecorder arrivals;
    private final EdgeCounters counters;
    private final Sink sink;
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] sealed = new byte[RtcpWriter.CAPACITY + 64 + SRTCP_OVERHEAD];
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
    private final int[] missing = new int[NackGenerator.MAX_MISSING];
    private final ReferenceTimes references = new ReferenceTimes();
    private @Nullable SrtpSender sender;
    private long reportedNanos;

    /** Takes sealed RTCP for the publisher. */
    interface Sink {
        /** Sends the first {@code length} bytes, which are the caller's again afterwards. */
        void send(byte[] bytes, int length);
    }

    /** Tells of those publications, a list that its owner may change, through that sink. */
    PublisherFeedback(
            List<Publication> publications, TransportFeedbackRecorder arrivals, EdgeCounters counters, Sink sink) {
        this.publications = publications;
        this.arrivals = arrivals;
        this.counters = counters;
        this.sink = sink;
    }

    /** Begins, now that there is a key. */
    void begin(SrtpSender newSender) {
        sender = newSender;
    }

    /** Ends: nothing is told any more. */
    void end() {
        SrtpSender sealing = sender;
        sender = null;
        if (sealing != null) {
            sealing.close();
        }
    }

    /** Returns what the publisher was told of the time, and answers. */
    ReferenceTimes references() {
        return references;
    }

    /** Returns whether something is missing, so that {@link #tick} should not be late. */
    boolean isWaiting() {
        for (int i = 0; i < publications.size(); i++) {
            for (Encoding encoding : publications.get(i).encodings()) {
                if (encoding.isWaiting()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells what is due. */
    void tick(long nowNanos) {
        if (sender == null) {
            return;
        }
        if (arrivals.isDue(nowNanos)) {
            int length = arrivals.write(nowNanos, body);
            writer.reset().transportFeedback(REPORTER, mediaSource(), body, length);
            send();
        }
        boolean report = nowNanos - reportedNanos >= REPORT_NANOS;
        writer.reset();
        for (Publication publication : publications) {
            for (Encoding encoding : publication.encodings()) {
                if (encoding.isBound()) {
                    StreamKind kind = StreamKind.published(publication.source());
                    ask(kind, encoding, nowNanos, report && publication.isPermitted());
                }
            }
        }
        if (report) {
            makeRoomFor(ReferenceTimes.ROOM);
            references.tell(writer, REPORTER, nowNanos);
            reportedNanos = nowNanos;
        }
        send();
    }

    /** Asks for the key frame of an encoding alone, at once, unless that was done a moment ago; else {@link #tick} does. */
    void askForKeyFrame(StreamKind kind, Encoding encoding, long nowNanos) {
        if (sender != null && encoding.isBound() && encoding.keyFrames().takeDue(nowNanos)) {
            writer.reset();
            askForKeyFrame(kind, encoding);
            send();
        }
    }

    private void askForKeyFrame(StreamKind kind, Encoding encoding) {
        counters.keyFrameAsked(kind);
        writer.pictureLoss(REPORTER, encoding.ssrc());
    }

    private void ask(StreamKind kind, Encoding encoding, long nowNanos, boolean report) {
        makeRoomFor(ROOM_FOR_ONE);
        if (report) {
            encoding.report(writer, REPORTER, nowNanos);
        }
        if (encoding.keyFrames().takeDue(nowNanos)) {
            askForKeyFrame(kind, encoding);
        }
        int count = encoding.missing(nowNanos, references.roundTripNanos(nowNanos), missing);
        if (count > 0) {
            makeRoomFor(NACK_HEADER + 4 * count);
            writer.nack(REPORTER, encoding.ssrc(), missing, count);
            counters.nacked(kind, count);
        }
    }

    private void makeRoomFor(int bytes) {
        if (!writer.hasRoomFor(bytes)) {
            send();
            writer.reset();
        }
    }

    private int mediaSource() {
        for (Publication publication : publications) {
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
            sink.send(sealed, sealing.sealRtcp(writer.array(), 0, writer.length(), sealed, 0));
        }
    }
}
