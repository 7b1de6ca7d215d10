package live.griot.recording.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.playlist.PlaylistTime;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredTrack;

/**
 * A stretch of somebody's own picture.
 *
 * @param person the number of whose it is, in the order in which they first had one
 * @param endMicros when its last sample ends, by a player's time
 */
record Face(int person, StoredRun run, Clip clip, long endMicros) {
    private static final long SECOND_MICROS = TimeUnit.SECONDS.toMicros(1);

    /** Returns of how many people a recording has the picture that is theirs alone. */
    static long people(RecordingReader reader) {
        return tracks(reader).size();
    }

    private static List<StoredTrack> tracks(RecordingReader reader) {
        return reader.contents().tracks().stream()
                .filter(track -> track.name().isPicture() && !track.segments().isEmpty())
                .sorted(Comparator.comparingLong(
                                (StoredTrack track) -> track.runs().getFirst().start())
                        .thenComparing(track -> track.name().value()))
                .toList();
    }

    /** Reads those of a recording. */
    static List<Face> of(RecordingReader reader) throws IOException, NotMadeException {
        PlaylistTime time = PlaylistTime.of(
                reader.contents().beganMillis(), reader.contents().states());
        List<Face> faces = new ArrayList<>();
        int person = 0;
        for (StoredTrack track : tracks(reader)) {
            for (Map.Entry<StoredRun, Clip> one :
                    Programme.clips(reader, track, time).entrySet()) {
                faces.add(new Face(person, one.getKey(), one.getValue(), time.ofMedia(endMicros(track, one.getKey()))));
            }
            person++;
        }
        return faces;
    }

    private static long endMicros(StoredTrack track, StoredRun run) {
        long end = track.segments().stream()
                .filter(segment -> segment.run() == run.number())
                .mapToLong(segment -> segment.endTime())
                .max()
                .orElseThrow();
        long timescale = run.timescale();
        return end / timescale * SECOND_MICROS + end % timescale * SECOND_MICROS / timescale;
    }

    /** Returns when its first sample is shown, by a player's time. */
    long startMicros() {
        return clip.pieces().getFirst().startMicros();
    }

    /** Returns what decodes it. */
    TrackFormat format() throws IOException {
        return TrackFormat.stored(run.kind(), run.codecs(), run.timescale(), run.width(), run.height(), clip.init());
    }
}
