package live.griot.identity.datadir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file that only its owner may read. It appears whole or not at all: of several processes that start at once on
 * one directory, one makes the secret and all read the same.
 */
public final class SecretFile {
    private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    SecretFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Returns the stored secret; makes, stores and returns a new one the first time. Throws {@link UncheckedIOException}. */
    public byte[] readOrCreate(Supplier<byte[]> fresh) {
        try {
            if (Files.notExists(path)) {
                create(fresh.get());
            }
            warnWhenOthersMayRead();
            byte[] secret = Files.readAllBytes(path);
            if (secret.length == 0) {
                throw new UnusableKeys("The file %s is empty".formatted(path));
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("The secret " + path + " can neither be read nor made", e);
        }
    }

    /** Returns where the file is, or would be. */
    public Path path() {
        return path;
    }

    /**
     * Destroys the secret: its bytes are overwritten on the disk before the file is deleted. Nothing happens where there is none. Throws
     * {@link UncheckedIOException}.
     */
    public void destroy() {
        if (Files.notExists(path)) {
            return;
        }
        try {
            try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
                ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(out.size()));
                while (zeros.hasRemaining()) {
                    out.write(zeros);
                }
                out.force(true);
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The secret " + path + " can not be destroyed", e);
        }
    }

    private void create(byte[] secret) throws IOException {
        Path directory = Objects.requireNonNull(path.getParent(), "A secret has a directory");
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, ownerOnly(existingAncestor(directory), OWNER_ONLY_DIRECTORY));
        }
        Path draft = Files.createTempFile(
                directory, path.getFileName().toString(), ".new", ownerOnly(directory, OWNER_ONLY));
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(secret);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            publish(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A link appears at once and never over another file, which a move cannot promise. */
    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
            log.info("Made a new secret in {}; keys belong with your backups", path);
        } catch (FileAlreadyExistsException e) {
            log.info("Another process made the secret {} at the same moment; it is the one in use", path);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, path);
        }
    }

    private void warnWhenOthersMayRead() throws IOException {
        if (!isPosix(path)) {
            return;
        }
        EnumSet<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(Files.getPosixFilePermissions(path));
        others.removeAll(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        if (!others.isEmpty()) {
            log.warn(
                    "The secret {} is open to others than its owner: {}; make it readable by its owner alone",
                    path,
                    others);
        }
    }

    private static Path existingAncestor(Path directory) {
        Path at = directory;
        while (Files.notExists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static FileAttribute<?>[] ownerOnly(Path on, Set<PosixFilePermission> permissions) throws IOException {
        return isPosix(on)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path on) throws IOException {
        FileStore store = Files.getFileStore(on);
        return store.supportsFileAttributeView("posix");
    }
}
