package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.edge.handover.PublicationView;

/** Which tracks of which viewers may get packets of a publication. Not thread-safe: owned by an egress loop. */
final class Receivers {
    private final Map<PublicationView, List<Receiver>> byPublication = new HashMap<>();

    /** A track and whose it is. */
    record Receiver(ViewerEgress viewer, EgressTrack track) {}

    /** Notes that a track may get packets of a publication. */
    void add(PublicationView publication, ViewerEgress viewer, EgressTrack track) {
        byPublication.computeIfAbsent(publication, first -> new ArrayList<>()).add(new Receiver(viewer, track));
    }

    /** Notes that a track gets no more packets of a publication. */
    void remove(PublicationView publication, EgressTrack track) {
        byPublication.computeIfPresent(publication, (same, receivers) -> {
            for (int i = 0; i < receivers.size(); i++) {
                if (receivers.get(i).track().equals(track)) {
                    receivers.remove(i);
                    break;
                }
            }
            return receivers.isEmpty() ? null : receivers;
        });
    }

    /** Returns the viewers who may get packets of a publication, each once. */
    Set<ViewerEgress> viewersOf(PublicationView publication) {
        Set<ViewerEgress> viewers = new LinkedHashSet<>();
        of(publication).forEach(receiver -> viewers.add(receiver.viewer()));
        return viewers;
    }

    /** Returns who may get packets of a publication; a view. */
    List<Receiver> of(PublicationView publication) {
        return byPublication.getOrDefault(publication, List.of());
    }
}
