package live.griot.query.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session's figures.
 *
 * @param viewerCount who watch now
 * @param peakViewerCount the most who ever watched at once
 * @param totalViewers how many ever watched, each ticket once
 * @param minutesWatched whole minutes, all viewers together, those who watch now up to now
 * @param messageCount messages in the chat
 * @param reactionCount reactions given
 * @param duration how long it was, or is, live; null when it never was
 */
record SessionStats(
        int viewerCount,
        int peakViewerCount,
        long totalViewers,
        long minutesWatched,
        long messageCount,
        long reactionCount,
        @Nullable Duration duration) {}
