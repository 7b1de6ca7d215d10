package live.griot.edge.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The taps on one router, each behind a fence of its own. Not thread-safe: owned by the ingest loop. */
final class RouterTaps {
    /** Rarely changed, and who fails leaves while all are gone through. */
    private final List<RouterTap> taps = new CopyOnWriteArrayList<>();

    private final BiConsumer<RouterTap, Throwable> failed;

    /** Has none yet; who fails is told there, and is no more. */
    RouterTaps(BiConsumer<RouterTap, Throwable> failed) {
        this.failed = failed;
    }

    /** Returns whether nobody taps the router, so that nothing is to be done for any. */
    boolean isEmpty() {
        return taps.isEmpty();
    }

    void add(RouterTap tap) {
        taps.add(tap);
    }

    void remove(RouterTap tap) {
        taps.remove(tap);
    }

    /** Does something for each. */
    void each(Consumer<RouterTap> step) {
        for (RouterTap tap : taps) {
            fence(tap, step);
        }
    }

    /** Does something for one of them. */
    void fence(RouterTap tap, Consumer<RouterTap> step) {
        try {
            step.accept(tap);
        } catch (Throwable bug) { // A tap's trouble is nobody else's.
            taps.remove(tap);
            failed.accept(tap, bug);
        }
    }
}
