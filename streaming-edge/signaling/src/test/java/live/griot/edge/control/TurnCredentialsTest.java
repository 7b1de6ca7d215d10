package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import live.griot.api.edge.EdgeAddress.IceServer;
import live.griot.api.id.AttendanceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCredentialsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T20:00:00Z");
    private static final String SECRET = "a secret of twenty-nine chars";

    @Test
    void a_credential_names_its_end_and_its_bearer_and_is_signed_under_the_secret() {
        List<IceServer> servers = servers(List.of(
                "stun:turn.example:3478",
                "turn:turn.example:3478?transport=udp",
                "turns:turn.example:5349?transport=tcp"));

        assertThat(servers)
                .containsExactly(
                        new IceServer(List.of("stun:turn.example:3478"), null, null),
                        // printf 1893535200:A1 | openssl dgst -sha1 -hmac "$SECRET" -binary | base64
                        new IceServer(
                                List.of(
                                        "turn:turn.example:3478?transport=udp",
                                        "turns:turn.example:5349?transport=tcp"),
                                "1893535200:A1",
                                "ou/16wYXljA3gFx9HIEhcz44BQo="));
    }

    @Test
    void where_nothing_is_configured_nothing_is_told() {
        assertThat(servers(List.of())).isEmpty();
        assertThat(servers(List.of("stun:turn.example")))
                .extracting(IceServer::username)
                .containsOnlyNulls();
    }

    @Test
    void the_secret_can_stand_in_a_file_and_never_in_a_log(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        TurnProperties properties = new TurnProperties(List.of("turn:turn.example"), null, file, Duration.ofHours(2));

        assertThat(properties.secret()).isEqualTo(SECRET);
        assertThat(properties).asString().doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "turn.example:3478",
                "https://turn.example",
                "turn:",
                "turn:turn.example?transport=sctp",
                "stun:turn.example?transport=udp",
                "turn:turn.example>; rel=\"x",
                "turn:turn .example"
            })
    void what_is_no_url_of_such_a_server_stops_the_start(String url) {
        assertThatThrownBy(() -> new TurnProperties(List.of(url), SECRET, null, Duration.ofHours(2)))
                .hasMessageContaining("griot.turn.urls");
    }

    @Test
    void a_turn_server_needs_one_secret_that_is_long_enough() {
        assertStopped("secret or secret-file must be set", null, null, Duration.ofHours(2));
        assertStopped("only one", SECRET, Path.of("secret"), Duration.ofHours(2));
        assertStopped("16 characters", "short", null, Duration.ofHours(2));
        assertStopped("cannot be read", null, Path.of("/there/is/none"), Duration.ofHours(2));
        assertStopped("ttl", SECRET, null, Duration.ofSeconds(59));
        assertStopped("ttl", SECRET, null, Duration.ofDays(8));
    }

    private static void assertStopped(String why, @Nullable String secret, @Nullable Path secretFile, Duration ttl) {
        assertThatThrownBy(() -> new TurnProperties(List.of("turn:turn.example"), secret, secretFile, ttl))
                .hasMessageContaining(why)
                .hasMessageContaining("griot.turn.");
    }

    private static List<IceServer> servers(List<String> urls) {
        return new TurnCredentials(
                        new TurnProperties(urls, SECRET, null, Duration.ofHours(2)), Clock.fixed(NOW, ZoneOffset.UTC))
                .serversFor(new AttendanceId("A1"));
    }
}
