package live.griot.app.memory;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.MediaEdge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives the heap back to the machine a minute or two after the start, and after the last peer has left. The collector alone does so a
 * step at a time, over many minutes. It is a full collection, in which nothing is sent for some 0.1 s: therefore only while no media
 * flows, and once until somebody has been there again. {@code -XX:+DisableExplicitGC} turns it off.
 */
@Component
class IdleMemory {
    private final BooleanSupplier mediaFlows;
    private final Runnable collect;

    /** Looks in a row at which nobody was there; collected at the second. Touched by the scheduler's thread alone. */
    private int quietLooks;

    @Autowired
    IdleMemory(MediaEdge edge) {
        this(() -> anybodyAt(edge.statistics()), System::gc);
    }

    IdleMemory(BooleanSupplier mediaFlows, Runnable collect) {
        this.mediaFlows = mediaFlows;
        this.collect = collect;
    }

    private static boolean anybodyAt(EdgeStatistics now) {
        return now.publishers() + now.subscribers() > 0;
    }

    /** Looks whether nobody is there, the second time in a row, and then gives back what is not used. */
    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void look() {
        if (mediaFlows.getAsBoolean()) {
            quietLooks = 0;
            return;
        }
        if (quietLooks < 2 && ++quietLooks == 2) {
            collect.run();
        }
    }
}
