package live.griot.edge.sfu;

import java.util.List;
import java.util.Set;

/**
 * Who publishes what over one connection.
 *
 * @param participant the person's name in this router; who publishes again replaces their own connection
 * @param tracks at most {@link #MAX_TRACKS}
 * @param permitted the sources whose packets may pass, until {@link MediaEdge#permit} says otherwise
 */
public record PublisherParameters(
        String participant, TransportParameters transport, List<TrackParameters> tracks, Set<TrackSource> permitted) {
    /** The most tracks of one connection. */
    public static final int MAX_TRACKS = 8;

    public PublisherParameters {
        tracks = List.copyOf(tracks);
        permitted = Set.copyOf(permitted);
        requireFew(tracks);
    }

    /** Refuses more tracks than one connection may publish. */
    public static void requireFew(List<TrackParameters> tracks) {
        if (tracks.size() > MAX_TRACKS) {
            throw new IllegalArgumentException("A connection publishes at most %d tracks".formatted(MAX_TRACKS));
        }
    }
}
