package live.griot.app.startup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the data directory ({@code griot.data-dir}) before anything is put in it, and makes every file of the program's in it readable by
 * its owner alone: the embedded database and the keys live there. So is the directory, unless somebody else keeps things in it. What cannot be
 * made so is said in one line.
 */
public final class DataDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** The database and what it writes beside it. */
    private static final Pattern DATABASE = Pattern.compile("griot\\..+");

    /** The keys, and the codes by which admins come. */
    private static final Pattern SECRET = Pattern.compile("(.+\\.(keys?|jwk|pem)|admin-invitations\\.txt)(.*\\.new)?");

    /** Directories of their own: those of the stores of recordings and of lives, which restrict every file, and that of what is unpacked. */
    private static final Set<String> DIRECTORIES = Set.of("recordings", "live", "tools");

    static final String PROPERTY = "griot.data-dir";
    static final String DEFAULT = "./data";
    /** The tables that nobody has put anything in yet, twice, since they are written anew when they are closed. In bytes. */
    private static final long NEW_DATABASE = 8L * 1024 * 1024;

    private static final String EMBEDDED = "jdbc:h2:file:";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        Path directory = Path.of(environment.getProperty(PROPERTY, DEFAULT)).toAbsolutePath();
        // The embedded database takes no path that is relative without saying so.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("dataDirectory", Map.of(PROPERTY, directory.toString())));
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                makeDatabase(directory, environment.getProperty("spring.datasource.url", ""));
                restrictWithin(directory);
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The data directory %s cannot be made or written to (%s)".formatted(directory, failure.toString()),
                    PROPERTY,
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
        if (Files.size(file) == 0) {
            requireRoomForNew(directory);
        }
    }

    private static void requireRoomForNew(Path directory) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < NEW_DATABASE) {
            throw new StartRefused(
                    "Only %d bytes are free in %s, and a new database needs %d"
                            .formatted(free, directory, NEW_DATABASE),
                    PROPERTY,
                    "Make room, or name another directory.");
        }
    }

    private static void restrictWithin(Path directory) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.list(directory)) {
            inside = all.toList();
        }
        List<Path> ours = inside.stream().filter(DataDirectory::isOurs).toList();
        ours.forEach(DataDirectory::close);
        if (ours.size() == inside.size()) {
            restrict(directory, DIRECTORY);
        } else if (isOpen(directory)) {
            LOG.warn(
                    "{} is open to others than its owner, and has other things in it than this program's data",
                    directory);
        }
    }

    private static boolean isOurs(Path file) {
        return isSecret(file) || matches(DATABASE, file) || isDirectoryOfOurs(file);
    }

    private static boolean isDirectoryOfOurs(Path file) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                && DIRECTORIES.contains(file.getFileName().toString());
    }

    /** Returns whether a file holds keys or codes of the program's. */
    public static boolean isSecret(Path file) {
        return matches(SECRET, file);
    }

    private static boolean matches(Pattern pattern, Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && pattern.matcher(file.getFileName().toString()).matches();
    }

    /** Makes a directory that its owner alone may read, unless it is there. */
    public static void make(Path directory) throws IOException {
        Files.createDirectories(directory);
        close(directory);
    }

    /** Lets the owner alone read a file or a directory; says so where that cannot be. */
    public static void close(Path path) {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            restrict(path, Files.isDirectory(path) ? DIRECTORY : FILE);
        }
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
