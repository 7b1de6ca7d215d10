package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;

/**
 * How much one person spoke lately, from the levels of their packets. Two sums of speech leak away, a quick one and a slow one: a person
 * begins to speak when both are full enough, so that a cough is too short and typing too thin, and stops when the quick one is empty,
 * so that a breath is not the end. A packet counts when it is louder than the person's own background. Not thread-safe; time comes in.
 */
final class SpeechMeter {
    private static final double QUICK_SECONDS = 0.25;
    private static final double SLOW_SECONDS = 1.5;

    /** Begins after a quarter of a second without a pause, of a third in all. */
    private static final double BEGINS_QUICK = 0.6 * QUICK_SECONDS;

    private static final double BEGINS_SLOW = 0.3;
    /** Ends after six tenths of a second of silence. */
    private static final double ENDS_QUICK = 0.09 * QUICK_SECONDS;

    /** What a packet may count for, whatever its timestamp says: the shortest and the longest that codecs send. */
    private static final double MAX_PACKET_SECONDS = 0.12;

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    /** In decibels below the loudest. What is louder than this is no background, however long it lasts. */
    private static final double LOUDEST_BACKGROUND = 35;

    private static final double QUIETEST_BACKGROUND = 65;
    private static final double QUIETEST_SPEECH = 55;
    private static final double ABOVE_BACKGROUND = 9;
    /** Slow enough that the pauses between syllables keep it down, in decibels a second. */
    private static final double BACKGROUND_RISES = 6;

    private static final int SILENCE = 127;
    private static final int VOICE = 0x80;

    private final int clockRate;
    private double quick;
    private double slow;
    private double background = LOUDEST_BACKGROUND;
    private double loudness = SILENCE;
    private boolean tellsVoice;
    private boolean speaks;
    private boolean started;
    private int latestTimestamp;
    private long latestNanos;

    /** Measures a stream whose timestamps run at that rate, in hertz. */
    SpeechMeter(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Notes a packet.
     *
     * @param audioLevel the upper bit for voice, seven bits of decibels below the loudest (RFC 6464, section 3)
     */
    void onPacket(int audioLevel, int timestamp, long nowNanos) {
        leak(nowNanos);
        int level = audioLevel & ~VOICE;
        tellsVoice |= (audioLevel & VOICE) != 0;
        double seconds = packetSeconds(timestamp);
        boolean loud = level <= QUIETEST_SPEECH && level <= background - ABOVE_BACKGROUND;
        boolean voice = !tellsVoice || (audioLevel & VOICE) != 0;
        if (loud && voice) {
            quick += seconds;
            slow += seconds;
            loudness += (level - loudness) * Math.min(1, seconds / QUICK_SECONDS);
        }
        background = Math.clamp(
                Math.max(level, background - BACKGROUND_RISES * seconds), LOUDEST_BACKGROUND, QUIETEST_BACKGROUND);
    }

    private double packetSeconds(int timestamp) {
        int ticks = timestamp - latestTimestamp;
        boolean first = !started;
        started = true;
        if (!first && ticks <= 0) {
            return 0;
        }
        latestTimestamp = timestamp;
        return first ? 0 : Math.min(MAX_PACKET_SECONDS, (double) ticks / clockRate);
    }

    /** Returns whether the person speaks at that time. */
    boolean speaks(long nowNanos) {
        leak(nowNanos);
        if (speaks) {
            speaks = quick > ENDS_QUICK;
        } else {
            speaks = quick >= BEGINS_QUICK && slow >= BEGINS_SLOW;
        }
        return speaks;
    }

    private void leak(long nowNanos) {
        double seconds = Math.max(0, (nowNanos - latestNanos) / SECOND);
        latestNanos = Math.max(nowNanos, latestNanos);
        quick *= Math.exp(-seconds / QUICK_SECONDS);
        slow *= Math.exp(-seconds / SLOW_SECONDS);
    }

    /** Returns how much they spoke in the last seconds, 0 to about {@code 1.5}. */
    double amount() {
        return slow;
    }

    /** Returns how loud they speak, in decibels below the loudest. */
    double loudness() {
        return loudness;
    }
}
