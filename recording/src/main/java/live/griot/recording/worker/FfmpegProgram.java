package live.griot.recording.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FFmpeg program: one that is named, or the one that comes in a library for Linux, unpacked once beside the program's data. It is looked
 * for when it is needed first; where there is none, that is said in one line. Thread-safe.
 */
final class FfmpegProgram {
    /** Where it is unpacked, within the data directory. */
    static final String DIRECTORY = "tools";

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegProgram.class);
    private static final String NAME = "ffmpeg";
    /** Encoders of H.264 in the order in which they are wanted, each with what it is to be told. */
    private static final List<List<String>> ENCODERS = List.of(
            List.of("libx264", "-preset", "veryfast", "-bf", "0"), List.of("libopenh264", "-allow_skip_frames", "0"));

    private static final String ADVICE =
            "; name one that does (griot.worker.ffmpeg), or: apt-get install libxcb1 libxcb-shm0 libpulse0 libasound2";

    private final @Nullable Path named;
    private final Path directory;
    private final Children children;
    private @Nullable Found found;
    private boolean toldWhyNot;

    /**
     * What was found.
     *
     * @param libraries where its libraries are, or null where the system knows
     * @param encoder of H.264, with its options; empty where it has none
     */
    record Found(Path program, @Nullable Path libraries, List<String> encoder) {}

    FfmpegProgram(@Nullable Path named, Path data, Children children) {
        this.named = named;
        this.directory = data.resolve(DIRECTORY);
        this.children = children;
    }

    /**
     * Returns it.
     *
     * @throws NotMadeException where there is none that runs
     */
    synchronized Found get() throws NotMadeException, StoppedException {
        Found known = found;
        if (known == null) {
            try {
                known = tried(look());
            } catch (IOException | NotMadeException none) {
                String why = none.getMessage() + (named == null ? ADVICE : "");
                if (!toldWhyNot) {
                    LOG.warn("Nothing that needs video to be decoded can be made of recordings: {}", why);
                }
                toldWhyNot = true;
                throw NotMadeException.ever("This server has no video program that runs");
            }
            found = known;
        }
        return known;
    }

    private Found look() throws IOException {
        if (named != null) {
            return new Found(named, null, List.of());
        }
        String inside = inside();
        URL program = FfmpegProgram.class.getClassLoader().getResource(inside + NAME);
        if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("There is no ffmpeg for this system among the libraries");
        }
        JarFile jar = connection.getJarFile();
        List<JarEntry> entries =
                jar.stream().filter(entry -> isNeeded(entry, inside)).toList();
        Path unpacked = directory.resolve(NAME);
        if (!isWhole(jar, entries, unpacked)) {
            unpack(jar, entries, unpacked);
        }
        return new Found(unpacked.resolve(NAME), unpacked, List.of());
    }

    private static String inside() throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine =
                switch (System.getProperty("os.arch", "")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> "";
                };
        if (!system.equals("linux") || machine.isEmpty()) {
            throw new IOException("No ffmpeg comes with this program for this system");
        }
        return "org/bytedeco/ffmpeg/linux-%s/".formatted(machine);
    }

    /** The program and its libraries, without the parts that Java would call, and without other programs. */
    private static boolean isNeeded(JarEntry entry, String inside) {
        String name = entry.getName();
        String file = name.startsWith(inside) ? name.substring(inside.length()) : "";
        return file.equals(NAME) || (file.matches("lib[A-Za-z0-9.+-]+") && !file.startsWith("libjni"));
    }

    private static String fileName(JarEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    /** Returns whether every byte is there and no other file: what was torn by a crash, or is of another version, is made anew. */
    private static boolean isWhole(JarFile jar, List<JarEntry> entries, Path unpacked) throws IOException {
        if (!Files.isDirectory(unpacked, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> there = Files.list(unpacked)) {
            if (there.count() != entries.size()) {
                return false;
            }
        }
        for (JarEntry entry : entries) {
            Path file = unpacked.resolve(fileName(entry));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != entry.getSize()) {
                return false;
            }
            try (InputStream kept = Files.newInputStream(file);
                    InputStream packed = jar.getInputStream(entry)) {
                if (!isSame(kept, packed)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSame(InputStream one, InputStream other) throws IOException {
        int some = 1 << 16;
        byte[] read;
        do {
            read = one.readNBytes(some);
            if (!Arrays.equals(read, other.readNBytes(some))) {
                return false;
            }
        } while (read.length > 0);
        return true;
    }

    private void unpack(JarFile jar, List<JarEntry> entries, Path unpacked) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path fresh = Files.createTempDirectory(directory, NAME + ".new");
        for (JarEntry entry : entries) {
            Path file = fresh.resolve(fileName(entry));
            try (InputStream packed = jar.getInputStream(entry)) {
                Files.copy(packed, file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        remove(unpacked);
        move(fresh, unpacked);
        try (Stream<Path> left = Files.list(directory)) {
            for (Path old : left.filter(path -> path.getFileName().toString().startsWith(NAME + ".new"))
                    .toList()) {
                remove(old);
            }
        }
    }

    private static void move(Path fresh, Path unpacked) throws IOException {
        try {
            Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException other) {
            throw other;
        } catch (FileSystemException there) {
            // Another program was quicker; whether what it unpacked is whole, the program itself says.
            if (!Files.isDirectory(unpacked)) {
                throw there;
            }
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(path)) {
                for (Path file : inside.toList()) {
                    remove(file);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** Runs it once: it says what it can encode. */
    private Found tried(Found there) throws NotMadeException, StoppedException, IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        children.run(
                List.of(there.program().toString(), "-hide_banner", "-encoders"),
                there.libraries(),
                none -> {},
                said,
                () -> false);
        String all = said.toString(StandardCharsets.UTF_8);
        Optional<List<String>> encoder = ENCODERS.stream()
                .filter(one -> all.contains(" " + one.getFirst() + " "))
                .findFirst();
        return new Found(there.program(), there.libraries(), encoder.orElse(List.of()));
    }

    /**
     * Runs it over pictures or sound that are piped into it, as fragmented MP4.
     *
     * @param arguments of what comes out
     */
    void run(List<String> arguments, Children.Input input, OutputStream output, Making making)
            throws NotMadeException, StoppedException, IOException {
        Found program = get();
        List<String> command = reading(program, List.of());
        command.addAll(arguments);
        command.addAll(List.of(
                "-threads",
                "1",
                "-movflags",
                "empty_moov+default_base_moof+frag_discont",
                "-frag_duration",
                "500000",
                "-f",
                "mp4",
                "pipe:1"));
        children.run(command, program.libraries(), input, output, making::isStopped);
    }

    /** Runs it over sound that is piped into it, as fragmented MP4 while that comes; writes AAC-LC in stereo at 48 kHz (ADTS), as soon as it can. */
    void runAlongside(Children children, Children.Input input, OutputStream output, Making making)
            throws NotMadeException, StoppedException, IOException {
        Found program = get();
        List<String> command = reading(program, List.of("-analyzeduration", "0"));
        command.addAll(List.of("-map", "0:a:0", "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"));
        command.addAll(List.of("-flush_packets", "1", "-f", "adts", "pipe:1"));
        children.run(command, program.libraries(), input, output, making::isStopped);
    }

    private static List<String> reading(Found program, List<String> how) {
        List<String> command = new ArrayList<>(List.of(
                program.program().toString(),
                "-v",
                "error",
                "-hide_banner",
                "-nostdin",
                "-max_alloc",
                "268435456",
                "-threads",
                "1",
                "-filter_threads",
                "1",
                "-protocol_whitelist",
                "pipe"));
        command.addAll(how);
        command.addAll(List.of("-f", "mp4", "-i", "pipe:0"));
        return command;
    }
}
