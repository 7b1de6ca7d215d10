package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.recording.store.StoreFault.Kind;
import org.jspecify.annotations.Nullable;

/** Reads every byte of a recording, and looks for every file that its index knows, and for every file whether its index does. Changes nothing. */
final class Verifier {
    private final RecordingFiles files;
    private final RecordingName name;
    private final List<StoreFault> faults = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();
    private final @Nullable FarStore far;
    private final Map<String, Long> elsewhere = new HashMap<>();
    private long parts;
    private long bytes;

    /** Makes one for a recording; with a place where files are that are no more here, or null. */
    Verifier(RecordingFiles files, RecordingName name, @Nullable FarStore far) {
        this.files = files;
        this.far = far;
        this.name = name;
    }

    VerifyReport verify() throws IOException {
        IndexReader index = new IndexReader(files.index(name), name);
        index.read();
        known.add(files.index(name));
        if (far != null) {
            far.list(name + "/").forEach(file -> elsewhere.put(file.key(), file.size()));
        }
        if (index.damagedLines() > 0 || index.tornBytes() > 0) {
            fault(
                    Kind.INDEX_DAMAGED,
                    files.index(name),
                    "%d lines, and %d bytes at its end".formatted(index.damagedLines(), index.tornBytes()));
        }
        for (StoredTrack track : index.contents().tracks()) {
            for (StoredRun run : track.runs()) {
                verify(run);
            }
            for (StoredSegment segment : track.segments()) {
                verify(track, segment);
            }
        }
        findUnknown(files.directory(name), true);
        findUnknownElsewhere();
        return new VerifyReport(name, parts, bytes, faults);
    }

    private void verify(StoredRun run) throws IOException {
        Path file = files.run(name, run.track(), run.number());
        if (isElsewhere(file)) {
            try (InputStream from = opened(file)) {
                if (Checksum.of(from.readNBytes(run.length())) != run.checksum() || from.read() >= 0) {
                    fault(Kind.CHECKSUM, file, "init segment, elsewhere");
                }
            }
        } else if (isThere(file)) {
            try (ReadFile from = ReadFile.open(file)) {
                if (!PartCheck.holds(from, run)) {
                    fault(Kind.CHECKSUM, file, "init segment");
                }
            }
        }
    }

    private void verifyElsewhere(Path file, StoredSegment segment) throws IOException {
        try (InputStream from = opened(file)) {
            for (StoredPart part : segment.parts()) {
                parts++;
                bytes += part.length();
                if (Checksum.of(from.readNBytes(part.length())) != part.checksum()) {
                    fault(
                            Kind.CHECKSUM,
                            file,
                            "part at %d, %d bytes, elsewhere".formatted(part.offset(), part.length()));
                }
            }
            if (from.read() >= 0) {
                fault(Kind.UNKNOWN_BYTES, file, "elsewhere, from %d on".formatted(segment.length()));
            }
        }
    }

    private InputStream opened(Path file) throws IOException {
        return Objects.requireNonNull(far).open(files.key(file));
    }

    /** Returns whether a file is only elsewhere, and knows it. */
    private boolean isElsewhere(Path file) {
        known.add(file);
        return !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && elsewhere.containsKey(files.key(file));
    }

    private void findUnknownElsewhere() {
        Set<String> keys = known.stream().map(files::key).collect(Collectors.toSet());
        elsewhere.keySet().stream()
                .filter(key -> !keys.contains(key))
                .sorted()
                .forEach(key ->
                        fault(Kind.UNKNOWN_FILE, files.root().resolve(key), "elsewhere; the index does not know it"));
    }

    private void verify(StoredTrack track, StoredSegment segment) throws IOException {
        Path file = files.segment(name, track.name(), segment.number());
        if (isElsewhere(file)) {
            verifyElsewhere(file, segment);
            return;
        }
        if (!isThere(file)) {
            return;
        }
        try (ReadFile from = ReadFile.open(file)) {
            long length = from.length();
            long end = 0;
            for (StoredPart part : segment.parts()) {
                verify(file, from, part, length);
                if (part.offset() > end) {
                    fault(Kind.UNKNOWN_BYTES, file, "%d to %d".formatted(end, part.offset()));
                }
                end = part.end();
            }
            if (length > end) {
                fault(Kind.UNKNOWN_BYTES, file, "%d to %d".formatted(end, length));
            }
        }
    }

    private void verify(Path file, ReadFile from, StoredPart part, long length) throws IOException {
        parts++;
        bytes += part.length();
        String where = "part at %d, %d bytes".formatted(part.offset(), part.length());
        if (part.end() > length) {
            fault(Kind.TOO_SHORT, file, where);
        } else if (!PartCheck.holds(from, part)) {
            fault(Kind.CHECKSUM, file, where);
        }
    }

    private boolean isThere(Path file) {
        known.add(file);
        boolean isThere = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!isThere) {
            fault(Kind.FILE_MISSING, file, "the index knows it");
        }
        return isThere;
    }

    private void findUnknown(Path directory, boolean isTop) throws IOException {
        for (Path path : RecordingFiles.list(directory)) {
            boolean isDirectory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (isDirectory && isTop) {
                if (!path.equals(files.exports(name))) {
                    findUnknown(path, false);
                }
            } else if (!known.contains(path)) {
                fault(Kind.UNKNOWN_FILE, path, "the index does not know it");
            }
        }
    }

    private void fault(Kind kind, Path file, String detail) {
        faults.add(new StoreFault(kind, files.root().relativize(file), detail));
    }
}
