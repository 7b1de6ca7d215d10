package live.griot.app.peer;

import static live.griot.app.peer.NativeStats.count;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends the {@link TestPattern}. */
final class NativePublisher extends NativeConnection {
    /** Who pushes sound of their own has no use for a device; with another module than this one libwebrtc aborts. */
    private static final PeerConnectionFactory FACTORY =
            new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio));

    private static final long SOUND_MILLIS = 10;
    private static final int BITS = 16;

    private final CustomVideoSource pictures = new CustomVideoSource();
    private final CustomAudioSource sound = new CustomAudioSource();
    private final ScheduledExecutorService pump = Executors.newSingleThreadScheduledExecutor();
    private final TestPattern pattern;
    private int pictureNumber;

    private NativePublisher(PeerOrder order) {
        super(order, FACTORY);
        pattern = new TestPattern(order.picture());
    }

    static NativePublisher begin(PeerOrder order) throws Exception {
        NativePublisher publisher = new NativePublisher(order);
        publisher.addTracks();
        // The transceivers' mids are their numbers, in the order in which they were made.
        publisher.negotiate(
                List.of(new SignalSocket.Section("0", "CAMERA"), new SignalSocket.Section("1", "MICROPHONE")));
        var _ = publisher.pump.scheduleAtFixedRate(
                publisher::pushSound, SOUND_MILLIS, SOUND_MILLIS, TimeUnit.MILLISECONDS);
        long frameMicros = TimeUnit.SECONDS.toMicros(1) / order.picture().frameRate();
        var _ = publisher.pump.scheduleAtFixedRate(publisher::pushPicture, 0, frameMicros, TimeUnit.MICROSECONDS);
        return publisher;
    }

    private void addTracks() {
        RTCRtpTransceiver video = add(FACTORY.createVideoTrack("picture", pictures));
        if (!order().codec().isEmpty()) {
            video.setCodecPreferences(FACTORY.getRtpSenderCapabilities(MediaType.VIDEO).getCodecs().stream()
                    .filter(this::isWanted)
                    .toList());
        }
        add(FACTORY.createAudioTrack("sound", sound));
    }

    private boolean isWanted(RTCRtpCodecCapability codec) {
        return codec.getName().equals(order().codec()) || codec.getName().equals("rtx");
    }

    private RTCRtpTransceiver add(MediaStreamTrack track) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
        init.streamIds = List.of("stage");
        RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
        if (track.getKind().equals(MediaStreamTrack.VIDEO_TRACK_KIND)) {
            encoding.maxBitrate = order().picture().bitrate();
        }
        init.sendEncodings = List.of(encoding);
        return connection().addTransceiver(track, init);
    }

    private void pushSound() {
        sound.pushAudio(pattern.tone(), BITS, TestPattern.SAMPLE_RATE, 1, TestPattern.SAMPLES);
    }

    private void pushPicture() {
        VideoFrame frame = new VideoFrame(pattern.picture(pictureNumber++), System.nanoTime());
        pictures.pushFrame(frame);
        frame.release();
    }

    @Override
    PeerFigures figures(RTCStatsReport report) {
        NativeStats stats = new NativeStats(report);
        Map<String, Object> video = stats.stream(RTCStatsType.OUTBOUND_RTP, "video");
        long keyFrameRequests = count(video, "pliCount") + count(video, "firCount");
        return new PeerFigures(
                order().peer(),
                state(),
                stats.codec(video),
                count(video, "framesSent"),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                count(video, "nackCount"),
                keyFrameRequests,
                0,
                0,
                count(video, "bytesSent"));
    }

    @Override
    void mark() {}

    @Override
    void close() {
        pump.shutdownNow();
        super.close();
    }
}
