package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import live.griot.api.identity.Tickets;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nobody's business stays so: private sessions, people who were put out, and what a ticket does not say. */
@BesideOthers
class PrivacyTest {
    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(data, Map.of());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void a_session_that_becomes_private_keeps_whom_it_knows_and_loses_strangers() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.as("kofi").post(session + "/join");
        house.as("binta").post(session + "/hand");
        house.as("ines").post(session + "/join");
        house.as("awa").delete(session + "/participants/" + house.id("ines"));
        try (LiveSocketClient kofi = listening("kofi");
                LiveSocketClient stranger = LiveSocketClient.connect(house.griot.address(), null)) {
            kofi.subscribe(topic(session));
            stranger.subscribe(topic(session));

            house.as("awa").patch(session, Map.of("visibility", "PRIVATE"));

            assertThat(stranger.await("unsubscribed").path("code").asString()).isEqualTo("SESSION_NOT_FOUND");
            house.as("awa").patch(session, Map.of("title", "Behind the door"));
            kofi.await(told -> told.at("/data/title").asString().equals("Behind the door"), "who was there hears on");
        }
        assertThat(house.as("kofi").get(session).status()).isEqualTo(200);
        assertThat(house.as("binta").get(session).status()).isEqualTo(200);
        assertThat(house.as("ines").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.as("sira").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.anybody.post(session + "/join").refusal()).isEqualTo("404 SESSION_NOT_FOUND");

