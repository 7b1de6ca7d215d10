package live.griot.tools.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param viewers how many watch, 0 to {@link #MAX_VIEWERS}
 * @param rehearsals how many join and leave again before that
 * @param warmUp how long everybody watches before it is measured
 * @param measured how long it is measured, {@link #MAX_MEASURED} at most
 * @param threads how many threads read the viewers' sockets
 * @param atOnce how many viewers join at the same time
 * @param demands what each viewer does
 * @param targets where datagrams may go
 * @param pid whose CPU and memory are told, or null
 */
record LoadPlan(
        int viewers,
        int rehearsals,
        Duration warmUp,
        Duration measured,
        int threads,
        int atOnce,
        Viewer.Demands demands,
        Targets targets,
        @Nullable Long pid) {
    static final int MAX_VIEWERS = 2_000;
    static final Duration MAX_MEASURED = Duration.ofMinutes(10);
    static final Duration MAX_WARM_UP = Duration.ofMinutes(5);
    static final int MAX_THREADS = 8;
    static final int MAX_AT_ONCE = 64;
    static final int MAX_REHEARSALS = 100;
    static final int MAX_LOSS_PERCENT = 50;
    static final int MAX_OPEN_EVERY = 1_000;
}
