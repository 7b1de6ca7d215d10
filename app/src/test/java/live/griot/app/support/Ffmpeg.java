package live.griot.app.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The FFmpeg program that a test dependency carries, unpacked into a directory. It stops with {@link #close}, and by itself after a while. */
public final class Ffmpeg implements AutoCloseable {
    private static final String INSIDE = "org/bytedeco/ffmpeg/linux-x86_64/";
    private static final String LIFE_SECONDS = "60";
    private static final String MISSING = "\nIt needs: apt-get install libxcb1 libxcb-shm0 libpulse0 libasound2";

    private final Path directory;
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private @Nullable Process process;

    /** Unpacks it, without the parts that Java would call. */
    public Ffmpeg(Path directory) {
        this.directory = directory;
        URL program = Ffmpeg.class.getClassLoader().getResource(INSIDE + "ffmpeg");
        if (program == null) {
            throw new IllegalStateException("org.bytedeco:ffmpeg for linux-x86_64 is not among the test's libraries");
        }
        try {
            JarFile jar = ((JarURLConnection) program.openConnection()).getJarFile();
            for (JarEntry entry : jar.stream().filter(Ffmpeg::isNeeded).toList()) {
                unpack(jar, entry);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName();
        return name.startsWith(INSIDE) && !entry.isDirectory() && !name.startsWith(INSIDE + "libjni");
    }

    private void unpack(JarFile jar, JarEntry entry) throws IOException {
        Path file = directory.resolve(entry.getName().substring(INSIDE.length()));
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Cannot be made executable: " + file);
        }
    }

    /** Publishes a test pattern in H.264 by WHIP, with these options of its WHIP output besides. */
    public void publish(String whipUrl, String ticket, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "timeout",
                LIFE_SECONDS,
                directory.resolve("ffmpeg").toString(),
                "-hide_banner",
                "-nostdin",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=15",
                "-c:v",
                "libopenh264",
                "-profile:v",
                "constrained_baseline",
                "-pix_fmt",
                "yuv420p",
                "-b:v",
                "300k",
                "-g",
                "15",
                "-f",
                "whip",
                "-authorization",
                ticket));
        command.addAll(List.of(options));
        command.add(whipUrl);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LD_LIBRARY_PATH", directory.toString());
        try {
            Process started = builder.start();
            process = started;
            Thread.ofVirtual().start(() -> readOn(started));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns what it said so far; what the loader says where a library is missing is here, too. */
    public String said() {
        return String.join("\n", said);
    }

    private void readOn(Process started) {
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = lines.readLine()) != null; ) {
                said.add(line.contains("error while loading shared libraries") ? line + MISSING : line);
            }
        } catch (IOException closed) {
            // The process is gone, and nobody waits for what it says.
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
