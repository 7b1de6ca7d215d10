package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A stage, as the people on it and before it see it: seats, hands, devices, roles, and who is put out. */
@BesideOthers
class StageTest extends StageFixture {
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

    private static void waitsBefore(ApiClient.Answer answer) {
        assertThat(answer.refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
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
