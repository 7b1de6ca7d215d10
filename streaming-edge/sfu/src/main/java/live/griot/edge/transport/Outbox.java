package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.MediaPacket;

/**
 * What one wake-up of the ingest loop brought for the egress loops, gathered so that each of them is woken once. Not thread-safe:
 * owned by the ingest loop.
 */
final class Outbox {
    private final Map<Encoding, Gathering> media = new LinkedHashMap<>();
    private final Map<EgressLoop, List<ViewerFeedback>> feedback = new LinkedHashMap<>();

    private record Gathering(Publication publication, List<MediaPacket> packets) {}

    /** Adds a packet to be forwarded. */
    void add(Publication publication, Encoding encoding, MediaPacket packet) {
        media.computeIfAbsent(encoding, fresh -> new Gathering(publication, new ArrayList<>()))
                .packets()
                .add(packet);
    }

    /** Adds what a viewer told, for the loop that sends to it. */
    void add(EgressLoop loop, ViewerFeedback told) {
        feedback.computeIfAbsent(loop, fresh -> new ArrayList<>()).add(told);
    }

    /** Hands everything over, and is empty then. */
    void dispatch(List<EgressLoop> loops) {
        if (media.isEmpty() && feedback.isEmpty()) {
            return;
        }
        List<MediaBatch> batches = new ArrayList<>(media.size());
        media.forEach((encoding, gathering) ->
                batches.add(new MediaBatch(gathering.publication(), encoding, gathering.packets())));
        for (EgressLoop loop : loops) {
            List<ViewerFeedback> told = feedback.getOrDefault(loop, List.of());
            loop.execute(() -> loop.process(batches, told));
        }
        media.clear();
        feedback.clear();
    }
}
