package live.griot.tools.load;

import org.HdrHistogram.Histogram;

/** What the viewers of one loop saw while it was measured. Written and read on the loop's thread. */
final class LoopFigures {
    private static final long MAX_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    /** Whether it is being measured. */
    boolean measuring;

    /** RTP datagrams that arrived, those sent again included. */
    long datagrams;

    /** The bytes of these datagrams, of UDP's payload. */
    long bytes;

    /** Those of them that carry nothing: a server's probes of the bandwidth. */
    long probes;

    /** Those whose authenticity was checked, and that were opened. */
    long opened;

    /** Those that were not authentic, or came a second time under one number. */
    long refused;

    /** Packets sent again that filled a gap. */
    long repaired;

    /** Packets sent again, all of them. */
    long retransmissions;

    /** Packets that were asked for, each as often as it was. */
    long nacks;

    /** Packets that came though they had come before. */
    long duplicates;

    /** Those thrown away on purpose. */
    long thrownAway;

    /** Pictures whose last packet arrived. */
    long pictures;

    /** From before a picture's first packet was sent until its last arrived, in microseconds. */
    final Histogram delay = new Histogram(MAX_MICROS, DIGITS);

    /** Begins to measure. */
    void mark() {
        measuring = true;
        datagrams = 0;
        probes = 0;
        bytes = 0;
        opened = 0;
        refused = 0;
        repaired = 0;
        retransmissions = 0;
        nacks = 0;
        duplicates = 0;
        thrownAway = 0;
        pictures = 0;
        delay.reset();
    }

    /** Adds what another loop saw. */
    void add(LoopFigures other) {
        datagrams += other.datagrams;
        probes += other.probes;
        bytes += other.bytes;
        opened += other.opened;
        refused += other.refused;
        repaired += other.repaired;
        retransmissions += other.retransmissions;
        nacks += other.nacks;
        duplicates += other.duplicates;
        thrownAway += other.thrownAway;
        pictures += other.pictures;
        delay.add(other.delay);
    }

    void delay(long nanos) {
        delay.recordValue(Math.clamp(nanos / 1_000, 0, MAX_MICROS));
    }
}
