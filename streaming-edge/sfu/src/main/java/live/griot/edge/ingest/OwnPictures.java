package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/**
 * Which picture of each participant a tap takes as their own: their screen, else their camera, in the largest size that comes. Not
 * thread-safe: owned by the ingest loop.
 */
final class OwnPictures {
    private static final BinaryOperator<Publication> SCREEN_FIRST =
            BinaryOperator.minBy(Comparator.comparing(one -> one.source() != TrackSource.SCREEN));

    private final Map<String, LayerChoice> layers = new HashMap<>();

    /**
     * What is chosen of a participant.
     *
     * @param size null while nothing came of it
     */
    record Own(String participant, @Nullable Encoding size) {}

    /** Chooses among publications of who agreed. */
    List<Own> choose(List<Publication> published, long nowNanos) {
        Map<String, Publication> pictures = new LinkedHashMap<>();
        for (Publication one : published) {
            if (one.source().kind() == MediaKind.VIDEO && one.isPermitted()) {
                pictures.merge(one.participant(), one, SCREEN_FIRST);
            }
        }
        layers.keySet().retainAll(pictures.keySet());
        List<Own> chosen = new ArrayList<>();
        pictures.forEach((participant, picture) -> chosen.add(new Own(
                participant,
                layers.computeIfAbsent(participant, first -> new LayerChoice())
                        .choose(picture.encodings(), nowNanos))));
        return chosen;
    }
}
