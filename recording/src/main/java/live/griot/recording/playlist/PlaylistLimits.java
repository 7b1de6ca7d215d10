package live.griot.recording.playlist;

/** The limits of playlists, with their units in their names, and what has to hold between them. */
public final class PlaylistLimits {
    /** No listed segment is longer, rounded to seconds; it never changes while a recording is written (RFC 8216bis, section 4.4.3.1). */
    public static final int TARGET_SECONDS = 6;
    /** How many parts further than the newest one may be asked for: what is asked from further is a mistake (section 6.2.5.2). */
    public static final int PARTS_AHEAD = 6;
    /** How many segments further than the newest one may be asked for. */
    public static final int SEGMENTS_AHEAD = 2;

    static final long SECOND_MICROS = 1_000_000;
    static final long TARGET_MICROS = TARGET_SECONDS * SECOND_MICROS;
    /** The longest segment whose length rounds to the target. */
    static final long LONGEST_MICROS = TARGET_MICROS + SECOND_MICROS / 2 - 1;
    /** How long parts are, but for a picture that alone is longer. */
    static final long PART_MICROS = SECOND_MICROS / 2;
    /** A hole that is shorter is made up for by the length of what follows: players pass it without a word. */
    static final long HOLE_MICROS = SECOND_MICROS / 10;
    /** How many whole segments a live window has. */
    static final int WINDOW_SEGMENTS = 6;
    /** Parts are listed of what is that near to the end: three target durations (section 4.4.4.9). */
    static final long PARTS_LISTED_MICROS = 3 * TARGET_MICROS;
    /** How long blanks are that fill a hole, but for its last. */
    static final long BLANK_STEP_MICROS = 2 * SECOND_MICROS;
    /**
     * How far a track that is live may be behind another before it is taken to have nothing: a picture may stand for two seconds, and a
     * stream wait for two until its sender's clock is known.
     */
    static final long BEHIND_MICROS = 6 * SECOND_MICROS;
    /** How far before its wished beginning a clip begins at most, where there is a key frame and the sound cannot begin with it. */
    static final long CLIP_LEAD_MICROS = 4 * TARGET_MICROS;
    /** How many lines a single hole may take; eight hours' worth. In one that is longer they are longer. */
    static final long BLANK_SEGMENTS = 14_400;
    /** The longest of them: a hole is no longer than three months. */
    static final long BLANK_MICROS = 600 * SECOND_MICROS;

    static {
        require(PART_MICROS * PARTS_AHEAD <= TARGET_MICROS && HOLE_MICROS < PART_MICROS);
        require(BLANK_STEP_MICROS <= TARGET_MICROS && HOLE_MICROS < BLANK_STEP_MICROS);
        require(WINDOW_SEGMENTS * TARGET_MICROS >= PARTS_LISTED_MICROS);
    }

    private PlaylistLimits() {}

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The limits of playlists contradict each other");
        }
    }
}
