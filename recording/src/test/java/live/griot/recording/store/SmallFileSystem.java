package live.griot.recording.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small file system of its own in a directory, until it is closed. Needs the right to mount one. */
public final class SmallFileSystem implements AutoCloseable {
    private final Path directory;

    /** Mounts one of so many bytes. */
    public SmallFileSystem(Path directory, long bytes) throws IOException, InterruptedException {
        this.directory = directory;
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString());
    }

    /** Lets nothing be written any more, or again. Nobody may have a file open for writing. */
    public void becomeReadOnly(boolean readOnly) throws IOException, InterruptedException {
        run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", directory.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", directory.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0)
                .as(
                        "%s needs the right to mount: run the tests as root, or by unshare --map-root-user --mount",
                        List.of(command))
                .isTrue();
    }
}
