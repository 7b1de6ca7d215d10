package live.griot.edge.handover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tap takes, all of it, so that whoever missed what was before knows what is. Immutable.
 *
 * @param sources the streams there are
 * @param picture that of the programme, one of them; null for none
 */
public record TapState(List<TapSource> sources, @Nullable TapSource picture) {
    /** Nothing is taken. */
    public static final TapState NOTHING = new TapState(List.of(), null);

    /** Copies the list. */
    public TapState {
        sources = List.copyOf(sources);
    }
}
