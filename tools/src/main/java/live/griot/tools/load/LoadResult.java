package live.griot.tools.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param joins when what happened, of each viewer that connected
 * @param failures why others did not, each reason once
 * @param lostViewers viewers that were connected and are not any more
 * @param seconds how long it was measured
 * @param own CPU time of this process while it was measured, nanoseconds
 * @param before what the watched process had used at the beginning, or null
 * @param after what it had used at the end, or null
 * @param sentPictures pictures that the publisher sent while it was measured; -1 without one
 * @param sentAgain packets that the publisher sent again, over the whole run
 */
record LoadResult(
        LoadPlan plan,
        List<JoinTimes> joins,
        List<String> failures,
        long lostViewers,
        double seconds,
        LoopFigures seen,
        long pictureLost,
        long soundLost,
        long jumps,
        long own,
        @Nullable ProcessUsage before,
        @Nullable ProcessUsage after,
        long sentPictures,
        long sentAgain) {}
