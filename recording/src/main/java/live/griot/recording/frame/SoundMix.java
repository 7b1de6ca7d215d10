package live.griot.recording.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.StreamId;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.codec.SoundDecoder;
import live.griot.recording.codec.SoundEncoder;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.Sample;
import org.jspecify.annotations.Nullable;

/**
 * A track of all sound together, in one run without a hole from its first packet to its end. Where one is heard alone its packets are taken
 * as they are; where several are, they are decoded, added and encoded anew, for as long as that lasts. Not thread-safe.
 */
public final class SoundMix {
    private static final int SLOT = OpusPacket.LONGEST_SILENCE;

    /** How far one that is taken as it is may be moved, so that nothing of it is lost (10 ms). */
    private static final int MOVED = SLOT / 2;

    private final RecordingClock clock;
    private final TrackListener listener;
    private final PartGatherer parts;
    private final Map<StreamId, Voice> voices = new LinkedHashMap<>();
    private @Nullable SoundEncoder encoder;

    /** Makes one that has heard nothing yet. */
    public SoundMix(RecordingClock clock, TrackListener listener) {
        this.clock = clock;
        this.listener = listener;
        this.parts = new PartGatherer(listener);
    }

    /** Adds a stream that is to be heard from now on; one that is there already stays. */
    public void add(StreamId stream) {
        voices.computeIfAbsent(stream, id -> new Voice(id, clock, new VoiceListener()));
    }

    /** Lets a stream be heard to what came of it; one that is not there is passed over. */
    public void remove(StreamId stream, long nowNanos) {
        Voice voice = voices.get(stream);
        if (voice != null) {
            voice.leave(nowNanos);
        }
    }

    /** Takes in a packet that just came. */
    public void onFrame(EncodedFrame frame) {
        Voice voice = voices.get(frame.stream());
        if (voice == null) {
            listener.onDrop(FrameDrop.NOT_SELECTED);
            return;
        }
        voice.line().onFrame(frame);
        tell(horizon(frame.arrivalNanos()), false);
    }

    /** Notes that time passes; to be called a few times a second. */
    public void onTime(long nowNanos) {
        voices.values().forEach(voice -> voice.line().onTime(nowNanos));
        tell(horizon(nowNanos), false);
    }

    /** Ends what there is, silent up to now where nothing was heard; no stream is there any more. */
    public void end(long nowNanos) {
        voices.values().forEach(voice -> voice.leave(nowNanos));
        tell(clock.position(nowNanos, OpusPacket.RATE), true);
        if (parts.run() != null) {
            parts.endRun();
        }
        voices.clear();
        encoder = null;
    }

    /** Returns up to where all that is to be heard has come, or is waited for no longer. */
    private long horizon(long nowNanos) {
        boolean isAwaited = voices.values().stream().anyMatch(Voice::isAwaited);
        long waited = isAwaited ? FrameLimits.MIX_AWAITS_NANOS : FrameLimits.MIX_WAITS_NANOS;
        long latest = clock.position(nowNanos - waited, OpusPacket.RATE);
        if (voices.size() == 1) {
            return Math.max(latest, voices.values().iterator().next().end());
        }
        long ends = clock.position(nowNanos - FrameLimits.MIX_LATE_NANOS, OpusPacket.RATE);
        for (Voice voice : voices.values()) {
            if (voice.isHeard(parts.end()) && !voice.hasLeft()) {
                ends = Math.min(ends, voice.end());
            }
        }
        return isAwaited ? latest : Math.max(latest, ends);
    }

    private void tell(long horizon, boolean isLast) {
        begin(horizon);
        while (parts.run() != null && parts.end() < horizon && tellNext(horizon, isLast)) {
            // Until all that can be told was.
        }
        voices.values().removeIf(Voice::isOver);
    }

    private void begin(long horizon) {
        if (parts.run() != null) {
            return;
        }
        StreamId first = null;
        long start = horizon;
        for (Map.Entry<StreamId, Voice> voice : voices.entrySet()) {
            if (voice.getValue().nextStart() < start) {
                first = voice.getKey();
                start = voice.getValue().nextStart();
            }
        }
        if (first != null) {
            parts.begin(first, AudioFormats.opus(SoundDecoder.CHANNELS), Math.max(start, parts.end()));
        }
    }

    /** Tells the next packet, or the next silence; returns false where it is not time for it. */
    private boolean tellNext(long horizon, boolean isLast) {
        long at = parts.end();
        voices.values().forEach(voice -> voice.skipTo(at));
        List<Voice> heard =
                voices.values().stream().filter(voice -> voice.isHeard(at)).toList();
        if (heard.size() > 1) {
            return mix(heard, horizon - at, isLast);
        }
        if (heard.isEmpty()) {
            return fillUpTo(horizon);
        }
        Voice alone = heard.getFirst();
        long left = Math.min(alone.decodedBeyond(at), alone.nextStart()) - at;
        if (encoder != null && left >= OpusPacket.SHORTEST) {
            return mix(heard, left, true);
        }
        voices.values().forEach(Voice::forgetHowItSounds);
        encoder = null;
        return pass(alone, horizon);
    }

    private boolean pass(Voice alone, long horizon) {
        Voice.Placed next = alone.peek(horizon);
        if (next == null) {
            return fillUpTo(horizon);
        }
        long missing = next.start() - parts.end();
        if (missing >= OpusPacket.SHORTEST) {
            return fillUpTo(next.start());
        }
        alone.remove();
        if (missing < -MOVED) {
            listener.onDrop(FrameDrop.OVERLAPPING);
        } else {
            parts.add(new Sample(next.packet(), next.duration(), true), true);
        }
        return true;
    }

    /** Tells what several sound like together: 20 ms, or as much of that as there is where nothing follows. */
    private boolean mix(List<Voice> heard, long length, boolean isLast) {
        int samples = SLOT;
        while (isLast && samples > length && samples > OpusPacket.SHORTEST) {
            samples /= 2;
        }
        if (samples > length) {
            return false;
        }
        int[] sum = new int[samples * SoundDecoder.CHANNELS];
        for (Voice voice : heard) {
            voice.addTo(sum, parts.end(), samples);
        }
        SoundEncoder used = encoder == null ? new SoundEncoder() : encoder;
        encoder = used;
        parts.add(new Sample(used.encode(clipped(sum)), samples, true), true);
        return true;
    }

    private static short[] clipped(int[] sum) {
        short[] samples = new short[sum.length];
        for (int i = 0; i < sum.length; i++) {
            samples[i] = (short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }

    private boolean fillUpTo(long end) {
        boolean filled = false;
        for (int size = OpusPacket.LONGEST_SILENCE; size >= OpusPacket.SHORTEST; size /= 2) {
            while (end - parts.end() >= size) {
                parts.add(new Sample(OpusPacket.silence(size, true), size, true), true);
                filled = true;
            }
        }
        return filled;
    }

    /** What is missing of one of several is not missing in the mix. */
    private final class VoiceListener implements TrackListener {
        @Override
        public void onRun(Run run) {}

        @Override
        public void onPart(Run run, RecordedPart part) {}

        @Override
        public void onRunEnd(Run run, long end) {}

        @Override
        public void onGap(Gap gap) {
            if (voices.size() == 1) {
                listener.onGap(gap);
            }
        }

        @Override
        public void onDrop(FrameDrop why) {
            listener.onDrop(why);
        }
    }
}
