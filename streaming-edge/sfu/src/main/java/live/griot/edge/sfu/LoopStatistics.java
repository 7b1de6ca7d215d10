package live.griot.edge.sfu;

import java.time.Duration;

/**
 * How one of the edge's loops fares.
 *
 * @param name {@code ingest}, or {@code egress-1} and so on
 * @param turns how often it did something
 * @param busy how long that took in all
 * @param longestTurn of the last ten to twenty seconds
 * @param waitingBatches batches of media that wait for it
 * @param waitingFeedback RTCP datagrams that wait for it
 */
public record LoopStatistics(
        String name, long turns, Duration busy, Duration longestTurn, int waitingBatches, int waitingFeedback) {}
