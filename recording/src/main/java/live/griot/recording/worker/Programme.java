package live.griot.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.SampleDescription;
import live.griot.recording.playlist.PlaylistTime;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;

/**
 * What is seen and heard in a recording, by a player's time: pauses are cut out. Not thread-safe.
 *
 * @param picture its clips, in order
 * @param runs what is stored of each of them
 * @param sound likewise
 */
record Programme(List<Clip> picture, List<StoredRun> runs, List<Clip> sound) {
    private static final String VP8 = "vp08";
    private static final long SECOND_MICROS = 1_000_000;

    Programme {
        picture = List.copyOf(picture);
        runs = List.copyOf(runs);
        sound = List.copyOf(sound);
    }

    /**
     * A size of pictures.
     *
     * @param width in pixels, even
     * @param height in pixels, even
     */
    record Size(int width, int height) {}

    /** Reads that of a recording. */
    static Programme of(RecordingReader reader) throws IOException, NotMadeException {
        RecordingContents contents = reader.contents();
        PlaylistTime time = PlaylistTime.of(contents.beganMillis(), contents.states());
        Optional<StoredTrack> picture = contents.track(TrackName.PROGRAMME);
        Optional<StoredTrack> sound = Stream.of("aac", "opus")
                .flatMap(codec -> contents.track(TrackName.mix(codec)).stream())
                .findFirst();
        Map<StoredRun, Clip> clips = picture.isEmpty() ? Map.of() : clips(reader, picture.get(), time);
        return new Programme(
                List.copyOf(clips.values()),
                List.copyOf(clips.keySet()),
                sound.isEmpty()
                        ? List.of()
                        : List.copyOf(clips(reader, sound.get(), time).values()));
    }

    /** Returns the clips of a track, in order, with what is stored of each. */
    static Map<StoredRun, Clip> clips(RecordingReader reader, StoredTrack track, PlaylistTime time)
            throws IOException, NotMadeException {
        Map<StoredRun, Clip> clips = new LinkedHashMap<>();
        for (StoredRun run : track.runs()) {
            List<Clip.Piece> pieces = new ArrayList<>();
            for (StoredSegment segment : track.segments()) {
                if (segment.run() == run.number()) {
                    segment.parts().forEach(part -> pieces.add(piece(reader, segment, part, run.timescale(), time)));
                }
            }
            if (!pieces.isEmpty()) {
                byte[] init;
                try (InputStream from = reader.openInit(run)) {
                    init = from.readAllBytes();
                }
                SampleDescription description = SampleDescription.read(ByteSource.of(init))
                        .orElseThrow(() -> NotMadeException.ever("A part of the recording is damaged"));
                clips.put(run, new Clip(init, description, pieces));
            }
        }
        return clips;
    }

    private static Clip.Piece piece(
            RecordingReader reader, StoredSegment segment, StoredPart part, int timescale, PlaylistTime time) {
        long micros = part.start() / timescale * SECOND_MICROS + part.start() % timescale * SECOND_MICROS / timescale;
        return new Clip.Piece(
                time.ofMedia(micros),
                part.length(),
                part.independent(),
                (from, length) -> reader.open(part.track(), segment, part.offset() + from, length));
    }

    /** Returns whether a recording has pictures that players do not take out of its segments: for them they are in the one file alone. */
    static boolean isForNoPlayer(RecordingReader reader) {
        return reader.contents().track(TrackName.PROGRAMME).stream()
                .flatMap(track -> track.runs().stream())
                .anyMatch(run -> run.codecs().startsWith(VP8));
    }

    /** Returns whether what decodes the first picture decodes all of them, in players that are common. */
    boolean isEven() {
        return runs.stream()
                                .map(run -> List.of(run.codecs(), run.width(), run.height()))
                                .distinct()
                                .count()
                        <= 1
                && runs.stream().noneMatch(run -> run.codecs().startsWith(VP8));
    }

    /** Returns the size that most of it has, of those that last as long the largest. */
    Size size() {
        Map<Size, Long> parts = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            Size size = new Size(even(runs.get(i).width()), even(runs.get(i).height()));
            parts.merge(size, (long) picture.get(i).pieces().size(), Long::sum);
        }
        return parts.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Size, Long> one) -> one.getValue())
                        .thenComparing(one ->
                                (long) one.getKey().width() * one.getKey().height()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** Returns the largest even number of pixels up to so many, 2 at least. */
    static int even(int pixels) {
        return Math.max(2, pixels - pixels % 2);
    }

    /** Returns when the last of its parts begins, by a player's time in microseconds; 0 where there is none. */
    long lastMicros() {
        return Stream.of(picture, sound)
                .flatMap(List::stream)
                .mapToLong(clip -> clip.pieces().getLast().startMicros())
                .max()
                .orElse(0);
    }

    /** Returns how many bytes its parts have. */
    long length() {
        return Stream.of(picture, sound)
                .flatMap(List::stream)
                .mapToLong(Clip::length)
                .sum();
    }
}
