package live.griot.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import live.griot.recording.mp4.Movie;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.worker.Clip.Piece;
import live.griot.recording.worker.Programme.Size;

/**
 * Stretch of a grid in which nobody comes or goes, nor sends another size or codec: one run of the video program, which reads the pictures
 * of all of them from one pipe.
 *
 * @param fromMicros by a player's time
 * @param toMicros likewise
 * @param faces whose pictures are in it, in their order; one at least
 */
record GridStretch(long fromMicros, long toMicros, List<Face> faces) {
    /** Who comes or goes within so long after another does so with them: a program for each would make a picture or two. */
    private static final long TOGETHER_MICROS = TimeUnit.MILLISECONDS.toMicros(250);

    /** How far times are off, being whole microseconds of thirtieths: no reason for a picture less. */
    private static final long ROUNDING_MICROS = 50;

    private static final long SECOND_MICROS = TimeUnit.SECONDS.toMicros(1);

    GridStretch {
        faces = List.copyOf(faces);
    }

    /** A piece of one of them. */
    private record Fed(int number, Piece piece) {}

    /** Returns those of some pictures, in order; where there is nobody there is none. */
    static List<GridStretch> of(List<Face> all) {
        TreeSet<Long> moments = new TreeSet<>();
        all.forEach(face -> moments.addAll(List.of(face.startMicros(), face.endMicros())));
        List<Long> kept = new ArrayList<>();
        for (long moment : moments) {
            if (kept.isEmpty() || moment - kept.getLast() > TOGETHER_MICROS) {
                kept.add(moment);
            }
        }
        Deque<Face> toCome = new ArrayDeque<>(
                all.stream().sorted(Comparator.comparingLong(Face::startMicros)).toList());
        List<Face> there = new ArrayList<>();
        List<GridStretch> stretches = new ArrayList<>();
        for (int i = 0; i + 1 < kept.size(); i++) {
            long from = kept.get(i);
            while (!toCome.isEmpty() && toCome.getFirst().startMicros() <= from + TOGETHER_MICROS) {
                there.add(toCome.removeFirst());
            }
            there.removeIf(face -> face.endMicros() <= from + TOGETHER_MICROS);
            if (!there.isEmpty()) {
                there.sort(Comparator.comparingInt(Face::person));
                stretches.add(new GridStretch(from, kept.get(i + 1), there));
            }
        }
        return stretches;
    }

    /** Returns the same without some. */
    GridStretch with(List<Face> others) {
        return new GridStretch(fromMicros, toMicros, others);
    }

    /** Returns how many bytes are read to make it. */
    long length() {
        return fed().stream().mapToLong(one -> one.piece().length()).sum();
    }

    /** A decoder begins with a key frame: pieces from that one on are read, whose pictures before the stretch are not shown. */
    private List<Fed> fed() {
        List<Fed> all = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            List<Piece> pieces = faces.get(i).clip().pieces();
            int first = Math.max(0, before(pieces, fromMicros + 1) - 1);
            while (first > 0 && !pieces.get(first).isIndependent()) {
                first--;
            }
            for (Piece piece : pieces.subList(first, Math.max(first, before(pieces, toMicros)))) {
                all.add(new Fed(i, piece));
            }
        }
        all.sort(
                Comparator.comparingLong((Fed one) -> one.piece().startMicros()).thenComparingInt(Fed::number));
        return all;
    }

    /** Returns how many pieces begin before a time. */
    private static int before(List<Piece> pieces, long micros) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).startMicros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns how many pictures' time is read before it begins; so it begins at a picture of the grid's own pace. */
    private long lead() {
        long earliest = Math.min(fromMicros, fed().getFirst().piece().startMicros());
        return Math.ceilDiv((fromMicros - earliest) * Encoder.PICTURES_A_SECOND, SECOND_MICROS);
    }

    /** Returns how the pictures become one, as {@code [grid]}: each at an even pace, in its cell, for as long as the stretch lasts. */
    String filter(Size whole) {
        GridLayout layout = new GridLayout(faces.size(), whole);
        StringBuilder graph = new StringBuilder();
        StringBuilder cells = new StringBuilder();
        String begin = String.format(Locale.ROOT, "%.6f", (double) lead() / Encoder.PICTURES_A_SECOND);
        for (int i = 0; i < faces.size(); i++) {
            graph.append("[0:v:%d]fps=%d:start_time=%s,%s,format=yuv420p[c%d];"
                    .formatted(i, Encoder.PICTURES_A_SECOND, begin, Encoder.fitted(layout.cell()), i));
            cells.append("[c%d]".formatted(i));
        }
        graph.append(cells);
        if (faces.size() > 1) {
            graph.append("xstack=inputs=%d:layout=%s:fill=black,".formatted(faces.size(), layout.places()));
        }
        // Less than a picture's time is left, for which the last one stays.
        long micros = toMicros - fromMicros + ROUNDING_MICROS;
        long pictures = Math.max(1, micros * Encoder.PICTURES_A_SECOND / SECOND_MICROS);
        return graph.append("trim=end_frame=%d,%s,%s[grid]".formatted(pictures, Encoder.fitted(whole), Encoder.ALIKE))
                .toString();
    }

    /** Writes the pictures as one fragmented movie with a track for each, in the order of their times. */
    void writeTo(OutputStream program, LongConsumer read) throws IOException {
        List<List<TrackFormat>> formats = new ArrayList<>();
        for (Face face : faces) {
            formats.add(List.of(face.format()));
        }
        program.write(Movie.init(formats));
        long origin = fromMicros - lead() * SECOND_MICROS / Encoder.PICTURES_A_SECOND;
        long written = 0;
        for (Fed one : fed()) {
            byte[] stored;
            try (InputStream from = one.piece().opener().open(0, one.piece().length())) {
                stored = from.readAllBytes();
            }
            long micros = Math.max(0, one.piece().startMicros() - origin);
            long timescale = faces.get(one.number()).run().timescale();
            long time = micros / SECOND_MICROS * timescale + micros % SECOND_MICROS * timescale / SECOND_MICROS;
            written++;
            program.write(Movie.part(stored, one.number() + 1, 1, written, time));
            read.accept(one.piece().length());
        }
    }
}
