package live.griot.app.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;

/** The program's clock where a test lets time pass: the real time, and what was added to it. Thread-safe. */
@Primary
public class MovableClock extends Clock {
    private final AtomicReference<Duration> added = new AtomicReference<>(Duration.ZERO);

    /** Lets that much time pass at once. */
    public void pass(Duration time) {
        added.updateAndGet(time::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(added.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nothing here asks for a zone");
    }
}
