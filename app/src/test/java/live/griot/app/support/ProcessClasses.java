package live.griot.app.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the processes that tests start: the tests' own without the tests, and each directory packed as a jar, since the JDK keeps no
 * cache of what is in directories. That cache (JEP 514) is made by one start of the program, and each after it takes half as long. Made anew
 * when a class has changed; what cannot use it starts without.
 */
final class ProcessClasses {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PLACE = Path.of("target", "processes").toAbsolutePath();
    /** The cache that a process may use whose class path is {@link #path()}. */
    static final Path CACHE = PLACE.resolve("griot.aot");

    private static @Nullable String made;

    private ProcessClasses() {}

    /** Returns the class path, made if need be. */
    static synchronized String path() throws IOException {
        String path = made;
        if (path == null) {
            path = packed();
            made = path;
        }
        return path;
    }

    /** Returns whether the cache has to be made, by a process on {@link #path()} that stops in order. */
    static boolean isStale() throws IOException {
        return !Files.exists(CACHE) || newest(entries()).compareTo(Files.getLastModifiedTime(CACHE)) > 0;
    }

    private static String packed() throws IOException {
        boolean stale = isStale();
        return entries()
                .map(entry -> Files.isDirectory(entry) ? jarOf(entry, stale) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> !entry.endsWith("test-classes"));
    }

    private static FileTime newest(Stream<Path> entries) throws IOException {
        List<Path> all = entries.toList();
        FileTime newest = FileTime.fromMillis(0);
        for (Path entry : all) {
            try (Stream<Path> files = Files.walk(entry)) {
                FileTime last = files.map(ProcessClasses::changed)
                        .max(Comparator.naturalOrder())
                        .orElse(newest);
                newest = last.compareTo(newest) > 0 ? last : newest;
            }
        }
        return newest;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Path jarOf(Path directory, boolean stale) {
        Path jar = PLACE.resolve(ROOT.relativize(directory) + ".jar");
        if (stale || !Files.exists(jar)) {
            jar.resolveSibling("").toFile().mkdirs();
            int failed = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "-c", "-f", jar.toString(), "-C", directory.toString(), ".");
            if (failed != 0) {
                throw new AssertionError("Cannot pack " + directory);
            }
        }
        return jar;
    }
}
