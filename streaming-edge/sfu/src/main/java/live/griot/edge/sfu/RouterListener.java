package live.griot.edge.sfu;

import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.edge.congestion.ConnectionQuality;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in one router: first what is so, then what changes. Called on the ingest loop: must return at once. What came together
 * is told together.
 */
public interface RouterListener {
    /** What is published now, all of it; told when listening begins, and after it changed. */
    void onPublications(List<PublishedTrack> publications);

    /** Who speaks now, and whose picture should be large: the last who took the floor, null before anybody did. */
    void onSpeakers(Set<String> speaking, @Nullable String dominant);

    /** How good the connections of these participants are now, where that changed. */
    void onQuality(Map<String, ConnectionQuality> changed);
}
