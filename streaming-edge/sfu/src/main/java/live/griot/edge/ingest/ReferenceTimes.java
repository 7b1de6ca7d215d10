package live.griot.edge.ingest;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.RoundTripTimes;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.rtcp.RtcpWriter;

/**
 * Finds the round trip to a peer who only sends, from whom no receiver reports come: it is told what time it is here, and says how long it
 * held that when it answers. Browsers answer unasked; a peer that does not leaves its round trip unknown. Not thread-safe: owned by the
 * ingest loop. RFC 3611, sections 4.4 and 4.5.
 */
final class ReferenceTimes {
    /** What {@link RtcpWriter#referenceTime} needs. */
    static final int ROOM = 20;

    /** What was told longer ago says nothing about now. */
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** No wall clock: who gets it only sends it back. */
    private final NtpClock clock = new NtpClock(Instant.EPOCH, 0);

    private final RoundTripTimes sent = new RoundTripTimes();
    private long roundTripNanos;
    private long toldNanos;

    /** Tells the time. */
    void tell(RtcpWriter to, int reporter, long nowNanos) {
        long time = clock.at(nowNanos);
        to.referenceTime(reporter, time);
        sent.onSenderReport(reporter, time, nowNanos);
    }

    /** Takes in an answer: {@code reporter} told the time whose middle 32 bits these are, and it was held so many 65,536ths of a second. */
    void onAnswer(int reporter, int time, int held, long nowNanos) {
        long now = sent.onReportBlock(reporter, time, held, nowNanos);
        if (now != RoundTripTimes.UNKNOWN) {
            long before = roundTripNanos(nowNanos);
            roundTripNanos = before == 0 ? now : before + (now - before) / 4;
            toldNanos = nowNanos;
        }
    }

    /** Returns the round trip, averaged over the last answers; 0 while it is not known. */
    long roundTripNanos(long nowNanos) {
        return nowNanos - toldNanos < STALE_NANOS ? roundTripNanos : 0;
    }
}
