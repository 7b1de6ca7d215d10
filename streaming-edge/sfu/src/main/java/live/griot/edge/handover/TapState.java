package live.griot.edge.handover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tap takes, all of it, so that whoever missed what was before knows what is. Immutable.
 *
 * @param sources the streams there are
 * @param picture that of the programme, one of them; null for none
 * @param own those that are taken as their participants' own, one of each; none where the programme's is all that is wished
 */
public record TapState(List<TapSource> sources, @Nullable TapSource picture, List<TapSource> own) {
    /** Nothing is taken. */
    public static final TapState NOTHING = new TapState(List.of(), null, List.of());

    /** Copies the lists. */
    public TapState {
        sources = List.copyOf(sources);
        own = List.copyOf(own);
    }
}
