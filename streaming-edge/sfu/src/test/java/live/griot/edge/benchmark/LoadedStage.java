package live.griot.edge.benchmark;

import java.util.EnumSet;
import java.util.List;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.node.EdgeNode;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;

/** Opens on the edge what {@link ForwardingPeers} ask for. */
final class LoadedStage {
    private static final String LIVE = "load";
    private static final int FIRST_SSRC = 0x4000;
    private static final Preference SMALLEST = new Preference(0, 0, true, 0, 0);
    private static final Preference MIDDLE = new Preference(0, 0, true, 1, 1);

    private final EdgeNode edge;
    private final boolean hasMany;

    LoadedStage(EdgeNode edge, int publishers) {
        this.edge = edge;
        this.hasMany = publishers > 1;
    }

    /** Opens what a line's words say. */
    void open(String... words) {
        String name = words[0] + words[1];
        TransportParameters transport =
                new TransportParameters(words[2], words[3], words[4], words[5].replace('=', ' '));
        if (words[0].equals("publish")) {
            publish(name, transport);
        } else if (hasMany) {
            watch(name, transport);
        } else {
            play(name, transport);
        }
    }

    /** Opens a viewer who plays the programme. */
    void play(String name, TransportParameters transport) {
        edge.play(LIVE, name, transport, List.of(sent(FIRST_SSRC)), new Silent());
    }

    private void publish(String name, TransportParameters transport) {
        ExtensionIds extensions = new ExtensionIds(
                hasMany ? ForwardingPeers.MID : -1,
                hasMany ? ForwardingPeers.RID : -1,
                -1,
                ForwardingPeers.TRANSPORT_CC,
                -1,
                -1);
        RtpParameters camera = new RtpParameters(
                "0", vp8(), extensions, hasMany ? -1 : 0x1111, -1, hasMany ? ForwardingPeers.RIDS : List.of());
        edge.publish(
                LIVE,
                new PublisherParameters(
                        name,
                        transport,
                        List.of(new TrackParameters(TrackSource.CAMERA, camera)),
                        EnumSet.allOf(TrackSource.class)),
                new Silent());
    }

    private void watch(String name, TransportParameters transport) {
        SubscriberHandle viewer = edge.subscribe(
                LIVE, name, new IceCredentials(transport.localUfrag(), transport.localPassword()), new Silent());
        viewer.answered(transport.remoteUfrag(), transport.remoteFingerprint(), transport.role());
        int ssrc = FIRST_SSRC;
        for (PublishedTrack track : edge.publications(LIVE)) {
            viewer.add(track.id(), track.id(), sent(ssrc));
            viewer.prefer(track.id(), ssrc == FIRST_SSRC ? MIDDLE : SMALLEST);
            ssrc += 2;
        }
    }

    private static RtpParameters sent(int ssrc) {
        return new RtpParameters("0", vp8(), ExtensionIds.NONE, ssrc, ssrc + 1, List.of());
    }

    private static List<CodecParameters> vp8() {
        return List.of(new CodecParameters(Codec.VP8, ForwardingPeers.PAYLOAD_TYPE, 97, ""));
    }

    private static final class Silent implements PublisherHandle.Listener, SubscriberHandle.Listener {
        @Override
        public void onConnected() {}

        @Override
        public void onMedia() {}

        @Override
        public void onMediaLost() {}

        @Override
        public void onClosed() {}

        @Override
        public void onStates(List<SubscriptionState> changed) {}
    }
}
