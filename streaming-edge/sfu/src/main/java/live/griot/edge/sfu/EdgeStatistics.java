package live.griot.edge.sfu;

import java.util.Map;

/**
 * What the edge has done since it started.
 *
 * @param publishers connections that publish now
 * @param subscribers connections that receive now
 * @param packetsForwarded RTP packets handed to the network for viewers
 * @param packetsRetransmitted those of them that were sent again because a viewer missed them
 * @param nacksReceived packets that viewers said are missing
 * @param keyFramesAsked key frames that publishers were asked for
 * @param segmentsRefused paths that take no runs of datagrams
 * @param failedReceives how often the UDP port could not be read for a moment
 * @param drops dropped packets by {@link DropReason}
 * @param failedSends datagrams that the operating system would not send, by its name for the cause
 * @param failures bugs that were kept to the one whom they concerned, by place
 */
public record EdgeStatistics(
        int publishers,
        int subscribers,
        long packetsForwarded,
        long packetsRetransmitted,
        long nacksReceived,
        long keyFramesAsked,
        long segmentsRefused,
        long failedReceives,
        Map<String, Long> drops,
        Map<String, Long> failedSends,
        Map<String, Long> failures) {
    public EdgeStatistics {
        drops = Map.copyOf(drops);
        failedSends = Map.copyOf(failedSends);
        failures = Map.copyOf(failures);
    }
}
