package live.griot.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Leaves nothing of a run behind: ends what was started, and deletes its directory. */
final class Cleanup implements AutoCloseable {
    private final Path directory;
    private final List<Runnable> afterwards = new ArrayList<>();

    Cleanup(Path directory) {
        this.directory = directory;
    }

    /** Adds something to do at the end. */
    void afterwards(Runnable deed) {
        afterwards.add(deed);
    }

    @Override
    public void close() throws IOException {
        afterwards.forEach(Runnable::run);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
