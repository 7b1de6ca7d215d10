package live.griot.edge.ingest;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which size of a picture a tap takes: the largest that comes. A larger one is taken at once, a smaller one only when the one before has
 * stayed away for a while: a publisher who skips a few frames is no reason to record less. Not thread-safe: owned by the ingest loop.
 */
final class LayerChoice {
    /** How long the chosen size may stay away. */
    static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private @Nullable Encoding chosen;

    /**
     * Chooses among a picture's sizes, from the smallest to the largest, none of which is the same as before where it is another picture.
     * Returns null while nothing came.
     */
    @Nullable
    Encoding choose(List<Encoding> sizes, long nowNanos) {
        Encoding largest = null;
        for (Encoding size : sizes) {
            largest = size.view().isLive() ? size : largest;
        }
        Encoding before = chosen;
        if (before == null || !sizes.contains(before)) {
            chosen = largest;
        } else if (largest != null
                && (largest.view().layer() > before.view().layer() || nowNanos - before.heardNanos() >= GONE_NANOS)) {
            chosen = largest;
        }
        return chosen;
    }
}
