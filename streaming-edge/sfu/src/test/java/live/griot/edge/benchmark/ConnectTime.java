package live.griot.edge.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.node.EdgeNode;
import live.griot.edge.peer.EdgePeer;

/**
 * Measures how long connecting takes once signalling is done: from the first connectivity check to the keys of SRTP at the viewer, for one
 * viewer after another, edge and viewers in this process. Prints percentiles, and the CPU of both sides for each. Speaks to loopback only.
 *
 * <p>Argument: viewers (1 to 1,000), who are counted after as many others.
 */
public final class ConnectTime {
    private static final int MAX_VIEWERS = 1_000;

    private ConnectTime() {}

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        int viewers = Math.clamp(Integer.parseInt(arguments[0]), 1, MAX_VIEWERS);
        try (EdgeNode edge = EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 1, Duration.ofSeconds(3)))) {
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port());
            LoadedStage stage = new LoadedStage(edge, 1);
            List<EdgePeer> peers = new ArrayList<>();
            connect(viewers, edge, at, stage, peers);
            long cpu = processCpuNanos();
            long[] nanos = connect(viewers, edge, at, stage, peers);
            double used = (processCpuNanos() - cpu) / 1e6 / viewers;
            Arrays.sort(nanos);
            System.out.printf(
                    "connect p50 %.1f ms, p99 %.1f ms, worst %.1f ms; %.1f ms of CPU for both sides%n",
                    nanos[viewers / 2] / 1e6, nanos[viewers * 99 / 100] / 1e6, nanos[viewers - 1] / 1e6, used);
            peers.forEach(EdgePeer::close);
        }
    }

    private static long[] connect(
            int viewers, EdgeNode edge, InetSocketAddress at, LoadedStage stage, List<EdgePeer> peers)
            throws Exception {
        long[] nanos = new long[viewers];
        for (int i = 0; i < viewers; i++) {
            EdgePeer peer = new EdgePeer(at, edge.fingerprint());
            // Until all are connected: who leaves without a word would leave their port, too, to the next.
            peers.add(peer);
            stage.play("viewer" + i, peer.parameters());
            long began = System.nanoTime();
            peer.connect();
            nanos[i] = System.nanoTime() - began;
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return nanos;
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
