package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What fails on the network is counted by its cause, and each kind of it told once a minute at most. */
@ExtendWith(OutputCaptureExtension.class)
class CountedNetworkEventsTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now;
    private final EdgeCounters counters = new EdgeCounters();
    private final Failures failures = new Failures(() -> now);
    private final CountedNetworkEvents events = new CountedNetworkEvents(counters, failures, () -> now);

    @Test
    void each_is_counted_under_its_own_name() {
        events.sendFailed("EPERM", 3);
        events.overflowed(4);
        events.segmentsRefused(path(), "EIO");
        events.receiveFailed("ENOMEM");
        events.oversized();
        events.handlerFailed(new IllegalStateException("A bug"));
        events.malformedFrame();
        events.tooManyConnections();

        EdgeStatistics counted = counters.snapshot(0, 0, failures.counts());
        assertThat(counted.failedSends()).containsEntry("EPERM", 3L);
        assertThat(counted.segmentsRefused()).isEqualTo(1);
        assertThat(counted.failedReceives()).isEqualTo(1);
        assertThat(counted.failures()).containsEntry("CONNECTION", 1L);
        assertThat(counted.drops())
                .containsEntry("EGRESS_OVERFLOW", 4L)
                .containsEntry("OVERSIZE_DATAGRAM", 1L)
                .containsEntry("MALFORMED_FRAME", 1L)
                .containsEntry("TOO_MANY_CONNECTIONS", 1L);
    }

    @Test
    void each_kind_is_told_once_a_minute_without_a_stack(CapturedOutput log) {
        for (int i = 0; i < 100; i++) {
            events.sendFailed("EPERM", 1);
            events.receiveFailed("ENOMEM");
            events.segmentsRefused(path(), "EIO");
        }
        assertThat(log.getOut().lines()).hasSize(3);

        now = MINUTE;
        events.sendFailed("EPERM", 1);

        assertThat(log.getOut().lines()).hasSize(4);
    }

    private static NetworkPath path() {
        return NetworkPath.Udp.to(new InetSocketAddress("192.0.2.1", 1));
    }
}
