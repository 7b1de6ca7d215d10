package live.griot.recording.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.worker.Clip.Piece;
import live.griot.recording.worker.Programme.Size;

/**
 * Makes one MP4 file of a recording in which all who are on stage are seen beside each other, out of everybody's own picture; the sound is
 * that of all together, copied. Where there is but one person's it is the programme's file.
 */
final class Grid implements Recipe {
    private static final Size SIZE = new Size(1_280, 720);
    private static final int SEVERAL = 2;

    private final Encoder encoder;
    private final Download programme;

    Grid(Encoder encoder) {
        this.encoder = encoder;
        this.programme = new Download(encoder, JobKind.GRID);
    }

    /** Returns whether there is anything to see beside each other. */
    static boolean isOf(RecordingReader recording) {
        return Face.people(recording) >= SEVERAL;
    }

    /** What is encoded lies beside what is made of it. */
    @Override
    public long room(RecordingReader recording) throws IOException, NotMadeException {
        if (!isOf(recording)) {
            return programme.room(recording);
        }
        Programme heard = Programme.of(recording);
        long sound = heard.sound().stream().mapToLong(Clip::length).sum();
        long end = Face.of(recording).stream().mapToLong(Face::endMicros).max().orElse(0);
        return sound + 2 * Encoder.bytes(SIZE, TimeUnit.MICROSECONDS.toSeconds(end) + 1);
    }

    @Override
    public long make(RecordingReader recording, Path directory, Path scratch, Making making)
            throws IOException, NotMadeException, StoppedException {
        if (!isOf(recording)) {
            return programme.make(recording, directory, scratch, making);
        }
        List<GridStretch> stretches = GridStretch.of(Face.of(recording));
        long all = stretches.stream().mapToLong(GridStretch::length).sum();
        long[] read = new long[1];
        List<Clip> encoded = new ArrayList<>();
        for (GridStretch stretch : stretches) {
            Path file = scratch.resolve("picture-%d.mp4".formatted(encoded.size()));
            Optional<Clip> next = encoded(stretch, file, making, bytes -> {
                read[0] += bytes;
                making.reached((int) (Download.ENCODED * read[0] / all));
            });
            if (next.isPresent()) {
                Encoder.add(next.get(), encoded);
            }
        }
        if (encoded.isEmpty()) {
            throw NotMadeException.ever("The recording's pictures cannot be decoded");
        }
        return new Download.Writing(directory, scratch, JobKind.GRID.file(), making)
                .write(encoded, Programme.of(recording).sound(), Download.ENCODED);
    }

    /** Returns nothing where nobody's pictures can be decoded. One person's that cannot are not why the others are not seen. */
    private Optional<Clip> encoded(GridStretch stretch, Path file, Making making, LongConsumer read)
            throws IOException, NotMadeException, StoppedException {
        try {
            return Optional.of(encoder.grid(stretch, SIZE, file, making, read));
        } catch (NotMadeException failure) {
            List<Face> decodable = new ArrayList<>();
            for (Face face : stretch.faces()) {
                if (isDecodable(face, making)) {
                    decodable.add(face);
                }
            }
            if (decodable.size() == stretch.faces().size()) {
                throw failure;
            }
            return decodable.isEmpty() ? Optional.empty() : encoded(stretch.with(decodable), file, making, bytes -> {});
        }
    }

    private boolean isDecodable(Face face, Making making) throws IOException, NotMadeException, StoppedException {
        List<Piece> begins = face.clip().pieces().stream()
                .filter(Piece::isIndependent)
                .limit(1)
                .toList();
        return encoder.stills(face.clip(), begins, SIZE, making).stream().anyMatch(still -> still.length > 0);
    }
}
