package live.griot.app.backup;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.STORAGE_FULL;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import live.griot.api.refusal.Refused;
import live.griot.app.startup.DataDirectory;
import live.griot.app.storage.StoreAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Copies the embedded database as it is at one moment, and then the keys, while everything goes on. A backup is a directory that the program can be
 * started on. It has its name when it is whole and on the disk. One is made at a time, and none within the data directory: nothing that is there
 * may open the words of who is erased later. Thread-safe.
 */
@Component
@Conditional(StoreAddress.Embedded.class)
@EnableConfigurationProperties(BackupProperties.class)
class Backups {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'griot-'uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String DATABASE = "griot.mv.db";

    /** The database is copied into an archive first, and out of it then. */
    private static final int TIMES = 2;

    private static final Duration ROOM_MAY_BE_MADE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Path data;
    private final @Nullable Path place;
    private final JdbcTemplate db;
    private final Clock clock;
    private final AtomicBoolean making = new AtomicBoolean();

    Backups(live.griot.identity.datadir.DataDirectory data, BackupProperties properties, JdbcTemplate db, Clock clock) {
        this.data = data.dataDir().toAbsolutePath();
        this.place = properties.backupDir();
        this.db = db;
        this.clock = clock;
    }

    /**
     * A backup.
     *
     * @param directory where it is; with {@code griot.data-dir} naming it, or a copy of it, the program starts as it was
     * @param bytes how much it takes
     * @param tookMillis how long it took to make
     */
    record Backup(String directory, long bytes, long tookMillis) {}

    /**
     * Makes one, on this thread. Refuses with {@code CONFLICT} while another is made, or where no place is named for it that may be used, and with
     * {@code STORAGE_FULL} where there is no room; where it fails nothing is left of it.
     */
    Backup make() {
        if (!making.compareAndSet(false, true)) {
            throw new Refused(CONFLICT, "A backup is being made already");
        }
        try {
            return makeIn(requirePlace());
        } catch (IOException failure) {
            throw new UncheckedIOException("The backup could not be made", failure);
        } finally {
            making.set(false);
        }
    }

    private Path requirePlace() throws IOException {
        if (place == null) {
            throw new Refused(CONFLICT, "griot.backup-dir names no directory for backups");
        }
        Files.createDirectories(place); // Whoever made it says who may look in; each backup is its owner's alone.
        Path real = place.toRealPath();
        if (real.startsWith(data.toRealPath())) {
            throw new Refused(
                    CONFLICT,
                    "griot.backup-dir is within griot.data-dir, where an erasure must leave nothing; name another directory");
        }
        return real;
    }

    private Backup makeIn(Path place) throws IOException {
        long began = System.nanoTime();
        Path whole = place.resolve(NAME.format(clock.instant()));
        Path unfinished = place.resolve(whole.getFileName() + ".unfinished");
        try {
            requireRoom(place);
            DataDirectory.make(unfinished);
            copyDatabase(unfinished);
            // After it: whoever is in the copy has their keys here, unless they were erased meanwhile.
            copyKeys(unfinished);
            long bytes = flush(unfinished);
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
            flushDirectory(place);
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            LOG.info("Made a backup of {} bytes in {} ms: {}", bytes, millis, whole);
            return new Backup(whole.toString(), bytes, millis);
        } finally {
            remove(unfinished);
        }
    }

    private void requireRoom(Path place) throws IOException {
        long needed = TIMES * Files.size(data.resolve(DATABASE));
        long free = Files.getFileStore(place).getUsableSpace();
        if (free < needed) {
            throw new Refused(
                    STORAGE_FULL,
                    "A backup needs %d bytes in %s, and %d are free".formatted(needed, place, free),
                    ROOM_MAY_BE_MADE);
        }
    }

    private void copyDatabase(Path into) throws IOException {
        Path archive = into.resolve("database.zip");
        db.execute("BACKUP TO '%s'".formatted(archive.toString().replace("'", "''")));
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(DATABASE)) {
                    Files.copy(entries, into.resolve(DATABASE));
                }
            }
        }
        Files.delete(archive);
    }

    private void copyKeys(Path into) throws IOException {
        List<Path> keys;
        try (Stream<Path> all = Files.list(data)) {
            keys = all.filter(DataDirectory::isSecret).toList();
        }
        for (Path key : keys) {
            Files.copy(key, into.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Returns how many bytes are on the disk now. */
    private static long flush(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        long bytes = 0;
        for (Path file : files) {
            DataDirectory.close(file);
            try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                written.force(true);
                bytes += written.size();
            }
        }
        flushDirectory(directory);
        return bytes;
    }

    private static void flushDirectory(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static void remove(Path unfinished) {
        try {
            FileSystemUtils.deleteRecursively(unfinished);
        } catch (IOException stays) {
            LOG.warn("{} is left of a backup that could not be made, and can be deleted", unfinished, stays);
        }
    }
}
