import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats the Java sources below a directory, or says which are not formatted: palantir-java-format in the JDK of the toolchain, whose parser knows
 * the syntax that the compiler knows. Unused imports go, and what stands between spotless:off and spotless:on stays as it is.
 * Run from source by the build ({@code docs/decisions/0027-the-formatter-runs-on-the-toolchain.md}).
 * Looks only at files that changed after the stamp that the last good run left.
 */
final class Format {
    private static final Pattern AS_IT_IS = Pattern.compile("spotless:off.*?spotless:on", Pattern.DOTALL);

    /** Arguments: {@code check} or {@code apply}, the directory, the stamp, and the file that tells what is not in order. */
    public static void main(String... args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path directory = Path.of(args[1]);
        Path stamp = Path.of(args[2]);
        Path told = Path.of(args[3]);
        FileTime begun = FileTime.from(Instant.now());
        Files.createDirectories(stamp.getParent());
        Files.deleteIfExists(told);

        var faults = changed(directory, Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0))
                .parallelStream()
                .flatMap(source -> look(source, apply).map(fault -> fault + directory.relativize(source)).stream())
                .sorted()
                .toList();
        if (faults.isEmpty()) {
            Files.writeString(stamp, "");
            // What is saved while this runs is looked at the next time.
            Files.setLastModifiedTime(stamp, begun);
        } else {
            Files.deleteIfExists(stamp);
            Files.writeString(told, String.join("\n", faults) + (apply ? "" : "\nTo format: ./mvnw validate -Pformat"));
        }
        if (apply) faults.forEach(System.err::println);
        if (apply && !faults.isEmpty()) System.exit(1);
    }

    private static List<Path> changed(Path directory, FileTime since) throws IOException {
        var sources = new ArrayList<Path>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")
                        && attributes.lastModifiedTime().compareTo(since) >= 0) sources.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    /** What is wrong with this source, up to its name. */
    private static Optional<String> look(Path source, boolean apply) {
        try {
            String text = Files.readString(source);
            String formatted = formatted(text);
            if (text.equals(formatted)) return Optional.empty();
            if (!apply) return Optional.of("Not formatted: ");
            Files.writeString(source, formatted);
            return Optional.empty();
        } catch (FormatterException e) {
            return Optional.of("Not understood by the formatter (" + e.getMessage() + "): ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String formatted(String text) throws FormatterException {
        var formatter = Formatter.createFormatter(
                JavaFormatterOptions.builder().style(Style.PALANTIR).build());
        String imports = RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(text, Style.PALANTIR));
        return restored(
                AS_IT_IS.matcher(text).results().map(kept -> kept.group()).toList(), formatter.formatSource(imports));
    }

    private static String restored(List<String> kept, String formatted) {
        var parts = kept.iterator();
        return AS_IT_IS.matcher(formatted).replaceAll(moved -> Matcher.quoteReplacement(parts.next()));
    }
}
