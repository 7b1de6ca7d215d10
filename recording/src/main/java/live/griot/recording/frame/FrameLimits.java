package live.griot.recording.frame;

import java.util.concurrent.TimeUnit;
import live.griot.recording.codec.OpusPacket;

/** The limits of this package, in nanoseconds where nothing else is said, and what has to hold between them. */
final class FrameLimits {
    /** How long a frame waits for one that is missing before it. */
    static final long REORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** The most frames of one stream that wait. */
    static final int REORDER_FRAMES = 1_024;
    /** The most bytes of one stream that wait. */
    static final long REORDER_BYTES = 32L << 20;

    /** How long the first frames of a stream wait for its sender report. */
    static final long REPORT_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** The most senders and streams whose clocks are known. */
    static final int CLOCKS = 256;
    /** How late a frame may be at most by its sender's clock: no network holds one for longer. */
    static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** How early by its sender's clock: the quickest report need not be as quick as the quickest frame. */
    static final long EARLIEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How far a picture may be from its time before the next key frame puts it right. */
    static final long PICTURE_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** How far it may be at all. */
    static final long PICTURE_LOST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How far a stream may begin before what is written: it is passed quickly. Else another key frame is better. */
    static final long TAKE_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** How long a picture lasts at least. */
    static final long SHORTEST_PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** How long a picture stands when no other comes: then the run ends. */
    static final long LONGEST_PICTURE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How far sound may be from its time, in samples of 48 kHz (15 ms), before a packet is left out or put in. */
    static final int SOUND_OFF = 720;
    /** What is put in or left out at a time (20 ms). */
    static final int SLIP = OpusPacket.LONGEST_SILENCE;
    /** How long silence waits for packets that are late. */
    static final long SILENCE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How late the mix is where several are on stage: for so long each of them is waited for, whether heard lately or not. */
    static final long MIX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** How long one who is heard is waited for. */
    static final long MIX_WAITS_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    /** How long one whose first packets wait for their place. */
    static final long MIX_AWAITS_NANOS = REPORT_WAIT_NANOS + MIX_LATE_NANOS;

    /** How long a part is at most, but for a picture that alone is longer. */
    static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long a segment is at least, if the run does not end. */
    static final long SEGMENT_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** How long a segment is at most, key frame or not. */
    static final long LONGEST_SEGMENT_NANOS = TimeUnit.SECONDS.toNanos(12);

    /** How long after a wish for a key frame the next one is told. */
    static final long WISH_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    static {
        // Else silence would stand where a packet that only waits belongs, and a slip would be followed by one back.
        require(REORDER_NANOS < SILENCE_AFTER_NANOS && SLIP / 2 < SOUND_OFF && SOUND_OFF < SLIP);
        // Who is silent is not waited for longer than it takes to be filled, and one who is late not shorter than
        // packets are.
        require(REORDER_NANOS <= MIX_LATE_NANOS && SILENCE_AFTER_NANOS < MIX_WAITS_NANOS);
        require(PART_NANOS < SEGMENT_NANOS && SEGMENT_NANOS < LONGEST_SEGMENT_NANOS);
        require(PICTURE_OFF_NANOS < PICTURE_LOST_NANOS && SHORTEST_PICTURE_NANOS < LONGEST_PICTURE_NANOS);
    }

    private FrameLimits() {}

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The limits of frames contradict each other");
        }
    }
}
