package live.griot.recording.worker;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.worker.Programme.Size;

/**
 * Makes one MP4 file of a recording. Where all pictures are of one codec and one size they are copied as they are, without another program;
 * else they are decoded and encoded again as H.264 in the size that most of them have. Sound is copied.
 */
final class Download implements Recipe {
    /** How far it is when the pictures are encoded, in hundredths of the whole. */
    static final int ENCODED = 80;

    private static final int HUNDRED = 100;
    private static final int BUFFER = 256 << 10;

    private final Encoder encoder;
    private final JobKind kind;

    Download(Encoder encoder) {
        this(encoder, JobKind.DOWNLOAD);
    }

    /** Makes one that stands for another kind of download. */
    Download(Encoder encoder, JobKind kind) {
        this.encoder = encoder;
        this.kind = kind;
    }

    /** What is encoded lies beside what is made of it, and beside the sound. */
    @Override
    public long room(RecordingReader recording) throws IOException, NotMadeException {
        Programme programme = Programme.of(recording);
        if (programme.isEven()) {
            return programme.length();
        }
        long seconds = TimeUnit.MICROSECONDS.toSeconds(programme.lastMicros()) + 1;
        return programme.length() + 2 * Encoder.bytes(programme.size(), seconds);
    }

    @Override
    public long make(RecordingReader recording, Path directory, Path scratch, Making making)
            throws IOException, NotMadeException, StoppedException {
        Programme programme = Programme.of(recording);
        if (programme.picture().isEmpty() && programme.sound().isEmpty()) {
            throw NotMadeException.ever("Nothing was recorded");
        }
        List<Clip> picture = programme.isEven() ? programme.picture() : encoded(programme, scratch, making);
        int done = programme.isEven() ? 0 : ENCODED;
        return new Writing(directory, scratch, kind.file(), making).write(picture, programme.sound(), done);
    }

    /** Puts clips into a file, which is there when it is whole. */
    record Writing(Path directory, Path scratch, String name, Making making) {
        /**
         * Writes it.
         *
         * @param picture what decodes the first of them decodes all
         * @param done how far it is before, in hundredths of the whole
         * @return how many bytes it has
         */
        long write(List<Clip> picture, List<Clip> sound, int done)
                throws IOException, NotMadeException, StoppedException {
            MovieMaker movie = MovieMaker.of(picture, sound, making);
            Path unfinished = scratch.resolve(name);
            try (FileChannel file = FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream to = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER)) {
                movie.writeTo(to, percent -> making.reached(done + percent * (HUNDRED - done) / HUNDRED), making);
                to.flush();
                file.force(true);
            }
            making.check();
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return Files.size(directory.resolve(name));
        }
    }

    private List<Clip> encoded(Programme programme, Path scratch, Making making)
            throws IOException, NotMadeException, StoppedException {
        Size size = programme.size();
        long all = programme.picture().stream().mapToLong(Clip::length).sum();
        long[] read = new long[1];
        List<Clip> encoded = new ArrayList<>();
        for (int i = 0; i < programme.picture().size(); i++) {
            Path file = scratch.resolve("picture-%d.mp4".formatted(i));
            Clip next = encoder.encode(programme.picture().get(i), size, file, making, bytes -> {
                read[0] += bytes;
                making.reached((int) (ENCODED * read[0] / all));
            });
            Encoder.add(next, encoded);
        }
        return encoded;
    }
}
