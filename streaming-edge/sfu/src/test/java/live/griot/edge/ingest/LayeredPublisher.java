package live.griot.edge.ingest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.egress.SvcEncoder;
import live.griot.edge.egress.TestEncoder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.srtp.SrtpReceiver;

/** Somebody who publishes, in simulated time, one stream of 30 pictures a second that has layers within. */
final class LayeredPublisher {
    private static final long PICTURE_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;

    private final PublisherTransport peer;
    private final SrtpReceiver receiver;
    private final TestEncoder encoder;
    private long nextPicture;
    private int asked;

    LayeredPublisher(PublisherTransport peer, SrtpReceiver receiver, TestEncoder encoder) {
        this.peer = peer;
        this.receiver = receiver;
        this.encoder = encoder;
    }

    /** Returns what it is negotiated as. */
    static TrackParameters camera(TestEncoder encoder) {
        int descriptor = encoder.codec() == Codec.VP8 ? -1 : SvcEncoder.DESCRIPTOR_ID;
        return new TrackParameters(
                TrackSource.CAMERA,
                new RtpParameters(
                        "0",
                        List.of(new CodecParameters(encoder.codec(), TestEncoder.PAYLOAD_TYPE, -1, "")),
                        new ExtensionIds(-1, -1, -1, -1, -1, descriptor),
                        encoder.ssrc(),
                        -1,
                        List.of()));
    }

    Publication camera() {
        return peer.publications().get(0);
    }

    /** Returns how often it was asked for a key frame. */
    int asked() {
        return asked;
    }

    /** Takes what the edge tells. */
    void onDatagram(byte[] sealed, long now) {
        int length = receiver.openRtcp(sealed, 0, sealed.length);
        RtcpReader.read(sealed, 0, length, new RtcpReader.Listener() {
            @Override
            public void onPictureLoss(int mediaSsrc) {
                asked++;
                encoder.wantKeyFrame();
            }
        });
    }

    void step(long now) {
        peer.heard(now);
        if (now >= nextPicture) {
            nextPicture += PICTURE_NANOS;
            encoder.next(now).forEach(packet -> peer.onRtp(packet, packet.length, now));
        }
    }
}
