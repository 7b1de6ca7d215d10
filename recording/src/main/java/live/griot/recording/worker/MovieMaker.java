package live.griot.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.mp4.PartSamples;
import live.griot.recording.mp4.ProgressiveMovie;
import live.griot.recording.mp4.ProgressiveTrack;
import live.griot.recording.worker.Clip.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a track of pictures and of one of sound into one file, none of whose samples is changed. Where nothing comes, the last
 * picture stays, and the sound is silent; so both begin at 0, and players need to know of no gap. Not thread-safe.
 */
final class MovieMaker {
    private static final long SECOND_MICROS = 1_000_000;
    private static final byte[] SILENCE = OpusPacket.silence(OpusPacket.LONGEST_SILENCE, true);
    private static final int COPIED_AT_ONCE = 64 << 10;

    private final ProgressiveMovie movie = new ProgressiveMovie();
    private final List<Chunk> chunks = new ArrayList<>();

    /** Samples that follow each other in the file. */
    private sealed interface Chunk {
        void writeTo(OutputStream file) throws IOException;

        long length();
    }

    /** Those of a part. */
    private record OfPiece(Piece piece, long start, long length) implements Chunk {
        @Override
        public void writeTo(OutputStream file) throws IOException {
            try (InputStream from = piece.opener().open(start, length)) {
                byte[] some = new byte[COPIED_AT_ONCE];
                for (int read; (read = from.read(some)) >= 0; ) {
                    file.write(some, 0, read);
                }
            }
        }
    }

    /** So many packets of silence. */
    private record OfSilence(int packets) implements Chunk {
        @Override
        public void writeTo(OutputStream file) throws IOException {
            for (int i = 0; i < packets; i++) {
                file.write(SILENCE);
            }
        }

        @Override
        public long length() {
            return (long) packets * SILENCE.length;
        }
    }

    /** A track whose pieces are added in order. */
    private final class Track {
        private final List<Piece> pieces;
        private final ProgressiveTrack track;
        private final boolean isOpus;
        private int next;

        Track(List<Clip> clips) {
            this.pieces = clips.stream().flatMap(clip -> clip.pieces().stream()).toList();
            this.track = movie.track(clips.getFirst().description());
            this.isOpus = track.description().isOpus();
        }

        /** Returns when the next piece begins; after all else where there is none. */
        long nextMicros() {
            return next < pieces.size() ? pieces.get(next).startMicros() : Long.MAX_VALUE;
        }

        void add() throws IOException, NotMadeException {
            Piece piece = pieces.get(next++);
            PartSamples samples = piece.samples();
            long gap = ticks(piece.startMicros()) - track.end();
            if (isOpus) {
                addSilence((int) Math.min(Integer.MAX_VALUE, gap / OpusPacket.LONGEST_SILENCE));
            } else if (track.samples() > 0) {
                track.stretch(gap);
            } else if (gap > 0) {
                add(piece, samples, 0, 1);
                track.stretch(gap);
                if (samples.count() > 1) {
                    add(piece, samples, 1, samples.count() - 1);
                }
                return;
            }
            add(piece, samples, 0, samples.count());
        }

        private void add(Piece piece, PartSamples samples, int first, int count) {
            long start = samples.dataStart() + size(samples, 0, first);
            chunks.add(new OfPiece(piece, start, size(samples, first, count)));
            movie.add(track, samples, first, count);
        }

        private void addSilence(int packets) {
            if (packets > 0) {
                chunks.add(new OfSilence(packets));
                movie.addEven(track, SILENCE.length, OpusPacket.LONGEST_SILENCE, packets);
            }
        }

        private long ticks(long micros) {
            long timescale = track.description().timescale();
            return micros / SECOND_MICROS * timescale + micros % SECOND_MICROS * timescale / SECOND_MICROS;
        }
    }

    private static long size(PartSamples samples, int first, int count) {
        long size = 0;
        for (int i = first; i < first + count; i++) {
            size += samples.size(i);
        }
        return size;
    }

    private MovieMaker() {}

    /**
     * Reads what the parts say of themselves.
     *
     * @param picture what decodes the first of them decodes all; none for sound alone
     * @param sound likewise
     */
    static MovieMaker of(List<Clip> picture, List<Clip> sound, Making making)
            throws IOException, NotMadeException, StoppedException {
        MovieMaker maker = new MovieMaker();
        List<Track> tracks = new ArrayList<>();
        for (List<Clip> clips : List.of(picture, sound)) {
            if (!clips.isEmpty()) {
                tracks.add(maker.new Track(clips));
            }
        }
        for (Track earliest = maker.earliest(tracks); earliest != null; earliest = maker.earliest(tracks)) {
            making.check();
            earliest.add();
        }
        return maker;
    }

    private @Nullable Track earliest(List<Track> tracks) {
        Track earliest = null;
        for (Track one : tracks) {
            boolean isEarlier = earliest == null || one.nextMicros() < earliest.nextMicros();
            earliest = isEarlier && one.nextMicros() < Long.MAX_VALUE ? one : earliest;
        }
        return earliest;
    }

    /** Makes a movie of the key frames that stand at the beginning of some parts, each of which lasts a second. */
    static MovieMaker ofKeyFrames(Clip clip, List<Piece> pieces) throws IOException, NotMadeException {
        MovieMaker maker = new MovieMaker();
        ProgressiveTrack track = maker.movie.track(clip.description());
        for (Piece piece : pieces) {
            PartSamples samples = piece.samples();
            maker.chunks.add(new OfPiece(piece, samples.dataStart(), samples.size(0)));
            maker.movie.addEven(track, (int) samples.size(0), clip.description().timescale(), 1);
        }
        return maker;
    }

    /** Returns about how many bytes it has. */
    long length() {
        return movie.dataLength();
    }

    /** Writes all of it, unless it is stopped. Tells between 0 and 100 how much of it is written. */
    void writeTo(OutputStream file, IntConsumer percent, Making making) throws IOException {
        file.write(movie.head());
        long written = 0;
        for (Chunk chunk : chunks) {
            if (making.isStopped()) {
                return;
            }
            chunk.writeTo(file);
            written += chunk.length();
            percent.accept((int) (100 * written / Math.max(1, movie.dataLength())));
        }
    }
}
