package live.griot.edge.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.sfu.TransportParameters;

/**
 * The other process of {@link ForwardingLoad}: those who publish and those who watch, really connected (ICE, DTLS, SRTP). It says in a
 * line what it wants opened: {@code publish|watch number localUfrag localPassword remoteUfrag fingerprint}, then {@code ready}. Who
 * watches renews consent and reads nothing: the kernel throws away what they get.
 */
final class ForwardingPeers {
    static final int FRAMES_A_SECOND = 30;
    static final int MID = 4;
    static final int RID = 10;
    static final int TRANSPORT_CC = 3;
    static final int PAYLOAD_TYPE = 96;
    static final List<String> RIDS = List.of("q", "h", "f");

    /** Packets of a frame: of the largest picture, and of the smaller ones that are sent beside it on a stage. */
    private static final int LARGE_FRAME = 9;

    private static final int[] STAGE_FRAMES = {1, 3, LARGE_FRAME};

    private static final int PAYLOAD = 1_157;
    private static final int KEY_FRAME_EVERY = 60;

    /** A peer renews its consent every five seconds (RFC 7675, section 5.1). */
    private static final int CONSENT_FRAMES = 5 * FRAMES_A_SECOND;

    private final InetSocketAddress edge;
    private final String fingerprint;
    private final int publishers;
    private final int viewers;
    private final int seconds;

    /** Takes the edge's port and fingerprint, how many publish, how many watch, and for how many seconds. */
    ForwardingPeers(String... arguments) {
        edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        fingerprint = arguments[1].replace('=', ' ');
        publishers = Integer.parseInt(arguments[2]);
        viewers = Integer.parseInt(arguments[3]);
        seconds = Integer.parseInt(arguments[4]);
    }

    void run() throws Exception {
        List<EdgePeer> publishing = connect("publish", publishers);
        List<EdgePeer> watching = connect("watch", viewers);
        for (EdgePeer viewer : watching) {
            viewer.stopReading();
        }
        System.out.println("ready");
        if (System.in.read() >= 0) {
            publish(publishing, watching);
        }
        watching.forEach(EdgePeer::close);
        publishing.forEach(EdgePeer::close);
    }

    private List<EdgePeer> connect(String what, int many) throws Exception {
        List<EdgePeer> peers = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            EdgePeer peer = new EdgePeer(edge, fingerprint);
            TransportParameters parameters = peer.parameters();
            System.out.printf(
                    "%s %d %s %s %s %s%n",
                    what,
                    number,
                    parameters.localUfrag(),
                    parameters.localPassword(),
                    parameters.remoteUfrag(),
                    parameters.remoteFingerprint().replace(' ', '='));
            System.out.flush();
            peers.add(peer.connect());
        }
        return peers;
    }

    private void publish(List<EdgePeer> publishing, List<EdgePeer> watching) throws IOException {
        int[] encodings = publishers == 1 ? new int[] {LARGE_FRAME} : STAGE_FRAMES;
        int[] sequences = new int[encodings.length];
        long frameNanos = TimeUnit.SECONDS.toNanos(1) / FRAMES_A_SECOND;
        long next = System.nanoTime();
        int number = 0;
        for (int frame = 0; frame < seconds * FRAMES_A_SECOND; frame++) {
            for (EdgePeer publisher : publishing) {
                // Those on a stage do not all take their pictures at the same moment.
                number = sendFrame(publisher, frame, encodings, sequences.clone(), number);
                LockSupport.parkNanos(publishers == 1 ? 0 : frameNanos / publishers / 2);
            }
            for (int encoding = 0; encoding < encodings.length; encoding++) {
                sequences[encoding] += encodings[encoding];
            }
            for (int viewer = frame % CONSENT_FRAMES; viewer < watching.size(); viewer += CONSENT_FRAMES) {
                watching.get(viewer).send(watching.get(viewer).check());
            }
            next += frameNanos;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    /** Sends a frame in every encoding; returns the transport-wide sequence number that is next. */
    private int sendFrame(EdgePeer publisher, int frame, int[] encodings, int[] sequences, int firstNumber) {
        int number = firstNumber;
        for (int encoding = 0; encoding < encodings.length; encoding++) {
            for (int place = 0; place < encodings[encoding]; place++) {
                RtpBuilder packet = RtpBuilder.packet(
                                PAYLOAD_TYPE, 0x1111 + encoding, sequences[encoding]++, frame * 3_000)
                        .extension16(TRANSPORT_CC, number++)
                        .payload(payload(frame % KEY_FRAME_EVERY == 0 && place == 0, place));
                if (publishers > 1) {
                    packet.extension(MID, "0").extension(RID, RIDS.get(encoding));
                }
                publisher.sendRtp((place == encodings[encoding] - 1 ? packet.marker() : packet).build());
            }
        }
        return number;
    }

    /** Payloads of a frame differ a little in size, as a real encoder's do. RFC 7741, section 4.2. */
    private static byte[] payload(boolean keyFrame, int place) {
        byte[] payload = new byte[PAYLOAD - place % 3];
        Arrays.fill(payload, (byte) place);
        payload[0] = (byte) (place == 0 ? 0x10 : 0);
        Bytes.put16(payload, 1, keyFrame ? 0 : 0x100);
        return payload;
    }
}
