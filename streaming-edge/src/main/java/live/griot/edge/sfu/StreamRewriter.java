package live.griot.edge.sfu;

import live.griot.edge.rtp.SequenceNumbers;

/**
 * Maps the sequence numbers and timestamps of whatever source is forwarded onto one unbroken stream, so that a publisher who comes
 * back, with another SSRC and other numbers, is a continuation for the viewer. Gaps stay gaps, so that the viewer asks for what is
 * missing. Not thread-safe: owned by the viewer's egress loop. RFC 3550, section 5.1.
 */
public final class StreamRewriter {
    /** A source that is silent or replaced jumps this far at least, a thirtieth of a second at 90 kHz. */
    private static final int MIN_TIMESTAMP_STEP = 3_000;

    private final int clockRate;
    private boolean started;
    private int source;
    private int sequenceOffset;
    private int timestampOffset;
    private int highestSent;
    private int latestTimestamp;
    private long latestNanos;
    private long firstOfSource;
    private long highestOfSource;

    /**
     * Makes one whose first packet gets that sequence number.
     *
     * @param firstSequence 0 to 32,767: a receiver assumes that a stream it has just met has not rolled over (RFC 3711, section 3.3.1)
     * @param clockRate of the timestamps, in hertz
     */
    public StreamRewriter(int firstSequence, int clockRate) {
        this.highestSent = firstSequence - 1;
        this.clockRate = clockRate;
    }

    /** Returns whether the packet comes from another source than the ones before it. */
    public boolean isNewSource(MediaPacket packet) {
        return !started || packet.ssrc() != source;
    }

    /** Makes a packet's source the one that is forwarded: the packet follows the last one sent. */
    public void switchTo(MediaPacket packet) {
        sequenceOffset = highestSent + 1 - packet.sequenceNumber();
        int expected = started ? latestTimestamp + elapsed(packet.arrivalNanos()) : packet.timestamp();
        timestampOffset = expected - packet.timestamp();
        source = packet.ssrc();
        firstOfSource = packet.sequenceNumber();
        highestOfSource = firstOfSource;
        highestSent = packet.sequenceNumber() + sequenceOffset & 0xFFFF;
        started = true;
    }

    private int elapsed(long nowNanos) {
        long ticks = (nowNanos - latestNanos) * clockRate / 1_000_000_000L;
        return (int) Math.max(MIN_TIMESTAMP_STEP, ticks);
    }

    /** Returns whether the packet is older than where its source was joined, so that nobody waits for it. */
    public boolean isBeforeStart(MediaPacket packet) {
        // Unwrapped, for half a cycle after the start 16 bits can no longer tell before from after.
        return SequenceNumbers.unwrap(highestOfSource, packet.sequenceNumber()) < firstOfSource;
    }

    /** Returns the packet's sequence number in the outgoing stream, and notes that it is sent. */
    public int sequenceOf(MediaPacket packet) {
        highestOfSource = Math.max(highestOfSource, SequenceNumbers.unwrap(highestOfSource, packet.sequenceNumber()));
        int sequence = packet.sequenceNumber() + sequenceOffset & 0xFFFF;
        if (SequenceNumbers.isLater(sequence, highestSent)) {
            highestSent = sequence;
        }
        if (packet.arrivalNanos() - latestNanos >= 0 || latestNanos == 0) {
            latestTimestamp = timestampOf(packet.timestamp());
            latestNanos = packet.arrivalNanos();
        }
        return sequence;
    }

    /** Returns a source's timestamp in the outgoing stream. */
    public int timestampOf(int timestamp) {
        return timestamp + timestampOffset;
    }

    /** Returns whether anything is forwarded, and from that source. */
    public boolean forwards(int ssrc) {
        return started && source == ssrc;
    }
}
