package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.griot.api.Commands;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.session.ReportViewerArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.MovableClock;
import live.griot.app.support.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A ban holds against who leaves out their name; who has no account is listed, put out and banned like anybody. */
@BesideOthers
class WaysBackTest {
    private static final String BANNED = "403 BANNED";

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
    void who_watches_without_an_account_is_seen_by_moderators_and_put_out_one_by_one() {
        String session = live();
        ApiClient browser = house.anybody.browser();
        ApiClient another = house.anybody.browser();
        String ticket = watch(session, browser);
        watch(session, another);

        List<JsonNode> nameless = nameless(house.as("host"), session);
        assertThat(nameless).hasSize(2);
        assertThat(nameless.getFirst().at("/user/handle").isNull()).isTrue();
        assertThat(nameless.getFirst().at("/user/displayName").asString()).startsWith("Guest ");
        assertThat(nameless(house.as("stranger"), session)).isEmpty();
        String guest = guestBy(ticket);
        assertThat(house.as("host").delete(session + "/participants/" + guest).status())
                .isEqualTo(204);

        assertThat(nameless(house.as("host"), session)).hasSize(1);
        assertThat(play(ticket)).isEqualTo("401 INVALID_TICKET");
        assertThat(browser.post(session + "/join").status())
                .as("who was removed may come back")
                .isEqualTo(200);
    }

    @Test
    void a_banned_guest_reads_as_little_as_they_hear_and_for_an_hour_nobody_new_comes_from_there() {
        String session = live();
        ApiClient there = house.anybody.browser();
        watch(session, there);
        ApiClient browser = house.anybody.browser();
        String guest = guestBy(watch(session, browser));

        assertThat(house.as("host")
                        .put(session + "/bans/" + guest, Map.of("reason", "Noise"))
                        .status())
                .isEqualTo(204);

        for (String read : List.of("", "/messages", "/participants", "/chat", "/stats", "/pins")) {
            assertThat(browser.get(session + read).refusal()).as(read).isEqualTo(BANNED);
        }
        assertThat(browser.post(session + "/join").refusal()).isEqualTo(BANNED);
        assertThat(house.anybody.browser().post(session + "/join").refusal())
                .as("as somebody new")
                .isEqualTo(BANNED);
        assertThat(there.post(session + "/join").status())
                .as("who was there before")
                .isEqualTo(200);
        assertThat(nameless(house.as("host"), session)).singleElement().satisfies(other -> assertThat(
                        other.path("sharesNetworkWithBanned").asBoolean())
                .isTrue());
        MovableClock clock = house.griot.part(MovableClock.class);
        clock.pass(Duration.ofMinutes(61));
        try {
            assertThat(house.anybody.browser().post(session + "/join").status())
                    .as("an hour later")
                    .isEqualTo(200);
            assertThat(browser.post(session + "/join").refusal()).isEqualTo(BANNED);
        } finally {
            clock.pass(Duration.ofMinutes(-61));
        }
    }

    @Test
    void a_ban_of_an_account_holds_against_its_browser_by_whatever_name_it_comes_back() {
        String session = live();
        ApiClient browser = house.anybody.browser();
        String code = house.as("host")
                .post(session + "/links", Map.of("role", "VIEWER"))
                .at("/code");
        assertThat(browser.post(session + "/join").status()).isEqualTo(200);
        ApiClient noisy = browser.register("noisy");
        assertThat(noisy.post(session + "/join").status()).isEqualTo(200);
        ApiClient second = browser.register("noisy_two");
        String noisyId = noisy.userId();

        assertThat(house.as("host").put(session + "/bans/" + noisyId, Map.of()).status())
                .isEqualTo(204);

        assertThat(noisy.get(session).refusal()).isEqualTo(BANNED);
        assertThat(browser.post(session + "/join").refusal()).as("signed out").isEqualTo(BANNED);
        assertThat(browser.get(session).refusal()).as("signed out, to read").isEqualTo(BANNED);
        assertThat(browser.post(session + "/join", Map.of("link", code)).refusal())
                .as("by a link")
                .isEqualTo(BANNED);
        assertThat(browser.post(session + "/join", Map.of("link", code, "displayName", "Somebody"))
                        .refusal())
                .as("by a link and a name")
                .isEqualTo(BANNED);
        assertThat(second.post(session + "/join").refusal())
                .as("by a second account")
                .isEqualTo(BANNED);
        assertThat(noisy.delete("/api/me").status()).isEqualTo(204);
        assertThat(browser.register("noisy_anew").post(session + "/join").refusal())
                .as("by an account made anew")
                .isEqualTo(BANNED);
        assertThat(house.as("host").delete(session + "/bans/" + noisyId).status())
                .isEqualTo(204);
        assertThat(second.post(session + "/join").status())
                .as("once it is lifted")
                .isEqualTo(200);
    }

