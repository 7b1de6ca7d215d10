package live.griot.tools.publish;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import live.griot.tools.http.SdpEndpoint;
import org.jspecify.annotations.Nullable;

/** One peer connection of libwebrtc that publishes by WHIP what it is given. */
final class WhipPublisher implements PeerConnectionObserver {
    private static final int BITS = 16;
    private static final long PATIENCE_SECONDS = 10;
    private static final long GATHERING_SECONDS = 2;

    private final PeerConnectionFactory factory;
    private final SdpEndpoint whip;
    private final RTCPeerConnection connection;
    private final CustomVideoSource pictures = new CustomVideoSource();
    private final CustomAudioSource sound = new CustomAudioSource();
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final Runnable onLost;
    private volatile SdpEndpoint.@Nullable Answered answered;

    /**
     * Prepares a connection.
     *
     * @param onLost is called once when the connection is gone for good, on a thread of libwebrtc's
     */
    WhipPublisher(PeerConnectionFactory factory, SdpEndpoint whip, Runnable onLost) {
        this.factory = factory;
        this.whip = whip;
        this.onLost = onLost;
        this.connection = factory.createPeerConnection(new RTCConfiguration(), this);
    }

    /** Connects, and returns when media flows; throws {@link IOException} with a sentence when it cannot. */
    void connect(String codec, int bitsPerSecond) throws IOException, InterruptedException {
        RTCRtpTransceiver video = add(factory.createVideoTrack("picture", pictures), bitsPerSecond);
        List<RTCRtpCodecCapability> wanted = factory.getRtpSenderCapabilities(MediaType.VIDEO).getCodecs().stream()
                .filter(one -> one.getName().equals(codec) || one.getName().equals("rtx"))
                .toList();
        if (wanted.stream().noneMatch(one -> one.getName().equals(codec))) {
            throw new IOException("This libwebrtc cannot encode " + codec);
        }
        video.setCodecPreferences(wanted);
        add(factory.createAudioTrack("sound", sound), 0);
        try {
            SdpEndpoint.Answered answer = whip.offer(offer());
            answered = answer;
            await(done ->
                    connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer.sdp()), done));
            connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            throw new IOException("No connection to the server of %s came about".formatted(whip.url()), failure);
        }
    }

    private RTCRtpTransceiver add(MediaStreamTrack track, int bitsPerSecond) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
        init.streamIds = List.of("griot");
        RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
        if (bitsPerSecond > 0) {
            encoding.maxBitrate = bitsPerSecond;
        }
        init.sendEncodings = List.of(encoding);
        return connection.addTransceiver(track, init);
    }

    /** Returns what we offer, with the candidates that were found in a moment. */
    private String offer() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription local = created.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        await(done -> connection.setLocalDescription(local, done));
        try {
            gathered.get(GATHERING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            // Some are there, and a server learns ours from the checks.
        }
        return connection.getLocalDescription().sdp;
    }

    private static void await(Consumer<SetSessionDescriptionObserver> set)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        set.accept(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(null);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new IllegalStateException(error));
            }
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends a picture. */
    void push(Frame frame) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(frame.width(), frame.height());
        Frame.copy(frame.luma(), frame.width(), buffer.getDataY(), buffer.getStrideY());
        Frame.copy(frame.blue(), frame.width() / 2, buffer.getDataU(), buffer.getStrideU());
        Frame.copy(frame.red(), frame.width() / 2, buffer.getDataV(), buffer.getStrideV());
        VideoFrame picture = new VideoFrame(buffer, System.nanoTime());
        pictures.pushFrame(picture);
        picture.release();
    }

    /** Sends ten milliseconds of sound. */
    void push(byte[] samples) {
        sound.pushAudio(samples, BITS, Source.SAMPLE_RATE, 1, samples.length / 2);
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            gathered.complete(null);
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        if (state == RTCPeerConnectionState.CONNECTED) {
            connected.complete(null);
        } else if (state == RTCPeerConnectionState.FAILED || state == RTCPeerConnectionState.CLOSED) {
            connected.completeExceptionally(new IllegalStateException(state.name()));
            onLost.run();
        }
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    /** Says goodbye by HTTP. The connection itself ends with the process. */
    void leave() {
        SdpEndpoint.Answered answer = answered;
        if (answer != null && answer.resource() != null) {
            whip.delete(answer.resource());
        }
    }
}
