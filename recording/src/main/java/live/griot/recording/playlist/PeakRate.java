package live.griot.recording.playlist;

/** How many bits a second a track takes, at most and on average, of what was added. Not thread-safe. */
final class PeakRate {
    /** What is shorter than half a target duration is no measure of a peak (RFC 8216bis, section 4.4.6.2). */
    private static final long SHORTEST_MICROS = PlaylistLimits.TARGET_MICROS / 2;

    private long bytes;
    private long micros;
    private long windowBytes;
    private long windowMicros;
    private long peak;

    /** Adds a segment, which follows those before. */
    void add(long segmentBytes, long durationMicros) {
        bytes += segmentBytes;
        micros += durationMicros;
        windowBytes += segmentBytes;
        windowMicros += durationMicros;
        if (windowMicros >= SHORTEST_MICROS) {
            peak = Math.max(peak, rate(windowBytes, windowMicros));
            windowBytes = 0;
            windowMicros = 0;
        }
    }

    /** Returns the average, in bits a second. */
    long average() {
        return rate(bytes, micros);
    }

    /** Returns the peak, in bits a second: the average where all is shorter than a peak. */
    long peak() {
        return Math.max(peak, average());
    }

    private static long rate(long bytes, long micros) {
        return micros == 0 ? 0 : (long) Math.ceil(bytes * 8.0 * PlaylistLimits.SECOND_MICROS / micros);
    }
}
