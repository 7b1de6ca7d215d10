package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.RawHttp;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is slow, and who comes with too many connections, is cut off. Peers of this machine are nobody's proxy here. */
@BesideOthers
class SlowRequestsTest {
    private static final Duration PACE = Duration.ofMillis(50);
    private static final String BODY = "{\"handle\": \"awa\", \"password\": \"not the right one\"}";

    @TempDir
    static Path data;

    static StartedGriot griot;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.http.head-timeout", "1s",
                        "griot.http.body-grace", "1s",
                        "griot.http.max-connections-per-address", "8",
                        "griot.trusted-proxies", "192.0.2.1"));
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void a_head_that_comes_byte_by_byte_is_cut_off_in_time() throws IOException {
        double before = turnedAway("slow-head");
        try (RawHttp slow = new RawHttp(griot.address())) {
            Thread trickle =
                    Thread.startVirtualThread(() -> trickle(slow, "GET / HTTP/1.1\r\nX: " + "x".repeat(10_000)));
            long began = System.nanoTime();

            cutOff(slow);

            assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
            trickle.interrupt();
        }
        assertThat(turnedAway("slow-head")).isGreaterThan(before);
    }

    @Test
    void a_connection_that_says_nothing_is_cut_off_in_time() throws IOException {
        try (RawHttp silent = new RawHttp(griot.address())) {
            cutOff(silent);
        }
    }

    @Test
    void a_second_request_has_as_long_as_the_first_and_a_connection_may_rest_between() throws IOException {
        try (RawHttp steady = new RawHttp(griot.address())) {
            steady.write(get("/robots.txt", ""));
            assertThat(steady.read(false).status()).isEqualTo(200);
            try (RawHttp silent = new RawHttp(griot.address())) {
                cutOff(silent); // by now it has rested for as long as a head may take
            }
            steady.write(get("/robots.txt", ""));
            assertThat(steady.read(false).status()).isEqualTo(200);
            steady.write("GET /robots.txt HT");

            cutOff(steady);
        }
    }

    @Test
    void a_body_that_comes_byte_by_byte_is_refused_in_time() throws IOException {
        try (RawHttp slow = new RawHttp(griot.address())) {
            slow.write(post(50_000));
            Thread trickle = Thread.startVirtualThread(() -> trickle(slow, "\"" + "x".repeat(10_000)));

            RawHttp.Answer answer = slow.read(false);

            assertThat(answer.status()).as(answer.body()).isEqualTo(408);
            assertThat(answer.json().path("code").asString()).isEqualTo("REQUEST_TIMEOUT");
            cutOff(slow);
            trickle.interrupt();
        }
    }

    @Test
    void a_body_that_nobody_reads_holds_the_connection_no_longer() throws IOException {
        try (RawHttp slow = new RawHttp(griot.address())) {
            slow.write("POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
            Thread trickle = Thread.startVirtualThread(() -> trickle(slow, "x".repeat(10_000)));

            assertThat(slow.read(false).status()).isEqualTo(404);
            cutOff(slow);
            trickle.interrupt();
        }
    }

    @Test
    void a_body_that_waits_for_the_programs_work_is_not_slow() throws IOException {
        try (RawHttp decent = new RawHttp(griot.address())) {
            decent.write(post(BODY.length()) + BODY);
            assertThat(decent.read(false).status()).isEqualTo(401);
        }
    }

    @Test
    void an_address_has_so_many_connections_and_one_more_when_one_ends() throws IOException {
        RawHttp[] mine = new RawHttp[8];
        for (int i = 0; i < mine.length; i++) {
            mine[i] = new RawHttp(griot.address());
            assertThat(answers(mine[i])).isTrue();
        }
        double before = turnedAway("too-many-connections");
        try (RawHttp refused = new RawHttp(griot.address())) {
            cutOff(refused);
        }
        assertThat(turnedAway("too-many-connections")).isGreaterThan(before);

        mine[0].close();

        await().until(() -> {
            try (RawHttp again = new RawHttp(griot.address())) {
                return answers(again);
            }
        });
        for (RawHttp each : mine) {
            each.close();
        }
    }

    /** A connection that the program has not seen the end of counts against those of the next test. */
    @AfterEach
    void everybody_has_gone() {
        await().until(() -> metric("griot_http_connections") == 0);
    }

    private static boolean answers(RawHttp connection) {
        try {
            connection.write(get("/robots.txt", ""));
            return connection.read(false).status() == 200;
        } catch (SocketTimeoutException left) {
            throw new AssertionError("The connection was neither served nor ended", left);
        } catch (IOException closed) {
            return false;
        }
    }

    private static void cutOff(RawHttp connection) throws IOException {
        try {
            connection.awaitEnd();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** Sends twenty bytes a second, each alone, for as long as it is let: that is the attack. */
    private static void trickle(RawHttp to, String text) {
        try {
            for (String each : text.split("")) {
                to.write(each);
                Thread.sleep(PACE);
            }
        } catch (IOException | InterruptedException cutOff) {
            // As it should be.
        }
    }

    private static String get(String path, String headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n"
                .formatted(path, griot.address().getPort(), headers);
    }

    private static String post(int length) {
        return "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(length);
    }

    private static double turnedAway(String reason) {
        return metric("griot_http_turned_away_total{reason=\"" + reason + "\"}");
    }

    private static double metric(String name) {
        return griot.operator()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
