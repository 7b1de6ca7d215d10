package live.griot.recording.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import live.griot.api.tap.StreamId;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.codec.SoundDecoder;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/** One of those that a {@link SoundMix} is made of: its packets, where they belong, until their turn comes. Not thread-safe. */
final class Voice implements SampleSink {
    /** Packets up to this length are silent: a header and two bytes. */
    private static final int SILENT_LENGTH = 3;

    /** One who says nothing for a second is not heard: between words others would come and go. */
    private static final int HOLD = OpusPacket.RATE;

    /** A decoder that has heard so many packets before is where the sender's encoder was (RFC 6716, section 4.6: 80 ms). */
    private static final int WARM_UP = 4;

    private final AudioTrack line;
    private final Deque<Placed> waiting = new ArrayDeque<>();
    private final Deque<Placed> heard = new ArrayDeque<>();
    private final Deque<Samples> samples = new ArrayDeque<>();
    private @Nullable SoundDecoder decoder;
    private @Nullable Run run;
    private long runs;
    private long end;
    private long audibleUntil = Long.MIN_VALUE / 2;
    private boolean hasLeft;

    /** A packet, and where it begins. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never changed.
    record Placed(byte[] packet, long start, int duration) {
        long end() {
            return start + duration;
        }
    }

    /** What a packet sounds like, and where it begins. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never changed.
    private record Samples(short[] values, long start) {
        long end() {
            return start + values.length / SoundDecoder.CHANNELS;
        }
    }

    Voice(StreamId stream, RecordingClock clock, TrackListener listener) {
        line = new AudioTrack(clock, listener, this);
        line.select(stream);
    }

    @Override
    public @Nullable Run run() {
        return run;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public void begin(StreamId stream, TrackFormat format, long start) {
        run = new Run(++runs, stream, format, start);
        end = start;
    }

    @Override
    public void add(Sample sample, boolean beginsNext) {
        waiting.add(new Placed(sample.bytes(), end, sample.duration()));
        end += sample.duration();
        if (sample.bytes().length > SILENT_LENGTH) {
            audibleUntil = end;
        }
    }

    @Override
    public void endRun() {
        run = null;
    }

    /** Returns what brings its packets here. */
    AudioTrack line() {
        return line;
    }

    /** Returns whether more than silence came of it up to a second before a moment, or comes after it. */
    boolean isHeard(long moment) {
        return audibleUntil + HOLD > moment;
    }

    /** Returns whether packets of it are here whose place is not known yet. */
    boolean isAwaited() {
        return line.isAwaited();
    }

    /** Notes that nothing comes of it any more; what came stays to be heard. */
    void leave(long nowNanos) {
        line.end(nowNanos);
        hasLeft = true;
    }

    /** Returns whether nothing comes of it any more. */
    boolean hasLeft() {
        return hasLeft;
    }

    /** Returns whether nothing is left of it. */
    boolean isOver() {
        return hasLeft && waiting.isEmpty() && samples.isEmpty();
    }

    /** Returns the next packet that begins before a moment; null while there is none. It stays. */
    @Nullable
    Placed peek(long before) {
        Placed next = waiting.peek();
        return next == null || next.start() >= before ? null : next;
    }

    /** Takes the next packet away. */
    void remove() {
        keepForWarmUp(waiting.remove());
    }

    /** Lets go what ends before a moment. */
    void skipTo(long moment) {
        for (Placed next = waiting.peek(); next != null && next.end() <= moment; next = waiting.peek()) {
            remove();
        }
        while (!samples.isEmpty() && samples.peek().end() <= moment) {
            samples.remove();
        }
    }

    private void keepForWarmUp(Placed packet) {
        heard.add(packet);
        if (heard.size() > WARM_UP) {
            heard.remove();
        }
    }

    /** Adds what is heard of it in a stretch to a sum, both sides beside each other. */
    void addTo(int[] sum, long from, int length) {
        decodeUpTo(from + length);
        for (Samples some : samples) {
            long begin = Math.max(from, some.start());
            long stop = Math.min(from + length, some.end());
            for (long at = begin; at < stop; at++) {
                int to = (int) (at - from) * SoundDecoder.CHANNELS;
                int of = (int) (at - some.start()) * SoundDecoder.CHANNELS;
                sum[to] += some.values()[of];
                sum[to + 1] += some.values()[of + 1];
            }
        }
    }

    private void decodeUpTo(long end) {
        SoundDecoder warm = decoder;
        if (warm == null) {
            warm = new SoundDecoder();
            for (Placed before : heard) {
                warm.decode(before.packet());
            }
            decoder = warm;
        }
        for (Placed next = peek(end); next != null; next = peek(end)) {
            samples.add(new Samples(warm.decode(next.packet()), next.start()));
            remove();
        }
    }

    /** Returns where that begins which was not decoded yet; {@link Long#MAX_VALUE} where nothing waits. */
    long nextStart() {
        Placed next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.start();
    }

    /** Returns up to where it was decoded beyond a moment; the moment itself where it was not. */
    long decodedBeyond(long moment) {
        return samples.isEmpty() ? moment : Math.max(moment, samples.getLast().end());
    }

    /** Forgets how it sounded: its packets are taken as they are from now on. */
    void forgetHowItSounds() {
        decoder = null;
        samples.clear();
    }
}
