package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** A driver that does not come back holds up nobody: here, one without a time-out, to a server that takes connections and says nothing. */
class BoundedProbeTest {
    @TempDir
    Path directory;

    private ServerSocket mute;

    @BeforeEach
    void listen() throws IOException {
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        mute.close();
    }

    @Test
    void a_driver_that_does_not_come_back_is_given_up_and_not_without_end() {
        try (BoundedProbe probe = new BoundedProbe(this::toTheMute, Duration.ofMillis(100))) {
            for (int i = 0; i < 15; i++) {
                assertThatThrownBy(probe::ask)
                        .isInstanceOf(SQLTimeoutException.class)
                        .hasMessageStartingWith("no word for 100 ms, at ");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("store-probe"))
                    .hasSizeBetween(1, 11);
        }
    }

    @Test
    void who_asks_after_that_is_answered() throws SQLException {
        Iterator<StoreProbe> probes = List.of(toTheMute(), toADatabase()).iterator();
        try (BoundedProbe probe = new BoundedProbe(probes::next, Duration.ofSeconds(1))) {
            assertThatThrownBy(probe::ask).isInstanceOf(SQLTimeoutException.class);
            probe.ask();
        }
    }

    private StoreProbe toTheMute() {
        return to("jdbc:mysql://127.0.0.1:%d/griot".formatted(mute.getLocalPort()));
    }

    private StoreProbe toADatabase() {
        return to("jdbc:h2:file:" + directory.resolve("griot").toAbsolutePath());
    }

    private static StoreProbe to(String url) {
        return new StoreProbe(
                StoreAddress.in(new MockEnvironment().withProperty("spring.datasource.url", url)), Duration.ZERO);
    }
}
