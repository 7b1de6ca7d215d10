package live.griot.recording.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.griot.recording.mp4.BoxWalker.Box;
import org.jspecify.annotations.Nullable;

/**
 * Finds the whole parts of a track's file, or of a piece of it, which may have been cut off anywhere or be anything at all. What comes after
 * the last whole part is what recovery cuts off. Whether the samples' bytes are those that were written, a checksum kept elsewhere has to say.
 */
public final class PartScanner {
    private PartScanner() {}

    /**
     * What was found.
     *
     * @param initEnd where the init segment ends; 0 where the file does not begin with a whole one
     * @param parts in order; their times never go back
     * @param length of the whole file
     */
    public record Scan(long initEnd, List<ScannedPart> parts, long length) {
        public Scan {
            parts = List.copyOf(parts);
        }

        /** Returns how long the file is with nothing but what is whole: up to the end of the last whole part, or of the init segment. */
        public long wholeEnd() {
            return parts.isEmpty() ? initEnd : parts.getLast().end();
        }

        /** Returns whether nothing has to be cut off. */
        public boolean isWhole() {
            return wholeEnd() == length;
        }
    }

    /**
     * Looks through a file. It reads the heads of boxes and what parts say of themselves, not the samples.
     *
     * @throws IOException when the source cannot be read; never for what stands in it
     */
    public static Scan scan(ByteSource source) throws IOException {
        BoxWalker boxes = BoxWalker.of(source);
        List<ScannedPart> parts = new ArrayList<>();
        long initEnd = 0;
        Optional<Box> next = boxes.next();
        if (next.isPresent() && next.get().is("ftyp")) {
            next = boxes.next();
            if (next.isEmpty() || !next.get().is("moov") || !isWholeTrack(boxes.into())) {
                return new Scan(0, parts, source.length());
            }
            initEnd = next.get().end();
            next = boxes.next();
        }
        long time = 0;
        while (next.isPresent() && next.get().is("moof")) {
            Box moof = next.get();
            BoxWalker inside = boxes.into();
            next = boxes.next();
            ScannedPart part = next.isPresent() && next.get().is("mdat") && inside != null
                    ? FragmentReader.read(source, moof, inside, next.get())
                    : null;
            if (part == null || part.decodeTime() < time) {
                break;
            }
            parts.add(part);
            time = part.endTime();
            next = boxes.next();
        }
        return new Scan(initEnd, parts, source.length());
    }

    private static boolean isWholeTrack(@Nullable BoxWalker boxes) throws IOException {
        if (boxes == null) {
            return false;
        }
        int found = 0;
        for (Optional<Box> next = boxes.next(); next.isPresent(); next = boxes.next()) {
            Box box = next.get();
            found += box.is("mvhd") || box.is("trak") || box.is("mvex") ? 1 : 0;
        }
        return boxes.isWhole() && found == 3;
    }
}
