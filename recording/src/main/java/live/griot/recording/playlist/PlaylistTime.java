package live.griot.recording.playlist;

import java.util.ArrayList;
import java.util.List;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.StateChange;

/**
 * Between the time of the media, which runs on while a recording is paused, and that of playlists, from which the pauses are cut out: each
 * is a seam. Both in microseconds from the beginning of the recording. Immutable.
 */
public final class PlaylistTime {
    private final List<Pause> pauses;

    /**
     * A pause, which may last still: then its end is {@link Long#MAX_VALUE}.
     *
     * @param atMicros when it began, in playlist time
     * @param cutMicros how much was cut out with all pauses up to it
     */
    private record Pause(long atMicros, long fromMicros, long toMicros, long cutMicros) {}

    private PlaylistTime(List<Pause> pauses) {
        this.pauses = pauses;
    }

    /** Returns that of a recording that began then and became all this, by the clock on the wall. */
    public static PlaylistTime of(long beganMillis, List<StateChange> states) {
        List<Pause> found = new ArrayList<>();
        long since = -1;
        long cut = 0;
        long last = 0;
        for (StateChange change : states) {
            long at = Math.max(last, (change.atMillis() - beganMillis) * 1_000);
            last = at;
            if (change.state() == RecordingState.PAUSED && since < 0) {
                since = at;
            } else if (change.state() == RecordingState.RECORDING && since >= 0) {
                found.add(new Pause(since - cut, since, at, cut + at - since));
                cut += at - since;
                since = -1;
            }
        }
        if (since >= 0) {
            found.add(new Pause(since - cut, since, Long.MAX_VALUE, cut));
        }
        return new PlaylistTime(List.copyOf(found));
    }

    /** Returns how many seams there are before that time of the media. */
    int seamsBefore(long mediaMicros) {
        int count = 0;
        while (count < pauses.size() && pauses.get(count).toMicros <= mediaMicros) {
            count++;
        }
        return count;
    }

    /** Returns when a time of the media is in playlist time; all of a pause is one moment. */
    public long ofMedia(long mediaMicros) {
        int seams = seamsBefore(mediaMicros);
        long cut = seams == 0 ? 0 : pauses.get(seams - 1).cutMicros;
        boolean isPaused = seams < pauses.size() && pauses.get(seams).fromMicros <= mediaMicros;
        return isPaused ? pauses.get(seams).atMicros : mediaMicros - cut;
    }

    /** Returns when a playlist time behind so many seams is in the time of the media. */
    long media(int seams, long playlistMicros) {
        return playlistMicros + (seams == 0 ? 0 : pauses.get(seams - 1).cutMicros);
    }

    /** Returns the first time of the media that is at or after a playlist time; {@link Long#MAX_VALUE} where none is known yet. */
    public long firstMedia(long playlistMicros) {
        long cut = 0;
        for (Pause pause : pauses) {
            if (playlistMicros <= pause.atMicros) {
                break;
            }
            if (pause.toMicros == Long.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            cut = pause.cutMicros;
        }
        return playlistMicros + cut;
    }

    /** Returns where a seam is, in playlist time, the first for 0. */
    long seam(int number) {
        return pauses.get(number).atMicros;
    }
}