        house.as("awa").delete(session + "/participants/" + house.id("kofi"));
        house.as("awa").patch(session, Map.of("title", "Without him"));
        assertThat(house.as("kofi").get(session).refusal())
                .as("an edit admits nobody anew")
                .isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void who_is_banned_hears_no_more_of_a_public_session_and_is_told_why() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        try (LiveSocketClient kofi = listening("kofi");
                LiveSocketClient binta = listening("binta")) {
            for (String topic : new String[] {topic(session), topic(session) + "/chat"}) {
                kofi.subscribe(topic);
                binta.subscribe(topic);
            }

            house.as("awa").put(session + "/bans/" + house.id("kofi"), Map.of());

            for (int topics = 0; topics < 2; topics++) {
                assertThat(kofi.await("unsubscribed").path("code").asString()).isEqualTo("BANNED");
            }
            assertThat(kofi.refusedTopic(topic(session))).isEqualTo("BANNED");
            house.as("awa").patch(session, Map.of("title", "Evening without noise"));
            binta.await("sessionEdited");
        }
    }

    @Test
    void a_ticket_opens_its_own_session_to_listen_to_and_nothing_else() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        String another = house.session("awa", "PUBLIC", 4);
        house.as("awa").post(session + "/start");
        String ticket = house.as("kofi").post(session + "/join").at("/ticket");
        try (LiveSocketClient shown = LiveSocketClient.withTicket(house.griot.address(), ticket)) {
            shown.subscribe(topic(session));
            assertThat(shown.refusedTopic(topic(another))).isEqualTo("SESSION_NOT_FOUND");
            assertThat(shown.refusedTopic("me")).isEqualTo("UNAUTHENTICATED");
            shown.send(Map.of(
                    "type", "send", "id", "c1", "topic", topic(session) + "/chat", "content", "By ticket alone"));
            assertThat(shown.await("error").path("code").asString()).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void somebody_without_an_account_is_let_into_a_private_session_by_a_link_alone_and_while_it_stands()
            throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        String before = house.anybody.post(session + "/join").at("/ticket");
        house.as("awa").patch(session, Map.of("visibility", "PRIVATE"));
        String code = link(session, "awa", "VIEWER");
        String ticket =
                house.anybody.post(session + "/join", Map.of("link", code)).at("/ticket");
        assertThat(house.griot.part(Tickets.class).verify(ticket).link()).isNotNull();

        try (LiveSocketClient byLink = LiveSocketClient.withTicket(house.griot.address(), ticket);
                LiveSocketClient stranger = LiveSocketClient.withTicket(house.griot.address(), before)) {
            byLink.subscribe(topic(session));
            assertThat(stranger.refusedTopic(topic(session))).isEqualTo("SESSION_NOT_FOUND");
            house.as("awa").delete(session + "/links/" + code);
            assertThat(byLink.refusedTopic(topic(session))).isEqualTo("SESSION_NOT_FOUND");
        }
        assertThat(play(before)).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(play(ticket)).isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void a_link_shows_nothing_to_who_is_banned_and_one_by_a_dismissed_moderator_to_nobody() {
        String session = house.session("awa", "PRIVATE", 4);
        house.as("kofi").post(session + "/join", Map.of("link", link(session, "awa", "VIEWER")));
        house.as("awa").put(session + "/participants/" + house.id("kofi") + "/role", Map.of("role", "MODERATOR"));
        String hosts = link(session, "awa", "VIEWER");
        String kofis = link(session, "kofi", "VIEWER");
        house.as("awa").put(session + "/bans/" + house.id("binta"), Map.of());

        assertThat(house.as("binta").get(session + "?link=" + hosts).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.as("sira").get(session + "?link=" + kofis).status()).isEqualTo(200);
        house.as("awa").put(session + "/participants/" + house.id("kofi") + "/role", Map.of("role", "VIEWER"));
        assertThat(house.as("sira").get(session + "?link=" + kofis).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.as("sira")
                        .post(session + "/join", Map.of("link", kofis))
                        .refusal())
                .isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.as("sira").get(session + "?link=" + hosts).status()).isEqualTo(200);
    }

    @Test
    void who_is_put_out_has_no_invitation_left_to_come_back_by() throws InterruptedException {
        String session = house.session("awa", "PRIVATE", 4);
        house.as("kofi").post(session + "/join", Map.of("link", link(session, "awa", "VIEWER")));
        String invitation = house.invite(session, "awa", "kofi");
        try (LiveSocketClient kofi = listening("kofi")) {
            kofi.subscribe("me");
            house.as("awa").delete(session + "/participants/" + house.id("kofi"));
            kofi.await("invitationExpired");
        }
        assertThat(house.as("kofi").post(invitation + "/accept").refusal()).isEqualTo("409 INVITATION_ANSWERED");
        assertThat(house.as("kofi").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void what_is_no_session_is_no_session_whatever_one_holds() {
        String session = house.session("awa", "PUBLIC", 4);
        String code = link(session, "awa", "VIEWER");
        String invitation = house.invite(session, "awa", "kofi");
        for (String id :
                new String[] {invitation.substring(invitation.lastIndexOf('/') + 1), house.id("awa"), "NONE"}) {
            assertThat(house.as("kofi")
                            .post("/api/sessions/" + id + "/join", Map.of("link", code))
                            .refusal())
                    .isEqualTo("404 SESSION_NOT_FOUND");
        }
        assertThat(house.as("awa")
                        .get(session.replace("/api/sessions/", "/api/sessions/01j"))
                        .status())
                .isEqualTo(404);
        assertThat(house.as("awa")
                        .delete(session + "/participants/" + house.id("kofi").toLowerCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(404);
    }

    private static String link(String session, String by, String role) {
        ApiClient.Answer made = house.as(by).post(session + "/links", Map.of("role", role));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/code");
    }

    /** Asks the edge to play; there is no picture, so that nobody is ever let in. */
    private static String play(String ticket) {
        return house.anybody
                .with(ticket)
                .postText("/api/edge/whep", "application/sdp", "v=0")
                .refusal();
    }

    private static String topic(String session) {
        return session.substring("/api/".length());
    }

    private static LiveSocketClient listening(String handle) throws InterruptedException {
        return LiveSocketClient.connect(house.griot.address(), house.as(handle).token());
    }
}
