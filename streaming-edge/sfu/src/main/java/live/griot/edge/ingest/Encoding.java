package live.griot.edge.ingest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PictureSize;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.telemetry.StreamSample;

/**
 * One received stream of a publication: the only one, or one size of a simulcast. It counts what arrives, knows what is missing and
 * when to ask for it, and makes packets ready to be forwarded. Not thread-safe: owned by the ingest loop; egress sees its {@link #view}.
 */
public final class Encoding {
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final MediaKind kind;
    private final int clockRate;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final KeyFrameCache keyFrameCache = new KeyFrameCache();
    private final KeyFrameCatcher catcher = new KeyFrameCatcher();
    private final BitrateMeter meter = new BitrateMeter();
    private final LayerMeter layers = new LayerMeter();
    private final Latest<EncodingView.State> state = new Latest<>(EncodingView.State.UNKNOWN);
    private final EncodingView view;
    private final MediaPacketReader reader;
    private ReceiveStatistics statistics;
    private NackGenerator nacks = new NackGenerator();
    private boolean bound;
    private int ssrc;
    private long heardNanos;
    private boolean live;
    private int width;
    private int height;

    /**
     * Makes an encoding that has heard nothing yet.
     *
     * @param layer its place among the publication's encodings, from 0 for the smallest
     * @param clock of the participant, shared by all that they publish
     */
    public Encoding(int layer, Codec codec, SenderClock clock) {
        this.view = new EncodingView(layer, state);
        this.kind = codec.kind();
        this.clockRate = codec.clockRate();
        this.statistics = new ReceiveStatistics(clockRate);
        this.reader = new MediaPacketReader(view, clock);
    }

    /** Returns what egress sees of it; any thread. */
    public EncodingView view() {
        return view;
    }

    /** Returns whether its stream's SSRC is known. */
    public boolean isBound() {
        return bound;
    }

    /** Returns the SSRC of its stream; meaningless before it {@link #isBound}. */
    public int ssrc() {
        return ssrc;
    }

    /** Begins to receive a stream with that SSRC; what was known of another one is forgotten. */
    public void bind(int newSsrc) {
        bound = true;
        ssrc = newSsrc;
        forgetNumbers();
    }

    /** Forgets what is missing and what was counted: the stream goes on later, from wherever it then is. */
    public void forgetNumbers() {
        statistics = new ReceiveStatistics(clockRate);
        nacks = new NackGenerator();
        keyFrameCache.clear();
        catcher.clear();
        layers.clear();
        reader.begin();
    }

    /** Returns when its latest packet came; only after one. */
    long heardNanos() {
        return heardNanos;
    }

    /** Returns when to ask for key frames of it. */
    public KeyFrameRequests keyFrames() {
        return keyFrames;
    }

    /** Returns whether a packet is awaited, so that one which came in two ways is forwarded once. */
    public boolean isMissing(int sequenceNumber) {
        return nacks.isMissing(sequenceNumber);
    }

    /** Returns whether a packet is awaited that is to be asked for, once more perhaps. */
    boolean isWaiting() {
        return nacks.isWaiting();
    }

    /** Writes the sequence numbers to ask for now, as {@link NackGenerator#due} does, and wants a key frame where one was given up. */
    public int missing(long nowNanos, long roundTripNanos, int[] into) {
        int due = nacks.due(nowNanos, roundTripNanos, into);
        if (nacks.takeGivenUp()) {
            keyFrames.want();
        }
        return due;
    }

    /** Adds a receiver report for what came since the last one, if anything ever came. */
    public void report(RtcpWriter to, int reporter, long nowNanos) {
        statistics.report(to, reporter, ssrc, nowNanos);
    }

    /** Returns what was counted of its stream. */
    public ReceiveStatistics statistics() {
        return statistics;
    }

    /**
     * Notes its sender's report, which the next receiver reports refer to, and which tells when packets were captured. Returns the
     * report's timestamp as packets have it.
     */
    public int onSenderReport(long ntpTime, int rtpTimestamp, long nowNanos) {
        statistics.onSenderReport(ntpTime, nowNanos);
        return reader.onSenderReport(ntpTime, rtpTimestamp, nowNanos);
    }

    /** Takes in a packet of its stream and returns it as it is forwarded; takes ownership of its array. */
    public MediaPacket accept(RtpPacket packet, Codec codec, IncomingExtensions extensions, long nowNanos) {
        statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), nowNanos);
        meter.add(packet.length(), nowNanos);
        heardNanos = nowNanos;
        if (!live) {
            live = true;
            EncodingView.State before = state.get();
            state.tell(new EncodingView.State(true, before.sizes(), before.plainSizes()));
        }
        MediaPacket read = reader.read(packet, codec, extensions, nowNanos);
        if (read.startsKeyFrame()) {
            keyFrames.onKeyFrame();
            width = reader.width();
            height = reader.height();
        }
        if (kind == MediaKind.VIDEO) {
            layers.add(read.frame(), packet.length(), nowNanos);
            keyFrameCache.add(read);
            catcher.add(read);
            if (!nacks.onPacket(packet.sequenceNumber())) {
                keyFrames.want();
            }
        }
        return read;
    }

    /**
     * Returns what came since its latest key frame began, that first, if that was within the last half second: a picture can begin with
     * it. Else empty.
     */
    public List<MediaPacket> beginning(long nowNanos) {
        return keyFrameCache.packets(nowNanos);
    }

    /** Hands over the next key frame, once all of it is there; whoever waited for one before waits no more. */
    public void catchKeyFrame(Consumer<KeyFrame> taker) {
        catcher.want(taker);
    }

    /** Measures anew, and tells egress; to be called a few times a second. */
    public void measure(long nowNanos) {
        int bitrateBps = meter.bitsPerSecond(nowNanos);
        List<PictureSize> sizes = layers.sizes(bitrateBps, width, height, nowNanos);
        live = live && nowNanos - heardNanos < SILENT_NANOS;
        state.tell(new EncodingView.State(
                live, sizes, layers.isDescribed() ? List.of(PictureSize.whole(width, height, bitrateBps)) : sizes));
    }

    /** Returns what was measured of it; the round trip is the connection's. */
    StreamSample sample(long roundTripNanos, long nowNanos) {
        return new StreamSample(
                view.layer(),
                meter.bitsPerSecond(nowNanos),
                statistics.expectedLately(),
                statistics.lostLately(),
                statistics.jitterNanos(),
                roundTripNanos);
    }
}
