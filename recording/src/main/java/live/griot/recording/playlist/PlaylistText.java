package live.griot.recording.playlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The lines of a playlist, one after another. */
final class PlaylistText {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int FRACTION_DIGITS = 6;

    private final StringBuilder text = new StringBuilder("#EXTM3U\n");

    /** Adds a line. */
    PlaylistText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** Adds a tag with its value. */
    PlaylistText tag(String name, Object value) {
        text.append('#').append(name).append(':').append(value).append('\n');
        return this;
    }

    /** Adds where a player begins. */
    PlaylistText start(long micros) {
        return tag("EXT-X-START", "TIME-OFFSET=%s,PRECISE=YES".formatted(seconds(micros)));
    }

    /** Adds when the segment that follows begins by the clock on the wall. */
    PlaylistText dateTime(long beganMillis, long micros) {
        return tag("EXT-X-PROGRAM-DATE-TIME", DATE_TIME.format(Instant.ofEpochMilli(beganMillis + micros / 1_000)));
    }

    /** Returns microseconds as decimal seconds. */
    static String seconds(long micros) {
        String fraction = Long.toString(micros % PlaylistLimits.SECOND_MICROS);
        return micros / PlaylistLimits.SECOND_MICROS + "." + "0".repeat(FRACTION_DIGITS - fraction.length()) + fraction;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
