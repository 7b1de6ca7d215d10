package live.griot.edge.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import live.griot.edge.node.EdgeNode;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpSender;

/**
 * Measures what forwarding costs: an edge in this process, and in another those who publish and watch. With one publisher of 2.5 Mbit/s all
 * play the programme; with more, each sends three sizes, and each viewer gets the smallest of all but the first, whose middle one they
 * get. Prints the CPU time of this whole process for each datagram sent, encryption and the kernel's delivery on loopback included; and
 * what sealing a packet costs alone, by which figures of different days can be compared. Bounded in peers and time; speaks to loopback
 * only.
 *
 * <p>Arguments: viewers (1 to 1,000), seconds (1 to 60), publishers (1 to 10; 1 when not given).
 */
public final class ForwardingLoad {
    /** The compiler of Java is done after about a minute. */
    private static final int WARM_UP_SECONDS = 60;

    private static final int MAX_VIEWERS = 1_000;
    private static final int MAX_SECONDS = 60;
    private static final int MAX_PUBLISHERS = 10;
    private static final int SEALED_BYTES = 1_157;
    private static final int SEALED_ALONE = 500_000;

    private ForwardingLoad() {}

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("peers")) {
            new ForwardingPeers(List.of(arguments).subList(1, arguments.length).toArray(String[]::new)).run();
            return;
        }
        int viewers = Math.clamp(Integer.parseInt(arguments[0]), 1, MAX_VIEWERS);
        int seconds = Math.clamp(Integer.parseInt(arguments[1]), 1, MAX_SECONDS);
        int publishers = arguments.length < 3 ? 1 : Math.clamp(Integer.parseInt(arguments[2]), 1, MAX_PUBLISHERS);
        try (EdgeNode edge = EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(3)))) {
            Process peers = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx1g",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForwardingLoad.class.getName(),
                            "peers",
                            Integer.toString(edge.port()),
                            edge.fingerprint().replace(' ', '='),
                            Integer.toString(publishers),
                            Integer.toString(viewers),
                            Integer.toString(WARM_UP_SECONDS + seconds + 1))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                measure(edge, peers, publishers, seconds);
            } finally {
                peers.destroyForcibly();
            }
        }
        System.out.printf("sealing alone: %.2f us a packet%n", sealingAlone());
    }

    private static void measure(EdgeNode edge, Process peers, int publishers, int seconds)
            throws IOException, InterruptedException {
        LoadedStage stage = new LoadedStage(edge, publishers);
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(peers.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = told.readLine()) != null && !line.equals("ready")) {
                stage.open(line.split(" ", -1));
            }
            peers.getOutputStream().write('\n');
            peers.getOutputStream().flush();
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = system.getProcessCpuTime();
            long packets = edge.statistics().packetsForwarded();
            long started = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double elapsed = (System.nanoTime() - started) / 1e9;
            double used = system.getProcessCpuTime() - cpu;
            long sent = edge.statistics().packetsForwarded() - packets;
            System.out.printf(
                    "datagrams/s %.0f, CPU %.2f cores, %.2f us a datagram, drops %s%n",
                    sent / elapsed,
                    used / 1e9 / elapsed,
                    used / 1e3 / sent,
                    edge.statistics().drops());
        }
    }

    /** Returns what one packet's encryption costs on a thread that does nothing else, in microseconds. */
    private static double sealingAlone() {
        SrtpSender sender = new SrtpSender(new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]));
        byte[] sealed = new byte[1_500];
        RtpPacket packet = new RtpPacket();
        // One sequence number after the other, for no cipher seals twice under one.
        byte[][] packets = IntStream.rangeClosed(0, 0xFFFF)
                .mapToObj(sequence -> RtpBuilder.packet(96, 1, sequence, 0)
                        .payload(new byte[SEALED_BYTES])
                        .build())
                .toArray(byte[][]::new);
        double fastest = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long started = System.nanoTime();
            for (int i = 0; i < SEALED_ALONE; i++) {
                byte[] plain = packets[i & 0xFFFF];
                packet.wrap(plain, 0, plain.length);
                sender.seal(packet, sealed, 0);
            }
            fastest = Math.min(fastest, (System.nanoTime() - started) / 1e3 / SEALED_ALONE);
        }
        return fastest;
    }
}
