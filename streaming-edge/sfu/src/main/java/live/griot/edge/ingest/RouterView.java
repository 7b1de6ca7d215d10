package live.griot.edge.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.StreamTotals;

/**
 * What any thread may know of a router, as the ingest loop told it last. Immutable.
 *
 * @param published what is published
 * @param withMedia the participants whose packets come
 * @param publishers how many connections publish
 * @param viewers how many receive
 * @param streams what the published streams add up to, as of a moment ago
 */
record RouterView(
        List<PublishedTrack> published,
        Set<String> withMedia,
        int publishers,
        int viewers,
        Map<StreamKind, StreamTotals> streams) {
    /** Nobody is there. */
    static final RouterView EMPTY = new RouterView(List.of(), Set.of(), 0, 0, Map.of());

    /** Copies the lists. */
    RouterView {
        published = List.copyOf(published);
        withMedia = Set.copyOf(withMedia);
        streams = Map.copyOf(streams);
    }
}
