package live.griot.identity.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path root;

    @Test
    void a_secret_is_made_once_and_then_read() {
        DataDirectory data = new DataDirectory(root.resolve("data"));

        byte[] made = data.secret("key").readOrCreate(() -> bytes("first"));
        byte[] read = data.secret("key").readOrCreate(() -> bytes("second"));

        assertThat(made).isEqualTo(bytes("first"));
        assertThat(read).isEqualTo(bytes("first"));
    }

    @Test
    void nobody_but_the_owner_may_read_it() throws Exception {
        Path directory = root.resolve("a/data");
        new DataDirectory(directory).secret("key").readOrCreate(() -> bytes("secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothing_is_left_over_beside_it() throws Exception {
        new DataDirectory(root).secret("key").readOrCreate(() -> bytes("secret"));

        try (var files = Files.list(root)) {
            assertThat(files).containsExactly(root.resolve("key"));
        }
    }

    @Test
    void of_many_that_start_at_once_all_have_the_same_secret() throws Exception {
        int starters = 8;
        CyclicBarrier together = new CyclicBarrier(starters);
        List<Future<String>> secrets = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(starters)) {
            for (int i = 0; i < starters; i++) {
                String mine = "secret " + i;
                secrets.add(threads.submit(() -> {
                    together.await();
                    return new String(
                            new DataDirectory(root).secret("key").readOrCreate(() -> bytes(mine)),
                            StandardCharsets.UTF_8);
                }));
            }
        }

        String stored = Files.readString(root.resolve("key"));
        for (Future<String> secret : secrets) {
            assertThat(secret.get()).isEqualTo(stored);
        }
    }

    @Test
    void a_secret_that_cannot_be_kept_stops_the_start() throws Exception {
        Path notADirectory = Files.writeString(root.resolve("file"), "");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new DataDirectory(notADirectory).secret("key").readOrCreate(() -> bytes("secret")))
                .withMessageContaining("key");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
