package live.griot.recording.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.griot.recording.playlist.PlaylistTime;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.StoredTrack;
import org.jspecify.annotations.Nullable;

/**
 * Between the clock on the wall and a player's time, which is 0 where the recording begins. A pause is cut out: all of it is one moment, the
 * seam. A gap is not, since players are given as much of nothing in its place. What was before the beginning, or after the recording was
 * finished, is nowhere in it. Immutable; to the microsecond.
 */
public final class MediaTime {
    /** Longer than a recording is. */
    private static final Duration LONGEST = Duration.ofDays(1_000);

    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long NANOS_A_MICRO = 1_000;

    private final Instant began;
    private final PlaylistTime time;

    /** When the last that can be played ends, in a player's time. */
    private final Duration length;

    /** Null while it may become longer. */
    private final @Nullable Instant finishedAt;

    /**
     * Makes that of a recording.
     *
     * @param states what it became, in order; the last is that it was finished where it is
     * @param mediaEnd when the last of its tracks ends, in microseconds from its beginning
     */
    public MediaTime(Instant began, List<StateChange> states, long mediaEnd, boolean finished) {
        this.began = began;
        this.time = PlaylistTime.of(began.toEpochMilli(), states);
        this.finishedAt = finished ? Instant.ofEpochMilli(states.getLast().atMillis()) : null;
        this.length = duration(time.ofMedia(mediaEnd));
    }

    /** Returns that of a recording as far as its index was read; empty where it has not begun. */
    public static Optional<MediaTime> of(RecordingContents contents) {
        if (contents.beganMillis() == 0) {
            return Optional.empty();
        }
        return Optional.of(new MediaTime(
                Instant.ofEpochMilli(contents.beganMillis()),
                contents.states(),
                endMicros(contents),
                contents.isFinished()));
    }

    /** Returns when the last of a recording's tracks ends, in microseconds from its beginning, pauses and all. */
    public static long endMicros(RecordingContents contents) {
        return contents.tracks().stream().mapToLong(MediaTime::end).max().orElse(0);
    }

    private static long end(StoredTrack track) {
        return track.runs().isEmpty() ? 0 : track.runs().getFirst().micros(track.endTime());
    }

    /** Returns how long it plays, as far as is known. */
    public Duration length() {
        return length;
    }

    /** Returns whether it will not become longer. */
    public boolean isFinished() {
        return finishedAt != null;
    }

    /** Returns when it began, by the clock on the wall. */
    public Instant began() {
        return began;
    }

    /** Returns the first moment that is nowhere in it any more; one far ahead while it may become longer. */
    public Instant end() {
        return momentAt(LONGEST);
    }

    /**
     * Returns where a moment is in a player's time: what comes in a pause on the seam, what comes between the last that was kept and the end
     * on that end. Empty where the recording had not begun or was finished.
     */
    public Optional<Duration> offsetOf(Instant moment) {
        if (moment.isBefore(began) || (finishedAt != null && moment.isAfter(finishedAt))) {
            return Optional.empty();
        }
        Duration offset = duration(time.ofMedia(micros(Duration.between(began, moment))));
        return Optional.of(finishedAt != null && offset.compareTo(length) > 0 ? length : offset);
    }

    /**
     * Returns the first moment that is at or after a player's time, by the clock on the wall; that of a seam is when its pause began. Of a
     * time behind the end of what is finished, the first moment that is nowhere in it. Any time may be asked for.
     */
    public Instant momentAt(Duration offset) {
        if (!offset.isPositive()) {
            return began;
        }
        if (finishedAt != null && offset.compareTo(length) > 0) {
            return finishedAt.plusNanos(NANOS_A_MICRO);
        }
        long media = time.firstMedia(micros(offset.compareTo(LONGEST) < 0 ? offset : LONGEST));
        return began.plus(media == Long.MAX_VALUE ? LONGEST : duration(media));
    }

    private static long micros(Duration duration) {
        return duration.getSeconds() * MICROS_A_SECOND + duration.getNano() / NANOS_A_MICRO;
    }

    private static Duration duration(long micros) {
        return Duration.ofSeconds(micros / MICROS_A_SECOND, micros % MICROS_A_SECOND * NANOS_A_MICRO);
    }
}
