package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

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
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A session around its stage: edited, counted, found, remembered, and left. */
@BesideOthers
class SessionTest extends StageFixture {
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
    void what_nobody_can_see_and_what_controls_is_no_word_of_a_session() {
        String session = house.session("awa", "PUBLIC", 4);
        long before = house.events();

        for (String none : List.of(
                "\\u200b\\u200b",
                "\\u3164",
                "\\u2800",
                "\\u00ad\\u00ad",
                "\\ufe0f",
                "\\u0301",
                "a\\u202eb",
                "a\\ud800",
                "a\\u001b[31m")) {
            String title = "{\"title\": \"%s\"}".formatted(none);
            assertRefused("title", house.as("awa").postText("/api/sessions", "application/json", title));
            String reason = "{\"reason\": \"%s\"}".formatted(none);
            String ban = session + "/bans/" + house.id("moussa");
            assertRefused("reason", house.as("awa").putText(ban, "application/json", reason));
            String mute = session + "/mutes/" + house.id("moussa");
            assertRefused("reason", house.as("awa").putText(mute, "application/json", reason));
            String invitation = "{\"userId\": \"%s\", \"message\": \"%s\"}".formatted(house.id("moussa"), none);
            assertRefused(
                    "message", house.as("awa").postText(session + "/invitations", "application/json", invitation));
        }
        for (String none : List.of("a\\u0000b", "a\\u001bb", "\\u200b", "a" + "\\n".repeat(100) + "b")) {
            String description = "{\"title\": \"Tales\", \"description\": \"%s\"}".formatted(none);
            assertRefused("description", house.as("awa").postText("/api/sessions", "application/json", description));
        }
        assertThat(house.events()).isEqualTo(before);
        assertThat(house.as("awa")
                        .patch(session, Map.of("description", "One\nTwo"))
                        .at("/description"))
                .isEqualTo("One\nTwo");
    }

    private static void assertRefused(String field, ApiClient.Answer answer) {
        assertThat(answer.refusal()).as(answer.text()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
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

    /** Joins, and lets the edge report that the player connected. */
    private static AttendanceId arrives(String session, ApiClient who, Instant at) {
        String ticket = who.post(session + "/join").at("/ticket");
        Ticket verified = house.griot.part(Tickets.class).verify(ticket);
        UserId user = verified.user();
        house.griot.part(Commands.class).send(new ReportViewerArrived(verified.id(), verified.session(), user, at));
        return verified.id();
    }
}
