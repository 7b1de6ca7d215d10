package live.griot.recording.hls;

import java.time.Duration;
import live.griot.recording.playlist.PlaylistLimits;

/** The limits of this package, and what has to hold between them. */
final class HlsLimits {
    /** How long a capability is good, from the hour in which it was given out. */
    static final int CAPABILITY_HOURS = 12;

    /** How many lines the indexes may have together that are held; one has some 600,000 at most. */
    static final long HELD_LINES = 2_000_000;
    /** How long an index is held that nobody asks for. */
    static final Duration HELD_IDLE = Duration.ofMinutes(10);
    /** How old what is known of a recording may be when nobody tells what becomes of it. */
    static final Duration STALE = Duration.ofSeconds(1);

    /** How long a player waits for what is announced: three target durations (RFC 8216bis, section 6.2.5.2). */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(3L * PlaylistLimits.TARGET_SECONDS);
    /** How many may wait at once, of all recordings. */
    static final int WAITING = 20_000;

    /** How long a cache keeps the playlist of what goes on: for what asks at the same moment. */
    static final Duration KEPT_GROWING = Duration.ofSeconds(1);
    /** How long the answer to a wait for one segment or part is kept: the address names what was waited for. */
    static final Duration KEPT_WAITED = Duration.ofSeconds(PlaylistLimits.TARGET_SECONDS);
    /** How long the playlists of what is finished: then a deletion is noticed. */
    static final Duration KEPT_FINISHED = Duration.ofMinutes(1);
    /** How long media is kept: what is under an address never changes. */
    static final Duration KEPT_MEDIA = Duration.ofDays(365);

    static {
        if (STALE.compareTo(LONGEST_WAIT) >= 0 || KEPT_GROWING.compareTo(KEPT_WAITED) > 0) {
            throw new IllegalStateException("The limits of HLS contradict each other");
        }
    }

    private HlsLimits() {}
}
