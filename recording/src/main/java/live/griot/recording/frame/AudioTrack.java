package live.griot.recording.frame;

import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.StreamId;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.frame.FrameReader.ReadFrame;
import live.griot.recording.frame.StreamInput.Arrived;
import live.griot.recording.mp4.Sample;

/**
 * A track of sound: of the stream that is selected, without a hole from its first packet to its end. Silence fills what the sender left out
 * or the network lost. Where the stream's clock has run off, a packet of silence is put in, or a packet left out. Another stream begins a run.
 * Not thread-safe.
 */
public final class AudioTrack {
    private static final int RATE = OpusPacket.RATE;

    private final RecordingClock clock;
    private final TrackListener listener;
    private final StreamSwitch streams;
    private final SampleSink parts;
    private long anchor;

    /** Makes a track that has heard nothing yet. */
    public AudioTrack(RecordingClock clock, TrackListener listener) {
        this(clock, listener, new PartGatherer(listener));
    }

    /** Makes one whose packets go there, each where it belongs; gaps and drops are told to the listener. */
    AudioTrack(RecordingClock clock, TrackListener listener, SampleSink packets) {
        this.clock = clock;
        this.listener = listener;
        this.streams = new StreamSwitch(clock);
        this.parts = packets;
    }

    /** Returns whether packets are here and none was placed yet: they wait for their sender's word on its clock. */
    boolean isAwaited() {
        return parts.run() == null && streams.holdsFrames();
    }

    /** Selects the stream to hear. */
    public void select(StreamId stream) {
        streams.select(stream);
    }

    /** Takes in a packet that just came. */
    public void onFrame(EncodedFrame frame) {
        FrameDrop useless = frame.codec().isVideo() ? FrameDrop.MALFORMED : streams.add(frame);
        if (useless != null) {
            listener.onDrop(useless);
        } else {
            drain(frame.arrivalNanos());
        }
    }

    /** Notes that time passes; to be called a few times a second. */
    public void onTime(long nowNanos) {
        drain(nowNanos);
        if (!streams.holdsFrames()) {
            fillUpTo(clock.position(nowNanos - FrameLimits.SILENCE_AFTER_NANOS, RATE));
        }
    }

    /** Ends what there is, silent up to now where it was not heard; no stream is selected any more. */
    public void end(long nowNanos) {
        drain(nowNanos + FrameLimits.REPORT_WAIT_NANOS);
        fillUpTo(clock.position(nowNanos, RATE));
        if (parts.run() != null) {
            parts.endRun();
        }
        streams.clear();
    }

    private void drain(long nowNanos) {
        for (Arrived next = streams.poll(nowNanos); next != null; next = streams.poll(nowNanos)) {
            ReadFrame read = next.from().read(next.frame());
            if (read == null || read.format() == null) {
                listener.onDrop(FrameDrop.MALFORMED);
                continue;
            }
            if (streams.isOfNext(next)) {
                streams.takeOver();
            }
            place(next, read);
        }
    }

    private void place(Arrived arrived, ReadFrame read) {
        long captured = clock.position(arrived.captureNanos(), RATE);
        Run run = parts.run();
        boolean goesOn = run != null && run.stream().equals(arrived.frame().stream());
        if (!goesOn && read.format() != null) {
            begin(arrived, captured, read);
        }
        slip(captured - (arrived.ticks() + anchor));
        long start = arrived.ticks() + anchor;
        long heard = parts.end();
        long missing = start - heard;
        if (missing <= -OpusPacket.SHORTEST) {
            listener.onDrop(FrameDrop.OVERLAPPING);
            return;
        }
        if (missing >= OpusPacket.SHORTEST && arrived.missingBefore()) {
            listener.onGap(new Gap(heard, start, Gap.Cause.LOST));
        }
        fillUpTo(start);
        add(read.bytes());
    }

    private void begin(Arrived arrived, long captured, ReadFrame read) {
        if (parts.run() != null) {
            fillUpTo(captured);
            parts.endRun();
        }
        long start = Math.max(captured, parts.end());
        anchor = captured - arrived.ticks();
        if (read.format() != null) {
            parts.begin(arrived.frame().stream(), read.format(), start);
        }
    }

    /** Moves the stream by whole packets where it is off by more than may be. */
    private void slip(long off) {
        if (Math.abs(off) > FrameLimits.SOUND_OFF) {
            anchor += Math.round((double) off / FrameLimits.SLIP) * FrameLimits.SLIP;
        }
    }

    private void add(byte[] packet) {
        int duration = OpusPacket.duration(packet);
        if (OpusPacket.saysSilence(packet)) {
            fillUpTo(parts.end() + duration);
        } else {
            parts.add(new Sample(packet, duration, true), true);
        }
    }

    private void fillUpTo(long end) {
        if (parts.run() == null) {
            return;
        }
        for (int size = OpusPacket.LONGEST_SILENCE; size >= OpusPacket.SHORTEST; size /= 2) {
            while (end - parts.end() >= size) {
                parts.add(new Sample(OpusPacket.silence(size, true), size, true), true);
            }
        }
    }
}
