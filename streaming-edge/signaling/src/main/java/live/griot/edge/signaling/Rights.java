package live.griot.edge.signaling;

import java.util.Set;
import live.griot.edge.sfu.TrackSource;

/**
 * What somebody may send at the moment.
 *
 * @param onStage whether they have a seat
 * @param mayPublish the sources that both their seat and their ticket allow; who is on stage and may publish nothing came with a ticket
 *     from before that, and joins again
 * @param on the sources whose packets pass: those of the devices that are switched on
 */
public record Rights(boolean onStage, Set<TrackSource> mayPublish, Set<TrackSource> on) {
    /** Those of somebody who only watches. */
    public static final Rights NONE = new Rights(false, Set.of(), Set.of());

    public Rights {
        mayPublish = Set.copyOf(mayPublish);
        on = Set.copyOf(on);
    }
}
