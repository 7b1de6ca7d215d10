package live.griot.app.border;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LogBook;
import live.griot.app.support.RawHttp;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no decent client sends is refused with problem details, and leaves no stack trace behind. */
class HostileRequestsTest {
    private static final String UPGRADE = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "");
    private static final String CHUNKED_300_KB = Stream.generate(() -> "4000\r\n" + " ".repeat(0x4000) + "\r\n")
                    .limit(19)
                    .collect(joining())
            + "0\r\n\r\n";

    @TempDir
    static Path data;

    static StartedGriot griot;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    /** A request, all but its Host and Connection headers and its blank line, and what must come of it. */
    record Row(String request, String body, int status, String code) {
        @Override
        public String toString() {
            return request.lines()
                            .findFirst()
                            .orElse("")
                            .codePoints()
                            .limit(60)
                            .mapToObj(Character::toString)
                            .collect(joining())
                    + " -> " + status + " " + code;
        }
    }

    private static Row row(String request, int status, String code) {
        return new Row(request, "", status, code);
    }

    static Stream<Row> rows() {
        String multipart = "Content-Type: multipart/form-data\r\n";
        return Stream.of(
                // Bodies of types that nothing here takes.
                row(
                        "POST /api/auth/login HTTP/1.1\r\n" + multipart + "Content-Length: 0\r\n",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                row(
                        "POST /api/auth/refresh HTTP/1.1\r\n" + multipart + "Content-Length: 0\r\n",
                        401,
                        "UNAUTHENTICATED"),
                row("GET /api/nothing HTTP/1.1\r\n" + multipart, 401, "UNAUTHENTICATED"),
                row("GET /nope HTTP/1.1\r\n" + multipart, 404, "NOT_FOUND"),
                row("POST /api/edge/whip HTTP/1.1\r\n" + multipart + "Content-Length: 0\r\n", 401, "INVALID_TICKET"),
                new Row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n",
                        "handle=%zz&pass=x",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                new Row(
                        "PUT /api/nothing HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n",
                        "handle=%zz&pass=x",
                        401,
                        "UNAUTHENTICATED"),
                row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: ;;;\r\nContent-Length: 0\r\n",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json;charset=nonsense\r\nContent-Length: 0\r\n",
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"),
                row("GET /api/sessions HTTP/1.1\r\nAccept: nonsense\r\n", 406, "NOT_ACCEPTABLE"),
                // Too much.
                row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n",
                        413,
                        "TOO_LARGE"),
                row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999999\r\n",
                        413,
                        "TOO_LARGE"),
                row(
                        "PUT /api/me/avatar HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 300000\r\n",
                        401,
                        "UNAUTHENTICATED"),
                row(
                        "PUT /api/me/avatar HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\n",
                        401,
                        "UNAUTHENTICATED"),
                tooLarge("POST /api/auth/login", "application/json", 413, "TOO_LARGE"),
                tooLarge("POST /api/edge/whip", "application/sdp", 413, "TOO_LARGE"),
                tooLarge("PATCH /api/edge/whep/R1", "application/trickle-ice-sdpfrag", 413, "TOO_LARGE"),
                tooLarge("PUT /api/auth/login", "application/x-www-form-urlencoded", 405, "METHOD_NOT_ALLOWED"),
                tooLarge("POST /api/auth/login", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"),
                tooLarge("POST /api/auth/login", "multipart/form-data; boundary=x", 415, "UNSUPPORTED_MEDIA_TYPE"),
                tooLarge("POST /api/auth/login", "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"),
                row("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                // What the container cannot read.
                row("GET /{} HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET / HTTP/9.9\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"),
                row("GET / HTTP/1.1\r\nHost: a b\r\n", 400, "MALFORMED_REQUEST"),
                row("GET / HTTP/1.1\r\nBad Header: x\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /%zz HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /%00 HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /../../etc/passwd HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("POST /api/auth/login HTTP/1.1\r\nTransfer-Encoding: nonsense\r\n", 501, "NOT_IMPLEMENTED"),
                row("POST /api/auth/login HTTP/1.1\r\nContent-Length: -1\r\n", 400, "MALFORMED_REQUEST"),
                row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                        400,
                        "MALFORMED_REQUEST"),
                new Row(
                        "POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                        "zz\r\n",
                        400,
                        "MALFORMED_REQUEST"),
                row("GET / HTTP/1.1\r\nExpect: miracles\r\n", 417, "EXPECTATION_FAILED"),
                // What the firewall does not let in.
                row("GET /watch//x HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /watch/%2e%2e/x HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /watch/%2f HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /watch;x=y HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /api/sessions?q=%zz HTTP/1.1\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /api/sessions HTTP/1.1\r\nAccept: a\u007Fb\r\n", 400, "MALFORMED_REQUEST"),
                row("GET /api/sessions HTTP/1.1\r\nAuthorization: Bearer \u007F\r\n", 400, "MALFORMED_REQUEST"),
                row("TRACE / HTTP/1.1\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("FOO / HTTP/1.1\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("FOO /api/sessions HTTP/1.1\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("CONNECT example.org:443 HTTP/1.1\r\n", 501, "NOT_IMPLEMENTED"),
                row("PUT / HTTP/1.1\r\nContent-Length: 0\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("DELETE /signin HTTP/1.1\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("PROPFIND /robots.txt HTTP/1.1\r\n", 405, "METHOD_NOT_ALLOWED"),
                // Addresses that are nobody's.
                row("GET /error HTTP/1.1\r\n", 404, "NOT_FOUND"),
                row("POST /error HTTP/1.1\r\nContent-Length: 0\r\n", 404, "NOT_FOUND"),
                row("GET /api/nothing HTTP/1.1\r\nAccept: text/html\r\n", 401, "UNAUTHENTICATED"),
                row("GET /nope HTTP/1.1\r\nAccept: image/png\r\n", 404, "NOT_FOUND"),
                // Sockets.
                row("GET /ws HTTP/1.1\r\n", 426, "UPGRADE_REQUIRED"),
                row("POST /ws HTTP/1.1\r\nContent-Length: 0\r\n", 405, "METHOD_NOT_ALLOWED"),
                row("GET /api/edge/signal HTTP/1.1\r\n", 426, "UPGRADE_REQUIRED"),
                row("GET /ws HTTP/1.1\r\n" + UPGRADE.replace("13", "12"), 426, "UPGRADE_REQUIRED"),
                row("GET /ws HTTP/1.1\r\n" + UPGRADE.replace("websocket", "h2c"), 426, "UPGRADE_REQUIRED"),
                row("GET /ws HTTP/1.1\r\n" + UPGRADE.replace("AAAAAAAAAAAAAAAAAAAAAA==", ""), 400, "MALFORMED_REQUEST"),
                row("GET /ws HTTP/1.1\r\n" + UPGRADE + "Origin: http://other.example\r\n", 403, "FORBIDDEN"),
                row("GET /ws HTTP/1.1\r\n" + UPGRADE + "Origin: null\r\n", 403, "FORBIDDEN"),
                badOrigin("/ws", "http://host:18480.evil.example"),
                badOrigin("/ws", "http://[::1"),
                badOrigin("/ws", "nonsense"),
                badOrigin("/ws", "http://a/b"),
                badOrigin("/api/edge/signal", "http://host:18480.evil.example"),
                row("GET /api/edge/status HTTP/1.1\r\nOrigin: http://host:18480.evil.example\r\n", 403, "FORBIDDEN"));
    }

    private static Row badOrigin(String path, String origin) {
        return row("GET " + path + " HTTP/1.1\r\n" + UPGRADE + "Origin: " + origin + "\r\n", 403, "FORBIDDEN");
    }

    private static Row tooLarge(String call, String type, int status, String code) {
        String ticket =
                call.contains("whip") || call.contains("whep") ? "Authorization: Bearer x\r\nIf-Match: \"x\"\r\n" : "";
        return new Row(
                call + " HTTP/1.1\r\n" + ticket + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n",
                CHUNKED_300_KB,
                status,
                code);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void it_is_refused_with_a_problem_and_without_a_stack_trace(Row row) throws IOException {
        String host = row.request().contains("Host:")
                ? ""
                : "Host: localhost:%d\r\n".formatted(griot.address().getPort());
        String connection = row.request().contains("Connection:") ? "" : "Connection: close\r\n";

        RawHttp.Answer answer;
        List<String> troubles;
        try (LogBook log = new LogBook()) {
            answer = RawHttp.send(griot.address(), row.request() + host + connection + "\r\n" + row.body());
            troubles = log.troubles();
        }

        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(row.status());
        assertThat(answer.header("Content-Type").orElse("none")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(row.status());
        assertThat(answer.json().path("code").asString()).isEqualTo(row.code());
        assertThat(answer.json().path("title").asString()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "Tomcat", "org.");
        assertThat(troubles).isEmpty();
    }

    @Test
    void who_looks_for_a_page_that_is_not_there_gets_the_frame_and_a_way_home() throws IOException {
        RawHttp.Answer page = RawHttp.send(
                griot.address(),
                "GET /nope HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nAccept: text/html,*/*;q=0.8\r\n\r\n"
                        .formatted(griot.address().getPort()));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type").orElse("none")).startsWith("text/html");
        assertThat(page.body()).contains("/js/app.js", "href=\"/\"");
        assertThat(page.header("Content-Security-Policy")).isPresent();
    }

    @Test
    void a_picture_of_oneself_may_be_larger_than_other_bodies_and_is_seen_by_everybody() throws Exception {
        ApiClient awa = griot.client().register("awa_pictured");
        byte[] large = noise(800);
        assertThat(large.length).isBetween(1_000_000, 2_000_000);

        assertThat(awa.putBytes("/api/me/avatar", "image/png", large).status()).isEqualTo(200);
        assertThat(awa.putBytes("/api/me/avatar", "image/png", noise(1_000)).refusal())
                .isEqualTo("413 TOO_LARGE");
        assertThat(awa.putBytes("/api/me", "application/json", large).status()).isIn(405, 413);

        ApiClient.Answer seen = griot.client().get(awa.get("/api/me").at("/avatarUrl"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(seen.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(seen.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    /** A picture that no format makes small. */
    private static byte[] noise(int side) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(side);
        for (int pixel = 0; pixel < side * side; pixel++) {
            picture.setRGB(pixel % side, pixel / side, random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void what_browsers_and_robots_ask_for_by_themselves_is_there() {
        assertThat(griot.client().get("/favicon.ico").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/"));
        assertThat(griot.client().get("/robots.txt").text()).contains("User-agent: *", "Disallow: /api/");
    }
}
