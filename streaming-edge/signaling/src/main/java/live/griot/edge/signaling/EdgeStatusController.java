package live.griot.edge.signaling;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.MediaEdge;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how the edge is. */
@RestController
class EdgeStatusController {
    private static final List<Codec> CODECS =
            Stream.of(Codec.values()).filter(codec -> codec != Codec.RED).toList();

    private final MediaEdge edge;

    EdgeStatusController(MediaEdge edge) {
        this.edge = edge;
    }

    /** The edge at this moment; {@code drops} counts packets since the start by reason. */
    record Status(
            boolean ready,
            List<Codec> codecs,
            int publishers,
            int subscribers,
            long packetsForwarded,
            Map<String, Long> drops) {}

    @GetMapping("/api/edge/status")
    Status status() {
        EdgeStatistics statistics = edge.statistics();
        return new Status(
                edge.isReady(),
                CODECS,
                statistics.publishers(),
                statistics.subscribers(),
                statistics.packetsForwarded(),
                new TreeMap<>(statistics.drops()));
    }
}
