package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.SequenceNumbers;

/**
 * What a receiver report says of one received stream: loss, the highest sequence number, jitter. Not thread-safe. RFC 3550, section
 * 6.4.1 and appendices A.3 and A.8.
 */
public final class ReceiveStatistics {
    private final int clockRate;
    private long first = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long expectedLately;
    private long lostLately;
    private double jitter;
    private long lastTransit;
    private long lastSenderReportNtp;
    private long lastSenderReportNanos;

    /** Counts a stream whose timestamps run at that rate, in hertz. */
    public ReceiveStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Notes a packet, in whatever order it came. */
    public void onPacket(int sequenceNumber, int timestamp, long nowNanos) {
        long index = highest < 0 ? sequenceNumber : SequenceNumbers.unwrap(highest, sequenceNumber);
        if (first < 0) {
            first = index;
        }
        received++;
        if (index > highest) {
            highest = index;
            // Microseconds, for nanoseconds times a clock rate overflow after a day.
            onTransit(nowNanos / 1_000 * clockRate / 1_000_000 - Integer.toUnsignedLong(timestamp));
        }
    }

    private void onTransit(long transit) {
        if (received > 1) {
            // Timestamps wrap at 32 bits, and so does the difference.
            jitter += (Math.abs((int) (transit - lastTransit)) - jitter) / 16;
        }
        lastTransit = transit;
    }

    /** Notes the sender's report, which the next receiver reports refer to. */
    public void onSenderReport(long ntpTime, long nowNanos) {
        lastSenderReportNtp = ntpTime;
        lastSenderReportNanos = nowNanos;
    }

    /** Adds a receiver report for what came since the last one, if anything ever came. */
    public void report(RtcpWriter to, int reporter, int ssrc, long nowNanos) {
        if (highest < 0) {
            return;
        }
        long expected = highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedLately = Math.max(0, expectedNow);
        lostLately = Math.max(0, lostNow);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        int lost = (int) Math.clamp(expected - received, -0x800000, 0x7FFFFF);
        to.receiverReport(
                reporter, ssrc, fraction, lost, (int) highest, (int) jitter, lastSenderReport(), sinceReport(nowNanos));
    }

    /** Returns the packets that the last report was about, those missing included. */
    public long expectedLately() {
        return expectedLately;
    }

    /** Returns how many of them were missing. */
    public long lostLately() {
        return lostLately;
    }

    /** Returns the jitter of arrival (RFC 3550, section 6.4.1). */
    public long jitterNanos() {
        return (long) (jitter * TimeUnit.SECONDS.toNanos(1) / clockRate);
    }

    private int lastSenderReport() {
        return (int) (lastSenderReportNtp >>> 16);
    }

    /** In 65,536ths of a second. */
    private int sinceReport(long nowNanos) {
        return lastSenderReportNtp == 0
                ? 0
                : (int) ((nowNanos - lastSenderReportNanos) * 65_536 / TimeUnit.SECONDS.toNanos(1));
    }
}
