package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a recording: first it loses its name, in one step, so that nobody finds half of it; then all that is in it goes. What a kill leaves,
 * the next recovery removes.
 */
final class Deletion {
    private Deletion() {}

    static void delete(RecordingFiles files, RecordingName name, Disk disk) throws IOException {
        Path gone = files.gone(name);
        remove(gone);
        try {
            Files.move(files.directory(name), gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException deleted) {
            return;
        }
        disk.forceDirectory(files.root());
        remove(gone);
        disk.forceDirectory(files.root());
    }

    /** Removes a directory and all that is in it, if it is there. Links are removed, and not followed. */
    static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, REMOVER);
    }

    private static final FileVisitor<Path> REMOVER = new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    };
}
