package live.griot.recording.worker;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import live.griot.recording.lifecycle.RecordingViews;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.worker.Clip.Piece;
import live.griot.recording.worker.Programme.Size;
import org.jspecify.annotations.Nullable;

/**
 * Makes small pictures of a recording out of its key frames: sheets of a hundred, a list of which is where (WebVTT), and one larger picture
 * for its page. A recording without a picture has none.
 */
final class Thumbnails implements Recipe {
    /** What the list is called among what is made of a recording; it names the sheets as they are called there. */
    static final String LIST = "thumbnails.vtt";
    /** What the names of the sheets begin with. */
    static final String SHEET = "sprite-";

    private static final Size SMALL = new Size(160, 90);
    private static final Size LARGE = new Size(1_280, 720);
    private static final int ACROSS = 10;
    private static final int ON_SHEET = ACROSS * ACROSS;
    private static final int MOST = 2 * ON_SHEET;
    private static final long CLOSEST_MICROS = 2_000_000;
    /** Where the larger one is from: a live's first moments are seldom its best. */
    private static final int POSTER_AT = 10;

    private final Encoder encoder;

    Thumbnails(Encoder encoder) {
        this.encoder = encoder;
    }

    /** A key frame, and what decodes it. */
    private record Still(Clip clip, Piece piece) {}

    @Override
    public long make(RecordingReader recording, Path directory, Path scratch, Making making)
            throws IOException, NotMadeException, StoppedException {
        Programme programme = Programme.of(recording);
        List<Still> all = programme.picture().stream()
                .flatMap(clip ->
                        clip.pieces().stream().filter(Piece::isIndependent).map(piece -> new Still(clip, piece)))
                .toList();
        if (all.isEmpty()) {
            return 0;
        }
        long end = programme.lastMicros() + 1;
        long step = Math.max(CLOSEST_MICROS, Math.ceilDiv(end, (long) MOST));
        List<Still> shown = new ArrayList<>();
        for (long at = 0; at < end; at += step) {
            shown.add(at(all, at + step / 2));
        }
        Map<Piece, byte[]> small = stills(new LinkedHashSet<>(shown), SMALL, making);
        making.reached(90);
        Still poster = at(all, end / POSTER_AT);
        byte[] large = Stream.concat(
                        stills(new LinkedHashSet<>(List.of(poster)), LARGE, making).values().stream(),
                        small.values().stream())
                .filter(one -> one.length > 0)
                .findFirst()
                .orElseThrow(() -> NotMadeException.ever("The recording's pictures cannot be decoded"));
        long bytes = put(directory, scratch, RecordingViews.POSTER, large);
        for (int sheet = 0; sheet * ON_SHEET < shown.size(); sheet++) {
            List<Still> on = shown.subList(sheet * ON_SHEET, Math.min(shown.size(), (sheet + 1) * ON_SHEET));
            bytes += put(directory, scratch, SHEET + sheet + ".jpg", sheet(on, small));
        }
        making.check();
        return bytes
                + put(directory, scratch, LIST, list(shown.size(), step, end).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the last one that begins up to a time; the first one before that. */
    private static Still at(List<Still> all, long micros) {
        Still found = all.getFirst();
        for (Still one : all) {
            found = one.piece().startMicros() <= micros ? one : found;
        }
        return found;
    }

    private Map<Piece, byte[]> stills(SequencedSet<Still> wanted, Size size, Making making)
            throws IOException, NotMadeException, StoppedException {
        Map<Piece, byte[]> made = new HashMap<>();
        List<Still> left = new ArrayList<>(wanted);
        while (!left.isEmpty()) {
            Clip clip = left.getFirst().clip();
            List<Piece> pieces = left.stream()
                    .filter(one -> one.clip().equals(clip))
                    .map(Still::piece)
                    .toList();
            List<byte[]> stills = encoder.stills(clip, pieces, size, making);
            for (int i = 0; i < pieces.size(); i++) {
                made.put(pieces.get(i), stills.get(i));
            }
            left.removeIf(one -> one.clip().equals(clip));
            making.reached((int) (90L * made.size() / Math.max(1, wanted.size())));
        }
        return made;
    }

    private static byte[] sheet(List<Still> shown, Map<Piece, byte[]> small) throws IOException {
        int rows = Math.ceilDiv(shown.size(), ACROSS);
        BufferedImage sheet = new BufferedImage(
                SMALL.width() * Math.min(ACROSS, shown.size()), SMALL.height() * rows, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D on = sheet.createGraphics();
        try {
            for (int i = 0; i < shown.size(); i++) {
                @Nullable
                BufferedImage one = read(small.getOrDefault(shown.get(i).piece(), new byte[0]));
                if (one != null) {
                    on.drawImage(one, i % ACROSS * SMALL.width(), i / ACROSS * SMALL.height(), null);
                }
            }
        } finally {
            on.dispose();
        }
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ImageIO.write(sheet, "jpeg", to);
        return to.toByteArray();
    }

    /** Reads a picture of the size that was asked for; null for any other, before its pixels are looked at. */
    private static @Nullable BufferedImage read(byte[] jpeg) throws IOException {
        try (ImageInputStream from = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(from);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(from, true, true);
                boolean isRight = reader.getWidth(0) == SMALL.width() && reader.getHeight(0) == SMALL.height();
                return isRight ? reader.read(0) : null;
            } finally {
                reader.dispose();
            }
        }
    }

    private static String list(int count, long step, long end) {
        StringBuilder list = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < count; i++) {
            int place = i % ON_SHEET;
            list.append("\n%s --> %s\n%s%d.jpg#xywh=%d,%d,%d,%d\n"
                    .formatted(
                            time(i * step),
                            time(i == count - 1 ? Math.max(end, i * step + CLOSEST_MICROS) : (i + 1) * step),
                            SHEET,
                            i / ON_SHEET,
                            place % ACROSS * SMALL.width(),
                            place / ACROSS * SMALL.height(),
                            SMALL.width(),
                            SMALL.height()));
        }
        return list.toString();
    }

    private static String time(long micros) {
        long millis = micros / 1_000;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                millis % 1_000);
    }

    private static long put(Path directory, Path scratch, String name, byte[] bytes) throws IOException {
        Path unfinished = Files.write(scratch.resolve(name), bytes);
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return bytes.length;
    }
}
