package live.griot.edge.sfu;

import org.jspecify.annotations.Nullable;

/**
 * Maps the sequence numbers, timestamps and picture ids of whatever source is forwarded onto one unbroken stream, so that another
 * encoding, another publication or a publisher who comes back is a continuation for the viewer. Gaps stay gaps, so that the viewer asks
 * for what is missing; what is left out on purpose leaves none. The source before the current one is remembered, for what it still owes.
 * Not thread-safe: owned by the viewer's egress loop. RFC 3550, section 5.1; RFC 7741, section 4.2.
 */
final class StreamRewriter {
    private final Timeline timeline;
    private SourceMapping current = new SourceMapping();
    private SourceMapping previous = new SourceMapping();
    private boolean started;
    private long highestSequence;
    private long highestPicture;
    private int latestTl0;

    /**
     * Makes one whose first packet gets that sequence number.
     *
     * @param firstSequence 0 to 32,767: a receiver assumes that a stream it has just met has not rolled over (RFC 3711, section 3.3.1)
     * @param clockRate of the timestamps, in hertz
     */
    StreamRewriter(int firstSequence, int clockRate) {
        highestSequence = firstSequence - 1L;
        timeline = new Timeline(clockRate);
    }

    /** Returns the source that is forwarded, or null. */
    @Nullable
    SourceStream source() {
        return current.stream();
    }

    Timeline timeline() {
        return timeline;
    }

    /** Returns whether a stream is the one that was forwarded before. */
    boolean isPrevious(SourceStream stream) {
        return previous.stream() == stream;
    }

    /** Makes a packet's source the one that is forwarded, from this packet on: it follows the last one sent. */
    void join(MediaPacket packet, int wantedTemporalId) {
        leave();
        FrameInfo frame = packet.frame();
        int timestamp = isPrevious(packet.stream())
                ? timeline.rejoin(packet.timestamp() + previous.timestampOffset)
                : timeline.join(packet);
        current.begin(
                packet,
                highestSequence + 1,
                timestamp,
                started ? highestPicture + 1 : frame.pictureId(),
                started ? latestTl0 + 1 : frame.tl0());
        current.temporal.begin(wantedTemporalId);
        started = true;
    }

    /** Forwards no source any more; what the last one still owes is sent when it comes. */
    void leave() {
        if (current.stream() != null) {
            SourceMapping recycled = previous;
            previous = current;
            current = recycled;
            current.clear();
        }
    }

    /** Returns a timestamp of the current source in the outgoing stream. */
    int timestampOf(int timestamp) {
        return timestamp + current.timestampOffset;
    }

    /** Wants the temporal layers up to this one. */
    void wantTemporal(int temporalId) {
        current.temporal.want(temporalId);
    }

    /**
     * Decides on a packet and says what it becomes; returns whether it is sent. Not sent are what is left out, what came before its
     * source joined or after it was left, and what was sent already: one sequence number never stands for two packets (RFC 3711,
     * section 9.1).
     */
    boolean rewrite(MediaPacket packet, Rewrite into) {
        boolean isCurrent = current.holds(packet);
        if (!isCurrent && !previous.holds(packet)) {
            return false;
        }
        SourceMapping mapping = isCurrent ? current : previous;
        into.filler = false;
        if (!mapping.sequences.isAhead(packet.index())) {
            if (!mapping.sequences.takeAwaited(packet.index())) {
                return false;
            }
            into.filler = !isWantedLate(mapping, packet.frame());
        } else if (!isCurrent) {
            return false;
        } else if (isWanted(mapping, packet.frame())) {
            mapping.sequences.keep(packet.index());
        } else {
            mapping.sequences.drop(packet.index());
            return false;
        }
        write(mapping, packet, into);
        return true;
    }

    private static boolean isWanted(SourceMapping mapping, FrameInfo frame) {
        if (!mapping.numbers(frame)) {
            return true;
        }
        NumberMap pictures = mapping.pictures;
        if (!pictures.isAhead(frame.pictureId())) {
            return pictures.isKept(frame.pictureId());
        }
        boolean wanted = mapping.temporal.accepts(frame);
        if (wanted) {
            pictures.keep(frame.pictureId());
        } else {
            pictures.drop(frame.pictureId());
        }
        return wanted;
    }

    /** What comes late has a place in the sequence, but its picture may have been left out meanwhile. */
    private static boolean isWantedLate(SourceMapping mapping, FrameInfo frame) {
        if (!mapping.numbers(frame)) {
            return true;
        }
        NumberMap pictures = mapping.pictures;
        if (pictures.isAhead(frame.pictureId()) || !pictures.isKept(frame.pictureId())) {
            return false;
        }
        if (pictures.isAwaited(frame.pictureId()) && !mapping.temporal.allows(frame)) {
            return false;
        }
        pictures.takeAwaited(frame.pictureId());
        return true;
    }

    private void write(SourceMapping mapping, MediaPacket packet, Rewrite into) {
        long sequence = mapping.sequences.map(packet.index());
        highestSequence = Math.max(highestSequence, sequence);
        into.sequence = (int) sequence & 0xFFFF;
        into.timestamp = packet.timestamp() + mapping.timestampOffset;
        into.marker = packet.marker();
        into.pictureId = Rewrite.UNCHANGED;
        if (into.filler) {
            return;
        }
        timeline.onSent(packet, into.timestamp);
        FrameInfo frame = packet.frame();
        if (mapping.numbers(frame)) {
            long picture = mapping.pictures.map(frame.pictureId());
            into.pictureId = (int) picture & 0x7FFF;
            into.tl0 = frame.tl0() + mapping.tl0Offset & 0xFF;
            if (picture >= highestPicture) {
                highestPicture = picture;
                latestTl0 = into.tl0;
            }
        }
    }
}
