package live.griot.edge.egress;

import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
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
    private final boolean passesDescriptors;
    private final boolean catchesUp;
    private boolean started;
    private long highestSequence;
    private long highestPicture;
    private int latestTl0;
    private long highestFrame;

    /**
     * Makes one whose first packet gets that sequence number.
     *
     * @param firstSequence 0 to 32,767: a receiver assumes that a stream it has just met has not rolled over (RFC 3711, section 3.3.1)
     * @param clockRate of the timestamps, in hertz
     * @param catchesUp whether frames may follow each other sooner than they were captured, so that a source which joined late comes to
     *     its own time; sound may not, for its packets are as long as their timestamps say
     * @param passesDescriptors whether the viewer takes dependency descriptors, so that layers can be left out by them
     */
    StreamRewriter(int firstSequence, int clockRate, boolean catchesUp, boolean passesDescriptors) {
        highestSequence = firstSequence - 1L;
        timeline = new Timeline(clockRate);
        this.passesDescriptors = passesDescriptors;
        this.catchesUp = catchesUp;
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
    private boolean isPrevious(SourceStream stream) {
        return previous.stream() == stream;
    }

    /** Makes a packet's source the one that is forwarded, from this packet on: it follows the last one sent. */
    void join(MediaPacket packet, LayerLimits limits) {
        leave();
        int due = isPrevious(packet.stream()) ? previous.timestamps.map(packet.timestamp()) : timeline.join(packet);
        int timestamp = timeline.notBefore(due);
        FrameInfo frame = packet.frame();
        FrameDescriptor descriptor = passesDescriptors ? frame.descriptor() : null;
        // Parameter sets that go before the first packet have a number of their own.
        long first = highestSequence + (packet.parameterSets() == null ? 1 : 2);
        current.begin(packet, first, timestamp, catchesUp ? timestamp - due : 0);
        current.beginPictures(
                frame, started ? highestPicture + 1 : frame.pictureId(), started ? latestTl0 + 1 : frame.tl0());
        current.temporal.begin(frame.pictureId(), limits.temporalId());
        if (descriptor != null) {
            current.beginFrames(descriptor, started ? highestFrame + 1 : descriptor.frameNumber());
            current.targets.begin(descriptor.frameNumber(), limits);
        }
        started = true;
    }

    /** Says what a packet becomes that goes before the first one of the source that was just joined. */
    void rewriteParameterSets(MediaPacket sets, Rewrite into) {
        into.sequence = (int) (highestSequence + 1) & 0xFFFF;
        into.timestamp = current.timestamps.map(sets.timestamp());
        into.marker = false;
        into.pictureId = Rewrite.UNCHANGED;
        into.frameNumber = Rewrite.UNCHANGED;
        into.padding = 0;
        into.filler = false;
    }

    /** Leaves out a packet of the source that is forwarded, and lets no hole be seen; one that is late, or of another source, had its chance. */
    void skip(MediaPacket packet) {
        if (!current.holds(packet) || !current.sequences.isAhead(packet.index())) {
            return;
        }
        if (!current.sequences.isNext(packet.index())) {
            current.timestamps.onGap();
        }
        FrameInfo frame = packet.frame();
        if (!current.describes(frame) && current.numbers(frame) && current.pictures.isAhead(frame.pictureId())) {
            current.pictures.drop(frame.pictureId());
            highestPicture = Math.max(highestPicture, current.pictures.last());
        }
        current.sequences.drop(packet.index());
        highestSequence = Math.max(highestSequence, current.sequences.last());
        timeline.onPacket(packet, current.timestamps.map(packet.timestamp()));
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

    /** Wants other layers of the source that is forwarded. */
    void limit(LayerLimits limits) {
        current.temporal.want(limits.temporalId());
        current.targets.want(limits);
    }

    /** Returns which size of the source's is forwarded, from 0. */
    int spatialId() {
        return current.describesFrames() ? current.targets.spatialId() : 0;
    }

    /** Returns whether only a key frame brings the layers that are wanted. */
    boolean wantsKeyFrame() {
        return current.describesFrames() && current.targets.wantsKeyFrame();
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
        boolean isLate = !mapping.sequences.isAhead(packet.index());
        boolean sent = isLate ? takeLate(mapping, packet, into) : isCurrent && takeNext(packet, into);
        if (sent) {
            write(mapping, packet, into);
        }
        return sent;
    }

    private static boolean takeLate(SourceMapping mapping, MediaPacket packet, Rewrite into) {
        if (!mapping.sequences.takeAwaited(packet.index())) {
            return false;
        }
        into.filler = !isWantedLate(mapping, packet.frame());
        return true;
    }

    private boolean takeNext(MediaPacket packet, Rewrite into) {
        SequenceNumberMunger sequences = current.sequences;
        if (!sequences.isNext(packet.index())) {
            current.timestamps.onGap();
        }
        if (!isWanted(current, packet)) {
            sequences.drop(packet.index());
            highestSequence = Math.max(highestSequence, sequences.last());
            timeline.onPacket(packet, current.timestamps.map(packet.timestamp()));
            return false;
        }
        into.filler = false;
        sequences.keep(packet.index());
        current.timestamps.advance(packet.timestamp(), timeline.leastStep());
        return true;
    }

    private boolean isWanted(SourceMapping mapping, MediaPacket packet) {
        FrameInfo frame = packet.frame();
        if (mapping.describes(frame)) {
            return isWantedByDescriptor(mapping, frame, packet.timestamp());
        }
        if (!mapping.numbers(frame)) {
            return true;
        }
        SequenceNumberMunger pictures = mapping.pictures;
        if (!pictures.isAhead(frame.pictureId())) {
            return pictures.isKept(frame.pictureId());
        }
        boolean wanted = mapping.temporal.accepts(frame);
        if (wanted) {
            pictures.keep(frame.pictureId());
        } else {
            pictures.drop(frame.pictureId());
        }
        highestPicture = Math.max(highestPicture, pictures.last());
        if (frame.tl0Offset() >= 0) {
            latestTl0 = frame.tl0() + mapping.tl0Offset;
        }
        return wanted;
    }

    /** Frames keep their numbers, by which they refer to each other, and so do pictures. */
    private boolean isWantedByDescriptor(SourceMapping mapping, FrameInfo frame, int timestamp) {
        FrameDescriptor descriptor = frame.descriptor();
        if (descriptor == null) {
            return true;
        }
        highestFrame = Math.max(highestFrame, descriptor.frameNumber() + mapping.frameOffset);
        boolean wanted = mapping.targets.accepts(descriptor, timestamp);
        if (mapping.numbers(frame) && mapping.pictures.isAhead(frame.pictureId())) {
            mapping.pictures.keep(frame.pictureId());
            highestPicture = Math.max(highestPicture, mapping.pictures.last());
        }
        return wanted;
    }

    /** What comes late has a place in the sequence, but its picture may have been left out meanwhile. */
    private static boolean isWantedLate(SourceMapping mapping, FrameInfo frame) {
        FrameDescriptor descriptor = frame.descriptor();
        if (descriptor != null && mapping.describes(frame)) {
            return mapping.targets.allows(descriptor);
        }
        if (!mapping.numbers(frame)) {
            return true;
        }
        SequenceNumberMunger pictures = mapping.pictures;
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
        into.timestamp = mapping.timestamps.map(packet.timestamp());
        into.marker = packet.marker() && !into.filler;
        into.pictureId = Rewrite.UNCHANGED;
        into.frameNumber = Rewrite.UNCHANGED;
        if (into.filler) {
            return;
        }
        timeline.onPacket(packet, into.timestamp);
        FrameInfo frame = packet.frame();
        if (mapping.numbers(frame)) {
            writePicture(mapping, frame, into);
        }
        FrameDescriptor descriptor = frame.descriptor();
        if (descriptor != null && mapping.describes(frame)) {
            writeFrame(mapping, descriptor, into);
        }
    }

    private void writePicture(SourceMapping mapping, FrameInfo frame, Rewrite into) {
        long picture = mapping.pictures.map(frame.pictureId());
        into.pictureId = (int) picture & 0x7FFF;
        into.tl0 = frame.tl0() + mapping.tl0Offset & 0xFF;
        highestPicture = Math.max(highestPicture, picture);
    }

    /** The last packet of the largest layer that is given ends the picture, whatever else the publisher sends of it. */
    private void writeFrame(SourceMapping mapping, FrameDescriptor descriptor, Rewrite into) {
        long frame = descriptor.frameNumber() + mapping.frameOffset;
        into.frameNumber = (int) frame & 0xFFFF;
        into.marker |= descriptor.endsFrame() && mapping.targets.isTop(descriptor);
    }
}
