package live.griot.app.socket;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import live.griot.app.support.StartedGriot;

/** What the program says of its live sockets in its metrics. */
final class Gauges {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StartedGriot griot;

    Gauges(StartedGriot griot) {
        this.griot = griot;
    }

    /** Returns the value of a metric by the beginning of its line. */
    double of(String metric) {
        return griot.operator()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no metric " + metric));
    }

    void awaitSockets(int open) {
        await().atMost(PATIENCE).until(() -> of("griot_live_sockets") == open);
    }

    void awaitSubscriptions(int there) {
        await().atMost(PATIENCE).until(() -> of("griot_live_subscriptions") == there);
    }

    void awaitAtLeast(String metric, double value) {
        await().atMost(PATIENCE).until(() -> of(metric) >= value);
    }
}
