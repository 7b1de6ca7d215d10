package live.griot.app.startup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Makes the data directory ({@code griot.data-dir}) before anything is put in it, and makes every file of the program's in it readable by
 * its owner alone: the embedded database and the keys live there. So is the directory, unless somebody else keeps things in it. What cannot be
 * made so is said in one line.
 */
public final class DataDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** The database and what it writes beside it, the keys, and the codes by which admins come. */
    private static final Pattern OURS =
            Pattern.compile("griot\\..+|(.+\\.(keys?|jwk|pem)|admin-invitations\\.txt)(.*\\.new)?");

    private static final String EMBEDDED = "jdbc:h2:file:";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        Path directory = Path.of(environment.getProperty("griot.data-dir", "./data"));
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                makeDatabase(directory, environment.getProperty("spring.datasource.url", ""));
                restrictWithin(directory);
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The data directory %s cannot be made or written to (%s)"
                            .formatted(directory.toAbsolutePath(), failure.toString()),
                    "griot.data-dir",
                    "Let the program's user write there, make room, or name another directory.",
                    failure);
        }
    }

    /** The database makes its file as the system's umask says, so it is there before; an empty one is a new one to it. */
    private static void makeDatabase(Path directory, String url) throws IOException {
        if (!url.startsWith(EMBEDDED)) {
            return;
        }
        Path file = Path.of(url.substring(EMBEDDED.length()).replaceFirst(";.*", "") + ".mv.db");
        if (!file.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize())) {
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException there) {
            // Restricted with the rest.
        }
    }

    private static void restrictWithin(Path directory) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.list(directory)) {
            inside = all.toList();
        }
        List<Path> ours = inside.stream().filter(DataDirectory::isOurs).toList();
        ours.forEach(file -> restrict(file, FILE));
        if (ours.size() == inside.size()) {
            restrict(directory, DIRECTORY);
        } else if (isOpen(directory)) {
            LOG.warn(
                    "{} is open to others than its owner, and has other things in it than this program's data",
                    directory);
        }
    }

    private static boolean isOurs(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && OURS.matcher(file.getFileName().toString()).matches();
    }

    private static boolean isOpen(Path path) throws IOException {
        return !DIRECTORY.containsAll(Files.getPosixFilePermissions(path));
    }

    private static void restrict(Path path, Set<PosixFilePermission> owner) {
        try {
            if (!owner.containsAll(Files.getPosixFilePermissions(path))) {
                Files.setPosixFilePermissions(path, owner);
            }
        } catch (IOException notOurs) {
            LOG.warn("{} is open to others than its owner, and cannot be closed: {}", path, notOurs.getMessage());
        }
    }
}
