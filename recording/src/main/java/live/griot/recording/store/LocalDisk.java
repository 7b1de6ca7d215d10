package live.griot.recording.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** This machine's. */
final class LocalDisk implements Disk {
    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final boolean forces;

    /** Makes one that writes what it is given. */
    LocalDisk() {
        this(true);
    }

    /** Makes one that may leave to the system when, and whether, something is written that is gone soon. */
    LocalDisk(boolean forces) {
        this.forces = forces;
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new LocalFile(channel(file), forces);
    }

    /** Opens a file for writing, which is made where it is missing, readable by its owner alone; never through a link. */
    static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, WRITING, ifKnown(file, OWNERS_FILE));
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, ifKnown(directory, OWNERS_DIRECTORY));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw there;
            }
        }
    }

    @Override
    public void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (forces && isPosix(directory)) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ifKnown(Path path, FileAttribute<?> permissions) {
        return isPosix(path) ? new FileAttribute<?>[] {permissions} : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private record LocalFile(FileChannel channel, boolean forces) implements OpenFile {
        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            while (from.hasRemaining()) {
                channel.write(from, position + from.position());
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void force() throws IOException {
            if (forces) {
                channel.force(false);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
