package live.griot.recording.upkeep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingFolder;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.StoreFault;
import live.griot.recording.store.VerifyReport;
import live.griot.recording.timeline.MediaTime;
import org.jspecify.annotations.Nullable;

/**
 * Compares recordings three ways: every byte with the checksum that its index has, every file with what the index knows and the other way
 * round, and every row of the read model with its directory and the other way round. Changes nothing. What a program writes meanwhile is
 * passed over. Not thread-safe.
 */
public final class Verification {
    private static final int ROWS_AT_ONCE = 500;

    private final RecordingFolder folder;
    private final @Nullable Recordings rows;
    private final boolean isRunning;
    private final Consumer<String> findings;
    private final Set<RecordingName> known = new HashSet<>();
    private long recordings;
    private long beingWritten;
    private long parts;
    private long bytes;
    private long found;

    /**
     * What was looked at.
     *
     * @param recordings how many have files
     * @param beingWritten how many of them were passed over
     * @param parts whose checksum was compared
     * @param bytes of these
     * @param findings how many things are not as they should be
     */
    public record Summary(long recordings, long beingWritten, long parts, long bytes, long findings) {}

    /**
     * Makes one that tells each finding, in a line for a person.
     *
     * @param rows null where the read model cannot be asked
     * @param isRunning whether a program has these recordings open
     */
    public Verification(
            RecordingFolder folder, @Nullable Recordings rows, boolean isRunning, Consumer<String> findings) {
        this.folder = folder;
        this.rows = rows;
        this.isRunning = isRunning;
        this.findings = findings;
    }

    /**
     * Looks at everything once.
     *
     * @throws IOException when the directory itself cannot be read; what cannot be read in one recording is a finding
     */
    public Summary run() throws IOException {
        Set<RecordingName> there = new HashSet<>(folder.recordings());
        Recordings readModel = rows;
        if (readModel != null) {
            List<RecordingRow> some = readModel.after("", ROWS_AT_ONCE);
            while (!some.isEmpty()) {
                some.forEach(row -> compare(row, there));
                some = readModel.after(some.getLast().id().value(), ROWS_AT_ONCE);
            }
        }
        for (RecordingName name : folder.recordings()) {
            if (!known.contains(name)) {
                if (readModel != null) {
                    found(name, "there are files, and no row knows of them");
                }
                verify(name, null);
            }
        }
        for (RecordingName name : folder.elsewhere()) {
            if (!there.contains(name) && !isRunning) {
                found(name, "there are files in the bucket, and no index of them here");
            }
        }
        if (!isRunning) {
            for (Path other : folder.others()) {
                found("%s: no recording; a deletion left it, or somebody else put it there"
                        .formatted(other.getFileName()));
            }
        }
        return new Summary(recordings, beingWritten, parts, bytes, found);
    }

    private void compare(RecordingRow row, Set<RecordingName> there) {
        RecordingName name = new RecordingName(row.id().value());
        known.add(name);
        boolean hasFiles = there.contains(name);
        if (row.state() == RecordingState.DELETED) {
            if (hasFiles && !isRunning) {
                found(name, "it is deleted, and its files are there still; the next start removes them");
            }
        } else if (hasFiles) {
            verify(name, row);
        } else if (row.bytes() > 0) {
            found(name, "its row says %d bytes, and there are no files".formatted(row.bytes()));
        }
    }

    private void verify(RecordingName name, @Nullable RecordingRow row) {
        recordings++;
        try {
            RecordingContents contents = folder.read(name).contents();
            if (!contents.isFinished() && isRunning) {
                beingWritten++;
                return;
            }
            VerifyReport report = folder.verify(name);
            parts += report.parts();
            bytes += report.bytes();
            String mended = contents.isFinished() ? "" : "; it was not finished, and the next start makes it whole";
            for (StoreFault fault : report.faults()) {
                found("%s: %s, %s%s".formatted(fault.file(), fault.kind(), fault.detail(), mended));
            }
            if (row != null && !row.active()) {
                compare(name, row, contents);
            }
        } catch (IOException unreadable) {
            found(name, "it cannot be read: " + unreadable);
        }
    }

    /** What is finished for good is told in the row as it is in the index. */
    private void compare(RecordingName name, RecordingRow row, RecordingContents contents) {
        if (!contents.isFinished()) {
            found(name, "its row says that it is finished, and its index does not");
            return;
        }
        if (row.bytes() != contents.bytes()) {
            found(name, "its row says %d bytes, and its index %d".formatted(row.bytes(), contents.bytes()));
        }
        Duration length = MediaTime.of(contents).map(MediaTime::length).orElse(Duration.ZERO);
        if (row.duration().toMillis() != length.toMillis()) {
            found(name, "its row says that it plays %s, and its index %s".formatted(row.duration(), length));
        }
    }

    private void found(RecordingName name, String what) {
        found("%s: %s".formatted(name, what));
    }

    private void found(String line) {
        found++;
        findings.accept(line);
    }
}
