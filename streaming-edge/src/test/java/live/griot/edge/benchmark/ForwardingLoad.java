package live.griot.edge.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.transport.CodecParameters;
import live.griot.edge.transport.ExtensionIds;
import live.griot.edge.transport.NettyMediaEdge;
import live.griot.edge.transport.PublisherHandle;
import live.griot.edge.transport.PublisherParameters;
import live.griot.edge.transport.RtpParameters;
import live.griot.edge.transport.TrackParameters;
import live.griot.edge.transport.TrackSource;
import live.griot.edge.transport.TransportParameters;

/**
 * Measures what forwarding costs: an edge in this process, and in another a publisher of 2.5 Mbit/s and viewers who are really connected
 * (ICE, DTLS, SRTP) and let their kernel throw away what they get. Prints the CPU time of this whole process for each datagram sent,
 * encryption and the kernel's delivery on loopback included. Bounded in viewers and time; speaks to loopback only.
 *
 * <p>Arguments: viewers (1 to 1,000), seconds (1 to 60).
 */
public final class ForwardingLoad {
    private static final String LIVE = "load";
    private static final int PACKETS_A_FRAME = 9;
    private static final int PAYLOAD = 1_157;
    private static final int FRAMES_A_SECOND = 30;
    private static final int WARM_UP_SECONDS = 5;
    private static final int MAX_VIEWERS = 1_000;
    private static final int MAX_SECONDS = 60;

    private ForwardingLoad() {}

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("peers")) {
            new Peers(arguments).run();
            return;
        }
        int viewers = Math.clamp(Integer.parseInt(arguments[0]), 1, MAX_VIEWERS);
        int seconds = Math.clamp(Integer.parseInt(arguments[1]), 1, MAX_SECONDS);
        try (NettyMediaEdge edge = NettyMediaEdge.start(new NettyMediaEdge.Configuration(
                0, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(3)))) {
            Process peers = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForwardingLoad.class.getName(),
                            "peers",
                            Integer.toString(edge.port()),
                            edge.fingerprint().replace(' ', '='),
                            Integer.toString(viewers),
                            Integer.toString(WARM_UP_SECONDS + seconds + 1))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                measure(edge, peers, viewers, seconds);
            } finally {
                peers.destroyForcibly();
            }
        }
    }

    private static void measure(NettyMediaEdge edge, Process peers, int viewers, int seconds) throws Exception {
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(peers.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = told.readLine()) != null && !line.equals("ready")) {
                open(edge, line);
            }
            peers.getOutputStream().write('\n');
            peers.getOutputStream().flush();
            pause(WARM_UP_SECONDS);
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = system.getProcessCpuTime();
            long packets = edge.statistics().packetsForwarded();
            long started = System.nanoTime();
            pause(seconds);
            double elapsed = (System.nanoTime() - started) / 1e9;
            double used = system.getProcessCpuTime() - cpu;
            long sent = edge.statistics().packetsForwarded() - packets;
            System.out.printf(
                    "viewers %d, datagrams/s %.0f, CPU %.2f cores, %.2f us a datagram, drops %s%n",
                    viewers,
                    sent / elapsed,
                    used / 1e9 / elapsed,
                    used / 1e3 / sent,
                    edge.statistics().drops());
        }
    }

    /** Opens what the other process asks for: {@code publish|play localUfrag localPassword remoteUfrag fingerprint}. */
    private static void open(NettyMediaEdge edge, String line) {
        String[] words = line.split(" ", -1);
        TransportParameters parameters =
                new TransportParameters(words[1], words[2], words[3], words[4].replace('=', ' '));
        RtpParameters track = new RtpParameters(
                "0",
                List.of(new CodecParameters(Codec.VP8, 96, 97, "")),
                new ExtensionIds(-1, -1, -1, words[0].equals("publish") ? 3 : -1, -1, -1),
                0x1111,
                0x2222,
                List.of());
        if (words[0].equals("publish")) {
            edge.publish(
                    LIVE,
                    new PublisherParameters(
                            "host",
                            parameters,
                            List.of(new TrackParameters(TrackSource.CAMERA, track)),
                            EnumSet.allOf(TrackSource.class)),
                    new Silent());
        } else {
            edge.play(LIVE, "viewer", parameters, List.of(track), new Silent());
        }
    }

    private static void pause(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static final class Silent implements PublisherHandle.Listener {
        @Override
        public void onConnected() {}

        @Override
        public void onMedia() {}

        @Override
        public void onMediaLost() {}

        @Override
        public void onClosed() {}
    }

    /** The other process. */
    private static final class Peers {
        private final InetSocketAddress edge;
        private final String fingerprint;
        private final int viewers;
        private final int seconds;

        Peers(String[] arguments) {
            edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
            fingerprint = arguments[2].replace('=', ' ');
            viewers = Integer.parseInt(arguments[3]);
            seconds = Integer.parseInt(arguments[4]);
        }

        void run() throws Exception {
            List<EdgePeer> connected = new ArrayList<>();
            EdgePeer publisher = connect("publish");
            for (int i = 0; i < viewers; i++) {
                EdgePeer viewer = connect("play");
                viewer.stopReading();
                connected.add(viewer);
            }
            System.out.println("ready");
            if (System.in.read() >= 0) {
                publish(publisher);
            }
            connected.forEach(EdgePeer::close);
            publisher.close();
        }

        private EdgePeer connect(String what) throws Exception {
            EdgePeer peer = new EdgePeer(edge, fingerprint);
            TransportParameters parameters = peer.parameters();
            System.out.printf(
                    "%s %s %s %s %s%n",
                    what,
                    parameters.localUfrag(),
                    parameters.localPassword(),
                    parameters.remoteUfrag(),
                    parameters.remoteFingerprint().replace(' ', '='));
            System.out.flush();
            return peer.connect();
        }

        private void publish(EdgePeer publisher) throws IOException {
            long frameNanos = TimeUnit.SECONDS.toNanos(1) / FRAMES_A_SECOND;
            long next = System.nanoTime();
            int sequence = 0;
            for (int frame = 0; frame < seconds * FRAMES_A_SECOND; frame++) {
                for (int i = 0; i < PACKETS_A_FRAME; i++) {
                    publisher.sendRtp(packet(sequence++, frame * 3_000, frame % 60 == 0 && i == 0, i));
                }
                next += frameNanos;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        }

        /** Packets of a frame differ a little in size, as a real encoder's do. */
        private static byte[] packet(int sequence, int timestamp, boolean keyFrame, int place) {
            byte[] packet = new byte[20 + PAYLOAD - place % 3];
            packet[0] = (byte) 0x90;
            packet[1] = (byte) (place == PACKETS_A_FRAME - 1 ? 0xE0 : 0x60);
            Bytes.put16(packet, 2, sequence);
            Bytes.put32(packet, 4, timestamp);
            Bytes.put32(packet, 8, 0x1111);
            Bytes.put16(packet, 12, 0xBEDE);
            Bytes.put16(packet, 14, 1);
            packet[16] = 0x31;
            Bytes.put16(packet, 17, sequence);
            packet[20] = 0x10;
            packet[21] = (byte) (keyFrame ? 0 : 1);
            return packet;
        }
    }
}
