package live.griot.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** One's own picture, at the HTTP border. */
class AvatarControllerTest {
    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private TestAccounts world;
    private MockMvcTester http;
    private Person awa;
    private Principal caller;

    @BeforeEach
    void awa_is_signed_in() {
        world = new TestAccounts(database, directory, new MovableClock());
        http = MockMvcTester.create(
                MockMvcBuilders.standaloneSetup(new AvatarController(world.avatars, world.accounts, world.people))
                        .setControllerAdvice(new RefusedAsStatus())
                        .build());
        awa = world.accounts.create("awa", "Awa", "{argon2}hash");
        caller = () -> awa.id().value();
    }

    @Test
    void who_has_none_has_a_generated_one() {
        assertThat(awa.avatarUrl()).isEqualTo("/api/avatars/" + awa.id() + "/generated");
        assertThat(http.perform(get(Objects.requireNonNull(awa.avatarUrl()))))
                .hasStatus(200)
                .hasContentType("image/svg+xml")
                .bodyText()
                .startsWith("<svg");
    }

    @Test
    void a_picture_is_shown_under_an_address_of_its_own_until_there_is_another() throws Exception {
        String first = set();
        String second = set();

        assertThat(second).isNotEqualTo(first);
        assertThat(http.perform(get(second)))
                .hasStatus(200)
                .hasContentType("image/jpeg")
                .hasHeader("Cache-Control", "max-age=31536000, public")
                .hasHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        assertThat(http.perform(get(first))).hasStatus(404);
        assertThat(world.accounts.find(awa.id()).orElseThrow().avatarUrl()).isEqualTo(second);
        assertThat(world.accounts.search("awa", null, 10).getFirst().avatarUrl())
                .isEqualTo(second);
    }

    @Test
    void without_it_there_is_the_generated_one_again() throws Exception {
        String before = set();

        assertThat(http.perform(delete("/api/me/avatar").principal(caller))).hasStatus(204);

        assertThat(http.perform(get(before))).hasStatus(404);
        assertThat(world.accounts.find(awa.id()).orElseThrow().avatarUrl()).endsWith("/generated");
    }

    @Test
    void it_goes_with_the_person() throws Exception {
        String before = set();

        world.erase(awa.id());

        assertThat(http.perform(get(before))).hasStatus(404);
        assertThat(database.client()
                        .sql("SELECT COUNT(*) FROM avatar")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(http.perform(put("/api/me/avatar")
                        .principal(caller)
                        .contentType(MediaType.IMAGE_PNG)
                        .content(picture())))
                .hasStatus(401);
    }

    @Test
    void what_is_stored_can_not_be_seen_without_the_persons_key() throws Exception {
        set();

        String stored = database.client()
                .sql("SELECT sealed FROM avatar")
                .query(String.class)
                .single();
        assertThat(new String(Base64.getUrlDecoder().decode(stored), StandardCharsets.ISO_8859_1))
                .doesNotContain("JFIF");
    }

    @Test
    void what_is_no_picture_is_refused() {
        assertThat(http.perform(put("/api/me/avatar")
                        .principal(caller)
                        .contentType(MediaType.IMAGE_PNG)
                        .content("<html>")))
                .hasStatus(415);
        assertThat(http.perform(put("/api/me/avatar")
                        .principal(caller)
                        .contentType(MediaType.TEXT_HTML)
                        .content("<html>")))
                .hasStatus(415);
        assertThat(world.accounts.find(awa.id()).orElseThrow().avatarUrl()).endsWith("/generated");
    }

    private String set() throws Exception {
        MvcTestResult answer = http.perform(put("/api/me/avatar")
                .principal(caller)
                .contentType(MediaType.IMAGE_PNG)
                .content(picture()));
        assertThat(answer).hasStatus(200).bodyJson().extractingPath("$.handle").isEqualTo("awa");
        return Objects.requireNonNull(world.people.named(awa.id()).avatarUrl());
    }

    private static byte[] picture() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
