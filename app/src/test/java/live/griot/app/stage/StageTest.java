package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A session and its stage, as the people on it and before it see them. */
class StageTest {
    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(
                data,
                Map.of(
                        "griot.pace.hand-burst",
                        "5",
                        "griot.pace.ask-burst",
                        "3",
                        "griot.pace.join-burst",
                        "30",
                        "griot.pace.join-interval",
                        "PT10M"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void a_session_is_edited_as_far_as_it_is_told_and_never_below_who_is_on_stage() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        house.seat(session, "awa", "ines");

        ApiClient.Answer edited =
                house.as("awa").patch(session, Map.of("title", "  Morning tales ", "maxParticipants", 3));
        assertThat(edited.at("/title")).isEqualTo("Morning tales");
        assertThat(edited.at("/maxParticipants")).isEqualTo("3");
        assertThat(edited.at("/visibility")).isEqualTo("PUBLIC");
        assertThat(edited.at("/participantCount")).isEqualTo("3");
        assertThat(edited.at("/guests/0/id")).isEqualTo(house.id("moussa"));
        assertThat(edited.at("/guests/1/id")).isEqualTo(house.id("ines"));
        assertThat(edited.json().at("/guests")).as("the host is not a guest").hasSize(2);

        assertThat(house.as("awa").patch(session, Map.of("maxParticipants", 2)).refusal())
                .isEqualTo("409 STAGE_FULL");
        ApiClient.Answer blank = house.as("awa").patch(session, Map.of("title", "  ", "maxParticipants", 11));
        assertThat(blank.refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(blank.json().at("/errors").toString()).contains("title").contains("maxParticipants");
    }

    @Test
    void who_is_erased_leaves_what_they_are_in_and_ends_what_they_host() {
        String own = house.session("going", "PUBLIC", 4);
        house.goLive(own, "going");
        String planned = house.session("going", "PUBLIC", 4);
        String others = house.session("awa", "PUBLIC", 4);
        house.goLive(others, "awa");
        house.seat(others, "awa", "going");

        assertThat(house.as("going").delete("/api/me").status()).isEqualTo(204);

        assertThat(house.as("awa").get(own).at("/state")).isIn("ENDING", "ENDED");
        assertThat(house.as("awa").get(planned).at("/state")).isEqualTo("CANCELLED");
        assertThat(house.as("awa").get(others).at("/state")).isEqualTo("LIVE");
        assertThat(house.as("awa").get(others).json().at("/guests")).isEmpty();
    }

    @Test
    void people_on_stage_are_listed_first_then_hands_in_order_then_viewers() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        for (String viewer : List.of("kofi", "ines", "binta")) {
            house.as(viewer).post(session + "/join");
        }
        house.as("ines").post(session + "/hand");
        house.as("kofi").post(session + "/hand");

        assertThat(listed(house.as("binta"), session, 50))
                .containsExactly("awa HOST", "moussa GUEST", "ines VIEWER", "kofi VIEWER", "binta VIEWER");
        assertThat(listed(house.as("binta"), session, 2)).as("by pages of two").hasSize(5);
        assertThat(listed(house.anybody, session, 50))
                .as("viewers' names are for those who have one")
                .doesNotContain("binta VIEWER");

        house.as("ines").delete(session + "/hand");
        assertThat(listed(house.as("binta"), session, 50)).element(2).isEqualTo("kofi VIEWER");
    }

    @Test
    void a_device_is_switched_by_its_owner_and_by_those_above_only_off() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        String moussa = session + "/participants/" + house.id("moussa");

        ApiClient.Answer off = house.as("awa").patch(moussa, Map.of("audio", false));
        assertThat(off.at("/audio")).isEqualTo("false");
        assertThat(off.at("/video")).isEqualTo("true");
        assertThat(house.as("awa").patch(moussa, Map.of("audio", true)).refusal())
                .isEqualTo("403 ONLY_OFF");
        assertThat(house.as("moussa")
                        .patch(moussa, Map.of("audio", true, "screen", true))
                        .at("/screen"))
                .isEqualTo("true");
        assertThat(house.as("moussa")
                        .patch(session + "/participants/" + house.id("awa"), Map.of("audio", false))
                        .refusal())
                .isEqualTo("403 NOT_MODERATOR");
    }

