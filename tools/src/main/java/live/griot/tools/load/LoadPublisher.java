package live.griot.tools.load;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.RtpPacket;
import live.griot.tools.http.SdpEndpoint;
import live.griot.tools.peer.PeerConnection;
import live.griot.tools.peer.PeerLoop;
import live.griot.tools.peer.SdpAnswer;
import live.griot.tools.peer.SdpOffer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes {@link SyntheticVideo} and silence in Opus as an encoder would: a picture's packets at once, 30 times a second; sender reports
 * each second; what is missing sent again; a key frame when one is asked for, twice a second at most. Its loop's thread owns it.
 */
final class LoadPublisher implements PeerConnection.Listener, AutoCloseable {
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / SyntheticVideo.FRAMES_A_SECOND;
    private static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long KEY_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long KEY_FRAME_AT_LEAST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NTP_EPOCH = 2_208_988_800L;
    private static final int VIDEO_CLOCK = 90_000;
    private static final int SOUND_CLOCK = 48_000;

    private final PeerLoop loop;
    private final PeerConnection connection;
    private final DtlsCertificate certificate;
    private final SdpEndpoint whip;
    private final SyntheticVideo video;
    private final SentStream picture;
    private final SentStream sound;
    private final RtcpWriter rtcp = new RtcpWriter();
    private final CompletableFuture<Void> began = new CompletableFuture<>();
    private SdpEndpoint.@Nullable Answered answered;
    private long beganNanos;
    private long nextFrameNanos;
    private long nextSoundNanos;
    private long nextReportNanos;
    private long keyFrameNanos;
    private boolean keyFrameWanted = true;
    private volatile boolean ended;
    private volatile @Nullable String lost;
    private final AtomicLong pictures = new AtomicLong();

    LoadPublisher(SdpEndpoint whip, DtlsCertificate certificate) throws IOException {
        SecureRandom random = new SecureRandom();
        this.whip = whip;
        this.certificate = certificate;
        loop = new PeerLoop("load-publisher");
        connection = new PeerConnection(certificate, loop, this);
        video = new SyntheticVideo(random.nextLong());
        TransportNumbers numbers = new TransportNumbers();
        picture = new SentStream(connection, numbers, "0", SdpOffer.H264, random.nextInt(), random.nextInt());
        sound = new SentStream(connection, numbers, "1", SdpOffer.OPUS, random.nextInt(), 0);
    }

    /** Connects, and returns when media flows. */
    void begin(Targets targets) throws IOException, InterruptedException {
        IceCredentials ice = connection.credentials();
        SdpEndpoint.Answered answer = whip.offer(
                SdpOffer.toPublish(ice, certificate.fingerprint(), picture.ssrc(), picture.rtxSsrc(), sound.ssrc()));
        answered = answer;
        SdpAnswer sdp = SdpAnswer.parse(answer.sdp());
        if (!sdp.has("h264") || !sdp.has("opus")) {
            throw new IOException("%s takes no H.264 with Opus".formatted(whip.url()));
        }
        picture.retransmitAs(sdp.codecs().containsKey(SdpOffer.H264_RTX) ? SdpOffer.H264_RTX : -1);
        boolean numbered = sdp.transportCcId() == SdpOffer.TRANSPORT_CC_ID;
        picture.number(numbered);
        sound.number(numbered);
        connection.connect(sdp, targets.allowed(sdp.candidates()), () -> {});
        began.join();
    }

    /** Returns why it no longer publishes, or null while it does. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Returns the pictures sent. */
    long pictures() {
        return pictures.get();
    }

    /** Returns the packets sent again; exact once the loop rests. */
    long sentAgain() {
        return picture.sentAgain();
    }

    @Override
    public void onConnected(long nowNanos) {
        beganNanos = nowNanos;
        nextFrameNanos = nowNanos;
        nextSoundNanos = nowNanos;
        nextReportNanos = nowNanos;
        loop.schedule(this::onTime);
        began.complete(null);
    }

    private long onTime(long nowNanos) {
        if (ended) {
            return 0;
        }
        connection.onTime(nowNanos);
        while (nextSoundNanos - nowNanos <= 0) {
            sound.send(Silence.PACKET, 0, Silence.PACKET.length, true, timestamp(nextSoundNanos, SOUND_CLOCK));
            nextSoundNanos += SOUND_NANOS;
        }
        if (nextFrameNanos - nowNanos <= 0) {
            sendPicture(System.nanoTime());
            // Who was held up for long does not catch up, as a camera would not.
            nextFrameNanos = Math.max(nextFrameNanos + FRAME_NANOS, nowNanos - FRAME_NANOS);
        }
        if (nextReportNanos - nowNanos <= 0) {
            report(nowNanos);
            nextReportNanos = nowNanos + REPORT_NANOS;
        }
        return Math.min(nextFrameNanos, nextSoundNanos);
    }

    private void sendPicture(long nowNanos) {
        boolean key = (keyFrameWanted && nowNanos - keyFrameNanos >= KEY_FRAME_NANOS)
                || nowNanos - keyFrameNanos >= KEY_FRAME_AT_LEAST_NANOS
                || pictures.get() == 0;
        if (key) {
            keyFrameWanted = false;
            keyFrameNanos = nowNanos;
        }
        List<byte[]> units = video.next(key);
        H264Packets.send(units, nowNanos, timestamp(nextFrameNanos, VIDEO_CLOCK), picture);
        pictures.incrementAndGet();
    }

    private int timestamp(long nanos, int clock) {
        return (int) ((nanos - beganNanos) / 1_000 * (clock / 1_000) / 1_000);
    }

    private void report(long nowNanos) {
        Instant wall = Instant.now();
        long ntp = (wall.getEpochSecond() + NTP_EPOCH) << 32 | ((long) wall.getNano() << 32) / 1_000_000_000L;
        picture.report(rtcp.reset(), ntp, timestamp(nowNanos, VIDEO_CLOCK));
        rtcp.sourceDescription(picture.ssrc(), "griot-load");
        connection.sendRtcp(rtcp.array(), rtcp.length());
        sound.report(rtcp.reset(), ntp, timestamp(nowNanos, SOUND_CLOCK));
        rtcp.sourceDescription(sound.ssrc(), "griot-load");
        connection.sendRtcp(rtcp.array(), rtcp.length());
    }

    @Override
    public void onRtcp(byte[] bytes, int length, long nowNanos) {
        RtcpReader.read(bytes, 0, length, new RtcpReader.Listener() {
            @Override
            public void onNack(int mediaSsrc, int sequenceNumber) {
                if (mediaSsrc == picture.ssrc()) {
                    picture.sendAgain(sequenceNumber);
                }
            }

            @Override
            public void onPictureLoss(int mediaSsrc) {
                keyFrameWanted = true;
            }

            @Override
            public void onFullIntraRequest(int mediaSsrc) {
                keyFrameWanted = true;
            }
        });
    }

    @Override
    public void onRtp(RtpPacket sealed, long nowNanos) {}

    @Override
    public void onDrained(long nowNanos) {}

    @Override
    public void onLost(String why) {
        lost = why;
    }

    @Override
    public void close() {
        ended = true;
        SdpEndpoint.Answered answer = answered;
        if (answer != null && answer.resource() != null) {
            whip.delete(answer.resource());
        }
        connection.close();
        loop.close();
    }
}
