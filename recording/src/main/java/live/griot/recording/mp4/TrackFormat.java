package live.griot.recording.mp4;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a player has to know of a track before its first sample. Two are equal when their init segments are. Immutable.
 *
 * @see AvcFormat
 * @see VpFormat
 * @see Av1Format
 * @see AudioFormats
 */
public final class TrackFormat {
    private final Kind kind;
    private final String codecs;
    private final int timescale;
    private final int width;
    private final int height;
    private final byte[] sampleEntry;

    /** What a track carries. */
    public enum Kind {
        VIDEO,
        AUDIO
    }

    private TrackFormat(Kind kind, String codecs, int timescale, int width, int height, byte[] sampleEntry) {
        this.kind = kind;
        this.codecs = codecs;
        this.timescale = timescale;
        this.width = width;
        this.height = height;
        this.sampleEntry = sampleEntry;
    }

    /** Makes one of pictures; their clock is RTP's, of 90 kHz (RFC 3551, section 5). */
    static TrackFormat video(String codecs, int width, int height, byte[] sampleEntry) {
        return new TrackFormat(Kind.VIDEO, codecs, 90_000, width, height, sampleEntry);
    }

    /** Makes one of sound, whose clock counts samples. */
    static TrackFormat audio(String codecs, int rate, byte[] sampleEntry) {
        return new TrackFormat(Kind.AUDIO, codecs, rate, 0, 0, sampleEntry);
    }

    /**
     * Makes that of a run that was stored.
     *
     * @param init its init segment
     * @throws IOException when that is none
     */
    public static TrackFormat stored(Kind kind, String codecs, int timescale, int width, int height, byte[] init)
            throws IOException {
        return new TrackFormat(kind, codecs, timescale, width, height, InitSegment.sampleEntry(init));
    }

    /** Returns what the track carries. */
    public Kind kind() {
        return kind;
    }

    /** Returns the codec as playlists and browsers name it (RFC 6381), {@code avc1.42e01f} say. */
    public String codecs() {
        return codecs;
    }

    /** Returns how many units of the track's time are a second. */
    public int timescale() {
        return timescale;
    }

    /** Returns how wide the picture is, in pixels; 0 for sound. */
    public int width() {
        return width;
    }

    /** Returns how high the picture is, in pixels; 0 for sound. */
    public int height() {
        return height;
    }

    /** Returns the sample entry's box; not to be changed. */
    byte[] sampleEntry() {
        return sampleEntry;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackFormat that
                && timescale == that.timescale
                && Arrays.equals(sampleEntry, that.sampleEntry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timescale, Arrays.hashCode(sampleEntry));
    }

    @Override
    public String toString() {
        return kind == Kind.VIDEO ? "%s %dx%d".formatted(codecs, width, height) : codecs;
    }
}