    @Test
    void who_is_asked_to_switch_on_hears_of_it_and_nothing_is_switched() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        String moussa = session + "/participants/" + house.id("moussa");
        house.as("awa").patch(moussa, Map.of("video", false));
        try (LiveSocketClient socket = LiveSocketClient.connect(
                house.griot.address(), house.as("moussa").token())) {
            socket.subscribe("me");

            assertThat(house.as("awa")
                            .post(moussa + "/asks", Map.of("video", true))
                            .status())
                    .isEqualTo(204);

            JsonNode asked = socket.await("switchOnAsked");
            assertThat(asked.at("/topic").asString()).isEqualTo("me");
            assertThat(asked.at("/data/video").asBoolean()).isTrue();
            assertThat(asked.at("/data/by/id").asString()).isEqualTo(house.id("awa"));
        }
        assertThat(participant(house.as("awa"), session, "moussa").path("video").asBoolean())
                .isFalse();
    }

    @Test
    void a_session_of_sound_carries_no_picture() {
        ApiClient.Answer created = house.as("awa").post("/api/sessions", Map.of("title", "Radio", "type", "AUDIO"));
        String awa = "/api/sessions/" + created.at("/id") + "/participants/" + house.id("awa");

        assertThat(house.as("awa").patch(awa, Map.of("audio", false)).at("/video"))
                .isEqualTo("false");
        assertThat(house.as("awa").patch(awa, Map.of("video", true)).refusal()).isEqualTo("409 DEVICE_NOT_FOR_TYPE");
    }

    @Test
    void a_viewer_with_a_hand_up_is_brought_on_stage_and_down_again() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.as("kofi").post(session + "/join");
        try (LiveSocketClient socket =
                LiveSocketClient.connect(house.griot.address(), house.as("kofi").token())) {
            socket.subscribe("me");
            assertThat(house.as("kofi").post(session + "/hand").at("/handRaisedAt"))
                    .isNotEmpty();

            ApiClient.Answer promoted = role(session, "awa", "kofi", "GUEST");

            assertThat(promoted.at("/role")).isEqualTo("GUEST");
            assertThat(promoted.json().at("/handRaisedAt").isNull()).isTrue();
            assertThat(socket.await("roleChanged").at("/data/role").asString()).isEqualTo("GUEST");
            assertThat(house.as("kofi").post(session + "/join").at("/role")).isEqualTo("GUEST");
            assertThat(role(session, "awa", "kofi", "VIEWER").at("/onStage")).isEqualTo("false");
            assertThat(socket.await("roleChanged").at("/data/role").asString()).isEqualTo("VIEWER");
        }
    }

    @Test
    void who_raises_a_hand_asks_or_joins_over_and_over_is_told_when_to_come_again() {
        String session = house.session("eager", "PUBLIC", 4);
        ApiClient hasty = house.as("hasty");
        for (int time = 1; time <= 5; time++) {
            assertThat(hasty.post(session + "/hand").status()).isEqualTo(200);
            hasty.delete(session + "/hand");
        }
        waitsBefore(hasty.post(session + "/hand"));
        assertThat(hasty.delete(session + "/hand").status())
                .as("a hand can always be lowered")
                .isEqualTo(204);
        assertThat(house.as("patient").post(session + "/hand").status()).isEqualTo(200);

        house.seat(session, "eager", "moussa");
        String asks = session + "/participants/" + house.id("moussa") + "/asks";
        for (int time = 1; time <= 3; time++) {
            assertThat(house.as("eager").post(asks, Map.of("audio", true)).status())
                    .isEqualTo(204);
        }
        waitsBefore(house.as("eager").post(asks, Map.of("audio", true)));

        for (int time = 1; time <= 30; time++) {
            assertThat(hasty.post(session + "/join").status()).isEqualTo(200);
            hasty.post(session + "/leave");
        }
        waitsBefore(hasty.post(session + "/join"));
    }

    private static void waitsBefore(ApiClient.Answer answer) {
        assertThat(answer.refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @Test
    void nobody_is_put_on_a_stage_they_know_nothing_of() {
        String session = house.session("awa", "PUBLIC", 4);

        assertThat(role(session, "awa", "stranger", "GUEST").refusal()).isEqualTo("409 NOT_PRESENT");
        assertThat(house.as("awa")
                        .put(session + "/participants/01JD0000000000000000000000/role", Map.of("role", "GUEST"))
                        .refusal())
                .isEqualTo("404 USER_NOT_FOUND");
    }

    @Test
    void the_host_role_is_handed_over_to_somebody_on_stage() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        house.as("kofi").post(session + "/join");
        assertThat(role(session, "awa", "kofi", "HOST").refusal()).isEqualTo("409 NOT_PRESENT");
        assertThat(role(session, "awa", "awa", "VIEWER").refusal()).isEqualTo("409 HOST_STAYS");

        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(session.substring("/api/".length()));
            assertThat(role(session, "awa", "moussa", "HOST").at("/role")).isEqualTo("HOST");
            assertThat(socket.await("hostChanged").at("/data/to/id").asString()).isEqualTo(house.id("moussa"));
        }
        assertThat(house.anybody.get(session).at("/host/id")).isEqualTo(house.id("moussa"));
        assertThat(house.as("awa").post(session + "/start").refusal()).isEqualTo("403 NOT_HOST");
        assertThat(house.as("moussa").post(session + "/start").status()).isEqualTo(200);
        assertThat(participant(house.as("awa"), session, "awa").path("role").asString())
                .isEqualTo("GUEST");
    }

    @Test
    void moderators_act_on_those_below_them_and_on_nobody_else() {
        String session = house.session("awa", "PUBLIC", 5);
        house.seat(session, "awa", "moussa");
        role(session, "awa", "ines", "MODERATOR");
        role(session, "awa", "binta", "MODERATOR");

        assertThat(house.as("ines")
                        .patch(session + "/participants/" + house.id("moussa"), Map.of("audio", false))
                        .status())
                .isEqualTo(200);
        assertThat(house.as("ines")
                        .patch(session + "/participants/" + house.id("awa"), Map.of("audio", false))
                        .refusal())
                .isEqualTo("403 FORBIDDEN");
        for (String above : List.of("awa", "binta")) {
            assertThat(house.as("ines")
                            .put(session + "/bans/" + house.id(above), Map.of())
                            .refusal())
                    .isEqualTo("403 FORBIDDEN");
            assertThat(house.as("ines")
                            .delete(session + "/participants/" + house.id(above))
                            .refusal())
                    .isEqualTo("403 FORBIDDEN");
        }
        assertThat(role(session, "ines", "moussa", "VIEWER").at("/role")).isEqualTo("VIEWER");
        assertThat(role(session, "awa", "binta", "VIEWER").at("/role")).isEqualTo("VIEWER");
        assertThat(house.as("binta")
                        .delete(session + "/participants/" + house.id("moussa"))
                        .refusal())
                .isEqualTo("403 NOT_MODERATOR");
    }

    @Test
    void who_is_removed_is_gone_and_may_come_back_and_who_is_banned_may_not() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        try (LiveSocketClient socket = LiveSocketClient.connect(
                house.griot.address(), house.as("moussa").token())) {
            socket.subscribe("me");
            assertThat(house.as("awa")
                            .delete(session + "/participants/" + house.id("moussa"))
                            .status())
                    .isEqualTo(204);
            assertThat(socket.await("putOut").at("/data/banned").asBoolean()).isFalse();
            assertThat(listed(house.as("awa"), session, 50)).containsExactly("awa HOST");
            assertThat(house.as("moussa").post(session + "/join").at("/role")).isEqualTo("VIEWER");

            assertThat(house.as("awa")
                            .put(session + "/bans/" + house.id("moussa"), Map.of("reason", "Noise"))
                            .status())
                    .isEqualTo(204);
            assertThat(socket.await("putOut").at("/data/banned").asBoolean()).isTrue();
        }
        assertThat(listed(house.as("awa"), session, 50)).containsExactly("awa HOST");
        assertThat(house.as("moussa").post(session + "/join").refusal()).isEqualTo("403 BANNED");
        assertThat(house.as("moussa")
                        .post(session + "/messages", Map.of("content", "Let me in"))
                        .refusal())
                .isEqualTo("403 BANNED");
        assertThat(house.as("awa")
                        .post(session + "/invitations", Map.of("userId", house.id("moussa")))
                        .refusal())
                .isEqualTo("409 PERSON_BANNED");
        assertThat(house.as("awa").get(session + "/bans").at("/items/0/reason")).isEqualTo("Noise");
        house.as("awa").delete(session + "/bans/" + house.id("moussa"));
        assertThat(house.as("moussa").post(session + "/join").status()).isEqualTo(200);
        assertThat(house.as("awa")
                        .delete(session + "/participants/" + house.id("stranger"))
                        .refusal())
                .isEqualTo("404 PARTICIPANT_NOT_FOUND");
    }

    @Test
    void viewers_are_counted_while_they_watch_and_the_most_there_were_is_kept() {
        String session = house.session("awa", "PUBLIC", 4);
        house.goLive(session, "awa");
        Instant now = Instant.now();
        AttendanceId first = arrives(session, house.as("kofi"), now.minusSeconds(200));
        arrives(session, house.anybody, now.minusSeconds(100));
        house.griot.part(Commands.class).send(new ReportViewerLeft(first, now));

        assertThat(house.anybody.get(session).at("/viewerCount")).isEqualTo("1");
        JsonNode stats = house.as("awa").get(session + "/stats").json();
        assertThat(stats.path("viewerCount").asInt()).isEqualTo(1);
        assertThat(stats.path("peakViewerCount").asInt()).isEqualTo(2);
        assertThat(stats.path("totalViewers").asInt()).isEqualTo(2);
        assertThat(stats.path("minutesWatched").asInt())
                .as("200 and 100 seconds")
                .isEqualTo(5);
        assertThat(Duration.parse(stats.path("duration").asString())).isPositive();

        house.as("kofi").post(session + "/messages", Map.of("content", "Bravo"));
        assertThat(house.as("awa").get(session + "/stats").at("/messageCount")).isEqualTo("1");
    }

    @Test
    void a_viewer_who_says_goodbye_is_gone() {
        String session = house.session("awa", "PUBLIC", 4);
        house.goLive(session, "awa");
        arrives(session, house.as("kofi"), Instant.now());
        String ticket = house.anybody.post(session + "/join").at("/ticket");
        house.griot
                .part(Commands.class)
                .send(new ReportViewerArrived(
                        house.griot.part(Tickets.class).verify(ticket).id(),
                        House.sessionId(session),
                        null,
                        Instant.now()));
        assertThat(house.anybody.get(session).at("/viewerCount")).isEqualTo("2");

        assertThat(house.as("kofi").post(session + "/leave").status()).isEqualTo(204);
        assertThat(house.anybody
                        .post(session + "/leave", Map.of("ticket", ticket))
                        .status())
                .isEqualTo(204);
        assertThat(house.anybody.post(session + "/leave").refusal()).isEqualTo("401 UNAUTHENTICATED");

        assertThat(house.anybody.get(session).at("/viewerCount")).isEqualTo("0");
        assertThat(listed(house.as("awa"), session, 50)).containsExactly("awa HOST");
    }

    @Test
    void a_past_session_tells_each_who_was_there_in_what_role() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        house.goLive(session, "awa");
        arrives(session, house.as("kofi"), Instant.now());
        house.as("moussa").post(session + "/leave");
        house.as("awa").post(session + "/end");
        house.routerCloses(session);

        for (Map.Entry<String, String> one :
                Map.of("awa", "HOST", "moussa", "GUEST", "kofi", "VIEWER").entrySet()) {
            JsonNode past = house.as(one.getKey())
                    .get("/api/sessions/history?limit=1")
                    .json()
                    .at("/items/0");
            assertThat(past.at("/session/id").asString())
                    .isEqualTo(House.sessionId(session).value());
            assertThat(past.path("role").asString()).isEqualTo(one.getValue());
            assertThat(Duration.parse(past.path("duration").asString())).isPositive();
            assertThat(past.path("totalViewers").asInt()).isEqualTo(1);
            assertThat(past.path("participants"))
                    .extracting(there -> there.at("/user/id").asString() + " "
                            + there.path("role").asString())
                    .containsExactly(house.id("awa") + " HOST", house.id("moussa") + " GUEST");
            assertThat(house.as(one.getKey())
                            .get("/api/sessions/history/" + House.sessionId(session))
                            .json())
                    .isEqualTo(past);
        }
        assertThat(house.as("oumar")
                        .get("/api/sessions/history/" + House.sessionId(session))
                        .refusal())
                .isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void public_lives_are_found_by_words_the_most_watched_first_page_by_page() {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String session = house.session("awa", "PUBLIC", 4);
            house.as("awa").patch(session, Map.of("title", "Sankofa " + i));
            house.goLive(session, "awa");
            for (int viewer = 0; viewer < i; viewer++) {
                arrives(session, house.anybody, Instant.now());
            }
            sessions.add(House.sessionId(session).value());
        }
        String hidden = house.session("awa", "PRIVATE", 4);
        house.as("awa").patch(hidden, Map.of("title", "Sankofa at home"));
        house.goLive(hidden, "awa");

        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = house.anybody
                    .get("/api/sessions?state=LIVE&q=sankofa&limit=2" + next)
                    .json();
            page.path("items").forEach(one -> found.add(one.path("id").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(found).containsExactly(sessions.get(2), sessions.get(1), sessions.get(0));
    }

    @Test
    void bad_input_is_told_and_changes_nothing() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "moussa");
        String moussa = session + "/participants/" + house.id("moussa");
        long before = house.events();

        assertThat(house.as("awa").put(moussa + "/role", Map.of()).refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(house.as("awa").put(moussa + "/role", Map.of("role", "KING")).refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa").patch(moussa, Map.of("audio", "perhaps")).refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa")
                        .postText(session + "/links", "application/json", "null")
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa")
                        .post(session + "/links", Map.of("role", "HOST"))
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(house.as("awa")
                        .post(
                                session + "/links",
                                Map.of("role", "GUEST", "expiresAt", "2001-01-01T00:00:00Z", "maxUses", 0))
                        .json()
                        .at("/errors")
                        .toString())
                .contains("expiresAt")
                .contains("maxUses");
        assertThat(house.as("awa")
                        .put(session + "/bans/" + house.id("moussa"), Map.of("duration", "-PT5M"))
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(house.as("awa")
                        .put(session + "/bans/" + house.id("moussa"), Map.of("duration", "PT999999999999H"))
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(house.as("awa")
                        .post(session + "/invitations", Map.of("userId", "not an id"))
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa").delete(session + "/participants/a%20b").status())
                .isEqualTo(404);
        assertThat(house.as("awa").get("/api/sessions?q=%C3%28").status()).isEqualTo(400);
        for (String time : List.of("+1000000000-12-31T23:59:59.999999999Z", "2001-01-01T00:00:00Z")) {
            assertThat(house.as("awa")
                            .post("/api/sessions", Map.of("title", "Some day", "scheduledFor", time))
                            .json()
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("scheduledFor");
            assertThat(house.as("awa")
                            .post(session + "/links", Map.of("role", "GUEST", "expiresAt", time))
                            .json()
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("expiresAt");
        }
        assertThat(house.as("awa")
                        .post(session + "/links", Map.of("role", "HOST"))
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("role");
        assertThat(house.as("awa").put(moussa + "/role", Map.of("role", 2)).refusal())
                .as("a role has a name")
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa")
                        .patch(session, Map.of("maxParticipants", 4.9))
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.events()).isEqualTo(before);
    }

    @Test
    void nobody_is_in_a_session_more_often_than_they_have_windows_and_leaves_them_all_at_once() {
        String session = house.session("awa", "PUBLIC", 4);
        ApiClient kofi = house.as("kofi");
        for (int window = 0; window < 20; window++) {
            assertThat(kofi.post(session + "/join").status()).isEqualTo(200);
        }
        long before = house.events();
        ApiClient.Answer refused = kofi.post(session + "/join");
        assertThat(refused.refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(house.events()).isEqualTo(before);

        assertThat(kofi.postOnce("goodbye-once-and-for-all", session + "/leave", Map.of())
                        .status())
                .isEqualTo(204);

        assertThat(listed(house.as("awa"), session, 50)).containsExactly("awa HOST");
        assertThat(kofi.post(session + "/join").status()).isEqualTo(200);
    }

    @Test
    void a_moderator_who_never_sat_on_stage_was_a_moderator() {
        String session = house.session("awa", "PUBLIC", 4);
        role(session, "awa", "oumar", "MODERATOR");
        house.as("awa").post(session + "/cancel");

        assertThat(house.as("oumar").get("/api/sessions/history?limit=1").at("/items/0/role"))
                .isEqualTo("MODERATOR");
        assertThat(listed(house.as("awa"), session, 50))
                .as("nobody is in what is over")
                .isEmpty();
    }

    @Test
    void bans_are_listed_page_by_page() {
        String session = house.session("awa", "PUBLIC", 4);
        List<String> banned = new ArrayList<>();
        for (String person : List.of("kofi", "ines", "binta")) {
            house.as("awa").put(session + "/bans/" + house.id(person), Map.of());
            banned.add(house.id(person));
        }
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    house.as("awa").get(session + "/bans?limit=2" + next).json();
            page.path("items").forEach(one -> found.add(one.at("/user/id").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());
        assertThat(found).containsExactlyInAnyOrderElementsOf(banned).isSorted();
    }

    private static ApiClient.Answer role(String session, String by, String person, String role) {
        return house.as(by).put(session + "/participants/" + house.id(person) + "/role", Map.of("role", role));
    }

    /** Joins, and lets the edge report that the player connected. */
    private static AttendanceId arrives(String session, ApiClient who, Instant at) {
        String ticket = who.post(session + "/join").at("/ticket");
        Ticket verified = house.griot.part(Tickets.class).verify(ticket);
        UserId user = verified.user();
        house.griot.part(Commands.class).send(new ReportViewerArrived(verified.id(), verified.session(), user, at));
        return verified.id();
    }

    /** Reads the list to its end, by pages of that size, as handles and roles. */
    private static List<String> listed(ApiClient reader, String session, int limit) {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    reader.get(session + "/participants?limit=" + limit + next).json();
            page.path("items")
                    .forEach(one -> found.add(one.at("/user/handle").asString().substring("the_".length()) + " "
                            + one.path("role").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());
        return found;
    }

    private static JsonNode participant(ApiClient reader, String session, String handle) {
        for (JsonNode one : reader.get(session + "/participants").json().path("items")) {
            if (one.at("/user/id").asString().equals(house.id(handle))) {
                return one;
            }
        }
        throw new AssertionError(handle + " is not listed");
    }
}
