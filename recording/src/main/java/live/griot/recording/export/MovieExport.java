package live.griot.recording.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import live.griot.recording.mp4.Movie;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.playlist.PlaylistTime;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;

/**
 * Writes a recording into one file of fragmented MP4: the programme and the sound of all, or what there is of both, with the pauses cut out.
 * The samples are the stored ones; nothing is encoded anew. It needs as much memory as a part of each track.
 */
public final class MovieExport {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final String MIX = "m-";
    private static final String PROGRAMME = "p";

    private final RecordingReader reader;
    private final PlaylistTime time;

    private MovieExport(RecordingReader reader) {
        this.reader = reader;
        this.time = PlaylistTime.of(
                reader.contents().beganMillis(), reader.contents().states());
    }

    /**
     * Writes what a recording has so far; the stream stays open.
     *
     * @return how many parts were written
     * @throws IOException when a file cannot be read, or there is nothing to play
     */
    public static long write(RecordingReader reader, OutputStream to) throws IOException {
        return new MovieExport(reader).write(to);
    }

    /** Goes through the parts of one track. */
    private static final class Going {
        private final StoredTrack track;
        private final int number;
        private final Iterator<Placed> parts;
        private Placed next;

        Going(StoredTrack track, int number) {
            this.track = track;
            this.number = number;
            this.parts = track.segments().stream()
                    .flatMap(segment -> segment.parts().stream().map(part -> new Placed(segment, part)))
                    .iterator();
            this.next = parts.next();
        }

        double seconds() {
            return (double) next.part.start() / track.runs().getFirst().timescale();
        }
    }

    private record Placed(StoredSegment segment, StoredPart part) {}

    private long write(OutputStream to) throws IOException {
        List<StoredTrack> tracks = played(reader.contents());
        if (tracks.isEmpty()) {
            throw new IOException("The recording has no picture and no sound");
        }
        List<List<TrackFormat>> formats = new ArrayList<>();
        for (StoredTrack track : tracks) {
            formats.add(formats(track));
        }
        to.write(Movie.init(formats));
        PriorityQueue<Going> going = new PriorityQueue<>(Comparator.comparingDouble(Going::seconds));
        for (StoredTrack track : tracks) {
            going.add(new Going(track, going.size() + 1));
        }
        long written = 0;
        for (Going one = going.poll(); one != null; one = going.poll()) {
            written++;
            to.write(part(one, written));
            if (one.parts.hasNext()) {
                one.next = one.parts.next();
                going.add(one);
            }
        }
        return written;
    }

    private static List<StoredTrack> played(RecordingContents contents) {
        return contents.tracks().stream()
                .filter(track -> track.name().value().equals(PROGRAMME)
                        || track.name().value().startsWith(MIX))
                .filter(track -> !track.segments().isEmpty())
                .sorted(Comparator.comparing(track -> !track.name().value().equals(PROGRAMME)))
                .toList();
    }

    private List<TrackFormat> formats(StoredTrack track) throws IOException {
        List<TrackFormat> formats = new ArrayList<>();
        for (StoredRun run : track.runs()) {
            try (InputStream init = reader.openInit(run)) {
                formats.add(TrackFormat.stored(
                        run.kind(), run.codecs(), run.timescale(), run.width(), run.height(), init.readAllBytes()));
            }
            if (run.timescale() != track.runs().getFirst().timescale()) {
                throw new IOException("The runs of track %s count time in different units".formatted(track.name()));
            }
        }
        return formats;
    }

    private byte[] part(Going of, long sequenceNumber) throws IOException {
        StoredPart part = of.next.part;
        int description = 1;
        while (of.track.runs().get(description - 1).number() != part.run()) {
            description++;
        }
        byte[] stored;
        try (InputStream bytes = reader.open(of.track.name(), of.next.segment, part.offset(), part.length())) {
            stored = bytes.readAllBytes();
        }
        long start = withoutPauses(part.start(), of.track.runs().getFirst().timescale());
        return Movie.part(stored, of.number, description, sequenceNumber, start);
    }

    private long withoutPauses(long start, int timescale) {
        long micros = start / timescale * MICROS_A_SECOND + start % timescale * MICROS_A_SECOND / timescale;
        long cut = micros - time.ofMedia(micros);
        return start - (cut / MICROS_A_SECOND * timescale + cut % MICROS_A_SECOND * timescale / MICROS_A_SECOND);
    }
}
