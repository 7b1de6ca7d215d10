package live.griot.tools.load;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.edge.rtp.VideoPayload;
import live.griot.tools.http.SdpEndpoint;
import live.griot.tools.peer.PeerConnection;
import live.griot.tools.peer.PeerLoop;
import live.griot.tools.peer.SdpAnswer;
import live.griot.tools.peer.SdpOffer;
import org.jspecify.annotations.Nullable;

/**
 * One viewer by WHEP: asks for a key frame at the start, tells what arrived ten times a second, asks for what is missing. Nothing is
 * decoded. Once connected it is its loop's.
 */
final class Viewer implements PeerConnection.Listener {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ASKING_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long KEY_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MAX_KEY_FRAME_REQUESTS = 10;
    private static final int PER_MILLE = 1_000;
    private static final byte OTHER = 0;
    private static final byte PICTURE = 1;
    private static final byte SOUND = 2;
    private static final byte AGAIN = 3;

    private final LoopFigures figures;
    private final Demands demands;
    private final PeerLoop loop;
    private final PeerConnection connection;
    private final ViewerFeedback feedback;
    private final DtlsCertificate certificate;
    private final SplittableRandom dice;
    private final StreamReceiver picture = new StreamReceiver();
    private final StreamReceiver sound = new StreamReceiver();
    private final byte[] kinds = new byte[128];
    private @Nullable VideoPayload payload;
    private int transportCcId = -1;
    private int pictureSsrc;
    private int soundSsrc;
    private int timestamp;
    private long sentNanos;
    private boolean sentTimeKnown;
    private boolean keyFrameSeen;
    private int keyFrameRequests;
    private long keyFrameDueNanos;
    private int sinceOpened;
    private SdpEndpoint.@Nullable Answered answered;
    private volatile long offeredNanos;
    private volatile long answeredNanos;
    private volatile long reachedNanos;
    private volatile long connectedNanos;
    private volatile long firstPacketNanos;
    private volatile @Nullable String lost;

    /**
     * What a viewer is to do.
     *
     * @param openEvery of how many packets one is opened
     * @param lossPerMille how many of a thousand datagrams are thrown away on arrival
     */
    record Demands(int openEvery, int lossPerMille) {}

    Viewer(
            int number,
            DtlsCertificate certificate,
            PeerLoop loop,
            LoopFigures figures,
            RtcpWriter rtcp,
            Demands demands) {
        this.certificate = certificate;
        this.loop = loop;
        this.figures = figures;
        this.demands = demands;
        this.dice = new SplittableRandom(number);
        this.connection = new PeerConnection(certificate, loop, this);
        this.feedback = new ViewerFeedback(connection, rtcp);
    }

    /** Joins, and returns when media can flow; blocks. Throws {@link IOException} with a sentence when it cannot. */
    void join(SdpEndpoint whep, Targets targets) throws IOException, InterruptedException {
        offeredNanos = System.nanoTime();
        SdpEndpoint.Answered answer = whep.offer(SdpOffer.toPlay(connection.credentials(), certificate.fingerprint()));
        answeredNanos = System.nanoTime();
        answered = answer;
        SdpAnswer sdp = SdpAnswer.parse(answer.sdp());
        for (Map.Entry<Integer, String> codec : sdp.codecs().entrySet()) {
            kinds[codec.getKey() & 0x7F] = kindOf(codec.getValue());
        }
        payload = VideoPayload.of(sdp.has("h264") ? Codec.H264 : Codec.VP8);
        transportCcId = sdp.transportCcId();
        connection.connect(sdp, targets.allowed(sdp.candidates()), () -> reachedNanos = System.nanoTime());
    }

    private static byte kindOf(String codec) {
        return switch (codec) {
            case "h264", "vp8" -> PICTURE;
            case "opus" -> SOUND;
            case "rtx" -> AGAIN;
            default -> OTHER;
        };
    }

    /** Returns when what happened. */
    JoinTimes times() {
        return new JoinTimes(offeredNanos, answeredNanos, reachedNanos, connectedNanos, firstPacketNanos);
    }

    /** Returns why it watches no longer, or null. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Counts from now on; on the loop's thread. */
    void mark() {
        picture.mark();
        sound.mark();
    }

    /** Counts no further; on the loop's thread. */
    void stop() {
        picture.stop();
        sound.stop();
    }

    /** Returns the packets of the picture that never came; on the loop's thread. */
    long picturePacketsLost() {
        return picture.lost();
    }

    /** Returns the packets of sound that never came; on the loop's thread. */
    long soundPacketsLost() {
        return sound.lost();
    }

    /** Returns how often a stream's numbers jumped; on the loop's thread. */
    long jumps() {
        return picture.jumps() + sound.jumps();
    }

    @Override
    public void onConnected(long nowNanos) {
        connectedNanos = nowNanos;
        feedback.begin(transportCcId, nowNanos);
        keyFrameDueNanos = nowNanos + KEY_FRAME_NANOS;
        loop.schedule(this::onTime);
    }

