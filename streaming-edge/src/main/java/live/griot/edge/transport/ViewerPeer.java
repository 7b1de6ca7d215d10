package live.griot.edge.transport;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpSender;

/** A peer that plays. The ingest loop hears what it asks for; its egress loop sends it what it gets. */
final class ViewerPeer extends Peer {
    private static final int MAX_NACKS = 256;

    private final EgressLoop egress;
    private final ViewerEgress sending;

    ViewerPeer(
            IngestLoop loop,
            Router router,
            TransportParameters parameters,
            List<RtpParameters> tracks,
            TransportListener listener,
            EgressLoop egress,
            long nowNanos) {
        super(loop, router, parameters, listener, nowNanos);
        this.egress = egress;
        this.sending = new ViewerEgress(tracks);
    }

    EgressLoop egress() {
        return egress;
    }

    @Override
    void onKeys(SrtpMasterKey server) {
        InetSocketAddress where = address();
        if (where != null) {
            SrtpSender sender = new SrtpSender(server);
            egress.execute(() -> {
                sending.begin(sender, where);
                egress.add(router(), sending);
            });
            router().wantKeyFrame();
        }
    }

    @Override
    void onAddress(InetSocketAddress newAddress) {
        super.onAddress(newAddress);
        egress.execute(() -> sending.moveTo(newAddress));
    }

    @Override
    void onRtp(byte[] bytes, int length, long nowNanos) {
        loop().counters().dropped(DropReason.NOT_NEGOTIATED);
    }

    @Override
    void onRtcp(byte[] bytes, int length, long nowNanos) {
        Requests requests = new Requests();
        if (!RtcpReader.read(bytes, 0, length, requests)) {
            loop().counters().dropped(DropReason.MALFORMED_RTCP);
        }
        if (requests.count > 0) {
            int[] sources = Arrays.copyOf(requests.sources, requests.count);
            int[] sequences = Arrays.copyOf(requests.sequences, requests.count);
            egress.execute(() -> egress.retransmit(sending, sources, sequences, nowNanos));
        }
        if (requests.keyFrame) {
            router().wantKeyFrame();
        }
    }

    @Override
    void onRemoved() {
        egress.execute(() -> egress.remove(router(), sending));
        super.onRemoved();
    }

    private static final class Requests implements RtcpReader.Listener {
        private final int[] sequences = new int[MAX_NACKS];
        private final int[] sources = new int[MAX_NACKS];
        private int count;
        private boolean keyFrame;

        @Override
        public void onNack(int mediaSsrc, int sequenceNumber) {
            if (count < MAX_NACKS) {
                sources[count] = mediaSsrc;
                sequences[count++] = sequenceNumber;
            }
        }

        @Override
        public void onPictureLoss(int mediaSsrc) {
            keyFrame = true;
        }

        @Override
        public void onFullIntraRequest(int mediaSsrc) {
            keyFrame = true;
        }
    }
}
