package live.griot.chat.room;

import java.time.Duration;

/** How much of everything one room may have. */
public final class RoomLimits {
    /** People who are muted at once. */
    public static final int MUTES = 10_000;
    /** Messages that are pinned at once. */
    public static final int PINS = 5;
    /** Blocked words. */
    public static final int WORDS = 200;
    /** UTF-16 units of a blocked word. With {@link #WORDS} it keeps them all, sealed, below the 64 KiB of a column. */
    public static final int WORD_UNITS = 50;
    /** UTF-16 units of a reason, on one line. */
    public static final int REASON_UNITS = 300;
    /** The slowest slow mode. */
    public static final Duration SLOWEST = Duration.ofHours(6);

    private RoomLimits() {}
}
