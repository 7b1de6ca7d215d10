package live.griot.app.peer;

import static live.griot.app.peer.NativeStats.amount;
import static live.griot.app.peer.NativeStats.count;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Receives picture and sound, and looks at the pictures. */
final class NativePlayer extends NativeConnection {
    /** Plays without a loudspeaker; without a module that plays, sound would never be decoded. */
    private static final PeerConnectionFactory FACTORY = new PeerConnectionFactory(new HeadlessAudioDeviceModule());

    private long framesShown;
    private long framesChanged;
    private long pictureBefore;
    private long shownNanos;
    private long longestGapNanos;

    private NativePlayer(PeerOrder order) {
        super(order, FACTORY);
    }

    static NativePlayer begin(PeerOrder order) throws Exception {
        NativePlayer player = new NativePlayer(order);
        if (order.way() == Way.HTTP) {
            // libwebrtc's Java border knows no transceiver without a track, so each gets one that is never sent.
            player.add(FACTORY.createVideoTrack("none", new CustomVideoSource()));
            player.add(FACTORY.createAudioTrack("silence", new CustomAudioSource()));
        }
        player.negotiate(List.of());
        return player;
    }

    private void add(MediaStreamTrack unsent) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        connection().addTransceiver(unsent, init);
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
        MediaStreamTrack track = transceiver.getReceiver().getTrack();
        if (track instanceof VideoTrack video) {
            video.addSink(this::show);
        } else if (track instanceof AudioTrack audio) {
            audio.addSink((data, bits, rate, channels, frames) -> {});
        }
    }

    private void show(VideoFrame frame) {
        ByteBuffer luma = frame.buffer.toI420().getDataY();
        CRC32 picture = new CRC32();
        picture.update(luma);
        frame.release();
        onFrame(picture.getValue(), System.nanoTime());
    }

    private synchronized void onFrame(long picture, long nowNanos) {
        if (framesShown > 0) {
            longestGapNanos = Math.max(longestGapNanos, nowNanos - shownNanos);
            framesChanged += picture == pictureBefore ? 0 : 1;
        }
        framesShown++;
        pictureBefore = picture;
        shownNanos = nowNanos;
    }

    @Override
    synchronized void mark() {
        longestGapNanos = 0;
    }

    @Override
    synchronized PeerFigures figures(RTCStatsReport report) {
        NativeStats stats = new NativeStats(report);
        Map<String, Object> video = stats.stream(RTCStatsType.INBOUND_RTP, "video");
        Map<String, Object> audio = stats.stream(RTCStatsType.INBOUND_RTP, "audio");
        long gap = framesShown == 0 ? 0 : Math.max(longestGapNanos, System.nanoTime() - shownNanos);
        return new PeerFigures(
                order().peer(),
                state(),
                stats.codec(video),
                0,
                count(video, "framesReceived"),
                count(video, "framesDecoded"),
                framesShown,
                framesChanged,
                TimeUnit.NANOSECONDS.toMillis(gap),
                count(video, "freezeCount"),
                amount(video, "totalFreezesDuration"),
                count(video, "packetsLost"),
                count(video, "nackCount"),
                count(video, "pliCount") + count(video, "firCount"),
                amount(audio, "totalSamplesDuration"),
                amount(audio, "totalAudioEnergy"),
                count(video, "bytesReceived"));
    }
}