    @Test
    void who_shares_no_more_than_a_network_comes_in_and_moderators_see_it() {
        String session = live();
        house.as("moderator").post(session + "/join");
        house.as("host").put(session + "/participants/" + house.id("moderator") + "/role", Map.of("role", "MODERATOR"));
        assertThat(house.as("loud").post(session + "/join").status()).isEqualTo(200);
        house.as("host").put(session + "/bans/" + house.id("loud"), Map.of());

        assertThat(house.as("quiet").post(session + "/join").status()).isEqualTo(200);

        assertThat(participant(house.as("moderator"), session, house.id("quiet"))
                        .path("sharesNetworkWithBanned")
                        .asBoolean())
                .isTrue();
        assertThat(participant(house.as("quiet"), session, house.id("quiet"))
                        .path("sharesNetworkWithBanned")
                        .asBoolean())
                .as("told to moderators alone")
                .isFalse();
    }

    @Test
    void a_guest_person_is_seated_and_muted_and_banned_like_anybody() throws InterruptedException {
        String session = house.session("host", "PRIVATE", 4);
        house.goLive(session, "host");
        String code = house.as("host")
                .post(session + "/links", Map.of("role", "VIEWER"))
                .at("/code");
        ApiClient browser = house.anybody.browser();
        ApiClient.Answer joined = browser.post(session + "/join", Map.of("link", code, "displayName", " Aunt Fatou "));
        assertThat(joined.at("/role")).as(joined.text()).isEqualTo("VIEWER");
        assertThat(joined.at("/guest/user/displayName")).isEqualTo("Aunt Fatou");
        assertThat(joined.json().at("/guest/user/handle").isNull()).isTrue();
        String guest = joined.at("/guest/user/id");
        ApiClient fatou = house.anybody.with(joined.at("/guest/accessToken"));

        assertThat(fatou.get("/api/me").refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(fatou.post("/api/sessions", Map.of("title", "Mine")).refusal())
                .isEqualTo("403 FORBIDDEN");
        assertThat(fatou.post(session + "/messages", Map.of("content", "Salaam"))
                        .status())
                .isEqualTo(201);
        assertThat(house.as("host").get(session + "/messages").at("/items/0/author/displayName"))
                .isEqualTo("Aunt Fatou");
        house.as("host").put(session + "/mutes/" + guest, Map.of());
        assertThat(fatou.post(session + "/messages", Map.of("content", "Salaam"))
                        .refusal())
                .isEqualTo("403 MUTED");
        assertThat(house.as("host")
                        .put(session + "/participants/" + guest + "/role", Map.of("role", "GUEST"))
                        .at("/role"))
                .isEqualTo("GUEST");
        assertThat(fatou.patch(session + "/participants/" + guest, Map.of("audio", false))
                        .status())
                .isEqualTo(200);
        assertThat(ticketOf(fatou.post(session + "/join").at("/ticket"))
                        .mayPublish()
                        .audio())
                .isTrue();
        String another = live();
        try (LiveSocketClient socket =
                LiveSocketClient.connect(house.griot.address(), joined.at("/guest/accessToken"))) {
            socket.subscribe("sessions/" + House.sessionId(session));
            assertThat(socket.refusedTopic("sessions/" + House.sessionId(another)))
                    .isEqualTo("SESSION_NOT_FOUND");
            house.as("host").put(session + "/bans/" + guest, Map.of());
            socket.await("unsubscribed");
        }
        assertThat(fatou.get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(browser.post(session + "/join", Map.of("link", code, "displayName", "Fatou's sister"))
                        .refusal())
                .isEqualTo(BANNED);
    }

    @Test
    void a_name_said_to_a_link_that_opens_nothing_is_not_kept() {
        String session = live();

        assertThat(house.anybody
                        .post(session + "/join", Map.of("link", "nonsense", "displayName", "Nobody's name"))
                        .refusal())
                .isEqualTo("404 LINK_NOT_FOUND");

        assertThat(house.griot
                        .part(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM guest_person WHERE display_name = 'Nobody''s name'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void who_only_watches_gets_no_seat_and_no_invitation() {
        String session = live();
        String guest = guestBy(watch(session, house.anybody.browser()));

        assertThat(house.as("host")
                        .put(session + "/participants/" + guest + "/role", Map.of("role", "GUEST"))
                        .refusal())
                .isEqualTo("409 NOT_PRESENT");
        assertThat(house.as("host")
                        .post(session + "/invitations", Map.of("userId", guest))
                        .refusal())
                .isEqualTo("404 USER_NOT_FOUND");
    }

    @Test
    void a_socket_that_shows_nothing_is_whom_its_browsers_cookie_names() throws IOException {
        String session = live();
        ApiClient.Answer joined = house.anybody.post(session + "/join");
        String cookie = joined.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        try (RawWebSocket socket = RawWebSocket.ask(house.griot.address(), Map.of("Cookie", cookie))) {
            socket.text("{\"type\": \"hello\"}");
            socket.text("{\"type\": \"subscribe\", \"topic\": \"sessions/%s\"}".formatted(House.sessionId(session)));
            heard(socket, "subscribed");

            house.as("host").put(session + "/bans/" + guestBy(joined.at("/ticket")), Map.of());

            assertThat(heard(socket, "unsubscribed")).contains("BANNED");
        }
    }

    /** Reads on to the frame that says that; fails when the server says nothing for long. */
    private static String heard(RawWebSocket socket, String type) throws IOException {
        String frame = socket.read().text();
        while (!frame.contains("\"" + type + "\"")) {
            frame = socket.read().text();
        }
        return frame;
    }

    @Test
    void a_viewers_ticket_does_not_survive_their_goodbye() {
        String session = live();
        String anonymous = house.anybody.browser().post(session + "/join").at("/ticket");
        String kofis = house.as("kofi").post(session + "/join").at("/ticket");

        assertThat(house.anybody
                        .post(session + "/leave", Map.of("ticket", anonymous))
                        .status())
                .isEqualTo(204);
        assertThat(house.as("kofi").post(session + "/leave").status()).isEqualTo(204);

        assertThat(play(anonymous)).isEqualTo("401 INVALID_TICKET");
        assertThat(play(kofis)).isEqualTo("401 INVALID_TICKET");
    }

    private static String live() {
        String session = house.session("host", "PUBLIC", 4);
        house.goLive(session, "host");
        return session;
    }

    /** Joins and lets the edge report that they watch; returns the ticket. */
    private static String watch(String session, ApiClient somebody) {
        ApiClient.Answer joined = somebody.post(session + "/join");
        assertThat(joined.status()).as(joined.text()).isEqualTo(200);
        Ticket ticket = ticketOf(joined.at("/ticket"));
        house.griot
                .part(Commands.class)
                .send(new ReportViewerArrived(
                        ticket.id(),
                        ticket.session(),
                        ticket.user(),
                        house.griot.part(MovableClock.class).instant()));
        return joined.at("/ticket");
    }

    private static Ticket ticketOf(String text) {
        return house.griot.part(Tickets.class).verify(text);
    }

    private static String guestBy(String ticket) {
        return Objects.requireNonNull(ticketOf(ticket).user()).value();
    }

    /** Asks the edge to play; there is no picture, so that nobody is ever let in. */
    private static String play(String ticket) {
        return house.anybody
                .with(ticket)
                .postText("/api/edge/whep", "application/sdp", "v=0")
                .refusal();
    }

    private static List<JsonNode> nameless(ApiClient reader, String session) {
        return people(reader, session).stream()
                .filter(there -> there.at("/user/handle").isNull())
                .toList();
    }

    private static JsonNode participant(ApiClient reader, String session, String id) {
        return people(reader, session).stream()
                .filter(there -> there.at("/user/id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> people(ApiClient reader, String session) {
        return reader.get(session + "/participants?limit=100")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}
