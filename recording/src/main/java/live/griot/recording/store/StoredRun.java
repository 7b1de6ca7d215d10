package live.griot.recording.store;

import java.util.regex.Pattern;
import live.griot.recording.mp4.TrackFormat;

/**
 * A stretch of a track that one init segment serves.
 *
 * @param number from 1, larger than that of the run before
 * @param start of its first sample, in units of the timescale, from the beginning of the recording
 * @param length of its init segment in bytes
 * @param checksum of its init segment, CRC-32C
 * @param codecs as playlists name them (RFC 6381)
 * @param timescale units a second
 * @param width in pixels; 0 for sound
 * @param height in pixels; 0 for sound
 */
public record StoredRun(
        TrackName track,
        long number,
        long start,
        int length,
        int checksum,
        TrackFormat.Kind kind,
        String codecs,
        int timescale,
        int width,
        int height) {
    private static final long SECOND_MICROS = 1_000_000;
    private static final Pattern CODECS = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    public StoredRun {
        Checks.positive(number, length, timescale);
        Checks.notNegative(start, width, height);
        Checks.require(
                length <= StoreLimits.INIT_BYTES && CODECS.matcher(codecs).matches());
    }

    /** Returns a time of its track in microseconds, rounded down; right for as long as those last. */
    public long micros(long time) {
        return Math.floorDiv(time, (long) timescale) * SECOND_MICROS
                + Math.floorMod(time, (long) timescale) * SECOND_MICROS / timescale;
    }
}
