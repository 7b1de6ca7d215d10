package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while somebody is live, with no chance to say anything, and started again. */
@BesideOthers
class KilledTest {
    @TempDir
    Path data;

    @Test
    void a_live_whose_program_was_killed_ends_by_host_grace_after_the_restart() throws Exception {
        String id;
        try (GriotProcess killed = GriotProcess.asInTheImage(data);
                LiveHost host = new LiveHost(killed.address())) {
            id = host.goLive("Cut short");
            killed.kill();
        }

        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.session.host-grace", "PT3S"));
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + id);
            if (!griot.client().get("/api/sessions/" + id).at("/state").equals("ENDED")) {
                socket.await(update -> update.at("/data/state").asString().equals("ENDED"), "the end");
            }
            assertThat(griot.client().get("/api/sessions/" + id).at("/state")).isEqualTo("ENDED");
            assertThat(griot.client().login("awa").get("/api/sessions/history").text())
                    .contains(id);
        }
    }
}
