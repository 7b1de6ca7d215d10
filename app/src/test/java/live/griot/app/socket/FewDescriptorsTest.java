package live.griot.app.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.griot.app.support.ApiClient;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may have few files open says so at its start, and refuses whom it has no room for, instead of leaving them unanswered. */
class FewDescriptorsTest {
    private static final int DESCRIPTORS = 600;
    private static final int COME = 800;
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    @TempDir
    Path data;

    @Test
    void whom_there_is_no_room_for_is_refused_and_others_are_served_on() throws Exception {
        try (GriotProcess griot =
                GriotProcess.withDescriptors(data, DESCRIPTORS, "--griot.live.max-sockets-per-address=2000")) {
            ApiClient awa = new ApiClient(griot.address()).register("awa");
            List<RawHttp> open = new ArrayList<>();
            int taken = 0;
            int refused = 0;
            try {
                for (int i = 0; i < COME; i++) {
                    RawHttp one = new RawHttp(griot.address());
                    open.add(one);
                    int status = answer(one);
                    taken += status == 101 ? 1 : 0;
                    refused += status == 503 || status == 0 ? 1 : 0;
                }
                assertThat(taken).isPositive();
                assertThat(refused).isEqualTo(COME - taken).isPositive();
            } finally {
                for (RawHttp one : open) {
                    one.close();
                }
            }
            await().until(() -> awa.get("/api/me").status() == 200);
            assertThat(griot.said())
                    .contains("This process may have %d files open".formatted(DESCRIPTORS))
                    .doesNotContain("Too many open files");
        }
    }

    /** Returns the status, or 0 for who is closed without a word. */
    private static int answer(RawHttp one) {
        try {
            one.write(HANDSHAKE);
            return one.status();
        } catch (IOException closed) {
            return 0;
        }
    }
}
