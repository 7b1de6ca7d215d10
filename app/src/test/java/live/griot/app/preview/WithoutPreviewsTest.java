package live.griot.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import live.griot.app.support.ApiClient;
import live.griot.app.support.GriotProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module that makes previews may be left out, and its decoder with it: the program starts, and has none. */
class WithoutPreviewsTest {
    @TempDir
    Path data;

    @Test
    void without_the_module_and_without_a_bucket_the_program_serves_all_but_previews() throws Exception {
        assertThat(System.getProperty("java.class.path")).contains("jcodec", "software/amazon/");
        try (GriotProcess griot = GriotProcess.startWithout(
                data, "jcodec", "griot-preview", "streaming-edge/preview", "software/amazon/")) {
            ApiClient host = new ApiClient(griot.address()).register("awa_no_previews");
            String session = host.createSession("Without previews");

            assertThat(host.get("/api/sessions/" + session).status()).isEqualTo(200);
            assertThat(host.get("/api/sessions/" + session + "/preview").refusal())
                    .isEqualTo("404 PREVIEW_NOT_FOUND");
            assertThat(host.post("/api/sessions/" + session + "/start").status())
                    .isBetween(200, 299);
            assertThat(host.post("/api/sessions/" + session + "/recording").status())
                    .as("no class of Amazon's is loaded")
                    .isEqualTo(201);
        }
    }
}
