package live.griot.edge.ingest;

import java.util.List;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.StreamTally;

/** What is measured of all that one publisher sends. Not thread-safe: owned by the ingest loop; time comes in. */
final class PublisherStatistics {
    private final List<Publication> publications;
    private final ReferenceTimes references;

    /** Measures those publications, a list that its owner may change; the references tell the round trip. */
    PublisherStatistics(List<Publication> publications, ReferenceTimes references) {
        this.publications = publications;
        this.references = references;
    }

    /** Measures anew what arrives, and tells egress. */
    void measure(long nowNanos) {
        publications.forEach(publication -> publication.encodings().forEach(encoding -> encoding.measure(nowNanos)));
    }

    /** Adds what was measured of the streams that flow. */
    void tally(StreamTally to, long nowNanos) {
        long roundTripNanos = references.roundTripNanos(nowNanos);
        for (Publication publication : publications) {
            for (Encoding encoding : publication.encodings()) {
                if (encoding.view().isLive()) {
                    to.add(StreamKind.published(publication.source()), encoding.sample(roundTripNanos, nowNanos));
                }
            }
        }
    }

    /** Returns what was seen of the connection since the last reports; {@code silentNanos} for how long nothing was heard. */
    ConnectionQualityMeter.Sample sample(long silentNanos, long nowNanos) {
        long expected = 0;
        long lost = 0;
        long jitter = 0;
        for (Publication publication : publications) {
            for (Encoding encoding : publication.encodings()) {
                expected += encoding.statistics().expectedLately();
                lost += encoding.statistics().lostLately();
                if (publication.kind() == MediaKind.AUDIO) {
                    // A picture's packets come in bursts by nature.
                    jitter = Math.max(jitter, encoding.statistics().jitterNanos());
                }
            }
        }
        return new ConnectionQualityMeter.Sample(
                expected == 0 ? 0 : (double) lost / expected,
                references.roundTripNanos(nowNanos),
                jitter,
                1,
                silentNanos);
    }
}
