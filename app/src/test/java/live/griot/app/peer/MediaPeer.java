package live.griot.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Who publishes to the edge or plays from it. */
public interface MediaPeer {
    /** Returns what it sent or received, as lately as it was told. */
    PeerFigures figures();

    /** Measures gaps between pictures anew from now on. */
    void mark();

    /** Ends its connection. */
    void close();

    /** Waits until its figures are so, {@link Show#PATIENCE} at most, and returns them. */
    default PeerFigures await(String what, Predicate<PeerFigures> so) {
        long deadline = System.nanoTime() + Show.PATIENCE.toNanos();
        PeerFigures now = figures();
        while (!so.test(now)) {
            assertThat(System.nanoTime() - deadline)
                    .as("Waited in vain until %s: %s", what, now)
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            now = figures();
        }
        return now;
    }
}