    @Override
    public void onRtp(RtpPacket packet, long nowNanos) {
        byte kind = kinds[packet.payloadType()];
        if (kind == OTHER) {
            return;
        }
        if (demands.lossPerMille() > 0 && dice.nextInt(PER_MILLE) < demands.lossPerMille()) {
            figures.thrownAway++;
            return;
        }
        if (firstPacketNanos == 0) {
            firstPacketNanos = nowNanos;
        }
        int size = packet.length();
        boolean begins = kind == PICTURE && (packet.timestamp() != timestamp || !keyFrameSeen);
        if (begins || kind == AGAIN || ++sinceOpened >= demands.openEvery()) {
            sinceOpened = 0;
            int plain = connection.open(packet);
            if (plain < 0 || !packet.wrap(packet.array(), packet.offset(), plain)) {
                figures.refused++;
                return;
            }
            figures.opened++;
        }
        feedback.onArrival(packet, nowNanos);
        figures.datagrams++;
        figures.bytes += size;
        switch (kind) {
            case PICTURE -> onPicture(packet, begins, nowNanos);
            case SOUND -> onSound(packet, nowNanos);
            default -> onAgain(packet, nowNanos);
        }
    }

    private void onPicture(RtpPacket packet, boolean begins, long nowNanos) {
        if (pictureSsrc == 0) {
            pictureSsrc = packet.ssrc();
            askForKeyFrame(nowNanos);
        }
        if (!picture.onPacket(packet.sequenceNumber(), nowNanos)) {
            figures.duplicates++;
        }
        if (begins) {
            begin(packet);
        }
        if (packet.marker() && packet.timestamp() == timestamp) {
            figures.pictures++;
            if (sentTimeKnown && figures.measuring) {
                figures.delay(nowNanos - sentNanos);
                sentTimeKnown = false;
            }
        }
    }

    private void begin(RtpPacket packet) {
        if (packet.timestamp() != timestamp) {
            timestamp = packet.timestamp();
            sentTimeKnown = false;
        }
        int at = packet.payloadOffset();
        int length = packet.payloadLength();
        long sent = SendTime.read(packet.array(), at, length);
        if (sent != 0) {
            sentNanos = sent;
            sentTimeKnown = true;
        }
        VideoPayload reader = payload;
        if (!keyFrameSeen && reader != null) {
            keyFrameSeen = reader.wrap(packet.array(), at, length) && reader.startsKeyFrame();
        }
    }

    private void onSound(RtpPacket packet, long nowNanos) {
        soundSsrc = packet.ssrc();
        if (!sound.onPacket(packet.sequenceNumber(), nowNanos)) {
            figures.duplicates++;
        }
    }

    private void onAgain(RtpPacket packet, long nowNanos) {
        if (packet.payloadLength() < RtxPayload.OVERHEAD || pictureSsrc == 0) {
            figures.probes++;
            return;
        }
        figures.retransmissions++;
        if (picture.onPacket(Bytes.u16(packet.array(), packet.payloadOffset()), nowNanos)) {
            figures.repaired++;
        } else {
            figures.duplicates++;
        }
    }

    /** Asks at once for what a burst showed to be missing. */
    @Override
    public void onDrained(long nowNanos) {
        if (picture.isMissingSomething()) {
            askForMissing(nowNanos);
        }
    }

    private void askForMissing(long nowNanos) {
        figures.nacks += feedback.askForMissing(picture, pictureSsrc, nowNanos);
    }

    private void askForKeyFrame(long nowNanos) {
        keyFrameRequests++;
        keyFrameDueNanos = nowNanos + KEY_FRAME_NANOS;
        feedback.askForKeyFrame(pictureSsrc);
    }

    private long onTime(long nowNanos) {
        if (lost != null) {
            return 0;
        }
        connection.onTime(nowNanos);
        feedback.onTime(picture, pictureSsrc, sound, soundSsrc, nowNanos);
        if (!keyFrameSeen
                && pictureSsrc != 0
                && keyFrameRequests < MAX_KEY_FRAME_REQUESTS
                && nowNanos - keyFrameDueNanos >= 0) {
            askForKeyFrame(nowNanos);
        }
        if (picture.isMissingSomething()) {
            askForMissing(nowNanos);
            return nowNanos + ASKING_TICK_NANOS;
        }
        return nowNanos + TICK_NANOS;
    }

    @Override
    public void onRtcp(byte[] bytes, int length, long nowNanos) {
        feedback.onRtcp(bytes, length, pictureSsrc, nowNanos);
    }

    @Override
    public void onLost(String why) {
        lost = why;
    }

    /** Leaves; may be called from any thread. */
    void leave(SdpEndpoint whep) {
        SdpEndpoint.Answered answer = answered;
        if (answer != null && answer.resource() != null) {
            whep.delete(answer.resource());
        }
        connection.close();
    }
}
