package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.Poll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Invitations, links and calls, as both sides see them. */
@BesideOthers
class InvitationsTest {
    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(data, Map.of("griot.invitation.ring-time", "PT3S"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void the_invited_person_hears_of_it_at_once_finds_it_and_comes_on_stage() throws InterruptedException {
        String session = house.session("awa", "PRIVATE", 4);
        try (LiveSocketClient moussa = listening("moussa");
                LiveSocketClient awa = listening("awa")) {
            ApiClient.Answer sent = house.as("awa")
                    .post(
                            session + "/invitations",
                            Map.of("userId", house.id("moussa"), "message", "  Sing with us 🎶 "));
            assertThat(sent.status()).isEqualTo(201);
            assertThat(sent.headers().firstValue("Location")).hasValue("/api/invitations/" + sent.at("/id"));

            JsonNode told = moussa.await("invitationReceived");
            assertThat(told.at("/data/id").asString()).isEqualTo(sent.at("/id"));
            assertThat(told.at("/data/message").asString()).isEqualTo("Sing with us 🎶");
            assertThat(told.at("/data/from/id").asString()).isEqualTo(house.id("awa"));

            JsonNode mine = house.as("moussa")
                    .get("/api/invitations?state=PENDING")
                    .json()
                    .path("items");
            assertThat(mine).hasSize(1);
            assertThat(mine.at("/0/message").asString()).isEqualTo("Sing with us 🎶");
            assertThat(mine.at("/0/session/title").asString()).isEqualTo("Evening tales");
            assertThat(house.as("moussa").get(session).status())
                    .as("the invited may look")
                    .isEqualTo(200);

            ApiClient.Answer joined = house.as("moussa").post("/api/invitations/" + sent.at("/id") + "/accept");
            assertThat(joined.status()).isEqualTo(200);
            assertThat(joined.at("/role")).isEqualTo("GUEST");
            assertThat(joined.at("/ticket")).isNotEmpty();
            assertThat(joined.at("/edge/whepUrl")).isNotEmpty();
            assertThat(awa.await("invitationAccepted").at("/data/to/id").asString())
                    .isEqualTo(house.id("moussa"));
            assertThat(house.as("awa").get(session).at("/participantCount")).isEqualTo("2");
            assertThat(house.as("moussa")
                            .get("/api/invitations?state=PENDING")
                            .json()
                            .path("items"))
                    .isEmpty();
        }
    }

    @Test
    void an_invitation_is_answered_once() {
        String session = house.session("awa", "PUBLIC", 4);
        String invitation = house.invite(session, "awa", "ines");

        assertThat(house.as("awa")
                        .post(session + "/invitations", Map.of("userId", house.id("ines")))
                        .refusal())
                .isEqualTo("409 ALREADY_INVITED");
        assertThat(house.as("ines").post(invitation + "/reject").at("/state")).isEqualTo("REJECTED");
        assertThat(house.as("ines").post(invitation + "/accept").refusal()).isEqualTo("409 INVITATION_ANSWERED");
        assertThat(house.as("awa").post(invitation + "/revoke").refusal()).isEqualTo("409 INVITATION_ANSWERED");

        String again = house.invite(session, "awa", "ines");
        assertThat(house.as("awa").post(again + "/revoke").at("/state")).isEqualTo("REVOKED");
        assertThat(house.as("ines").post(again + "/accept").refusal()).isEqualTo("409 INVITATION_ANSWERED");
        assertThat(house.as("ines").get("/api/invitations").json().path("items"))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void a_full_stage_says_so_and_the_invitation_stays_open() {
        String session = house.session("awa", "PUBLIC", 2);
        String first = house.invite(session, "awa", "kofi");
        String second = house.invite(session, "awa", "binta");
        house.as("kofi").post(first + "/accept");
        long before = house.events();

        assertThat(house.as("binta").post(second + "/accept").refusal()).isEqualTo("409 STAGE_FULL");

        assertThat(house.events()).isEqualTo(before);
        house.as("kofi").post(session + "/leave");
        assertThat(house.as("binta").post(second + "/accept").at("/role")).isEqualTo("GUEST");
    }

    @Test
    void whom_one_cannot_invite() {
        String session = house.session("awa", "PUBLIC", 4);
        house.seat(session, "awa", "kofi");

        assertThat(invite(session, house.id("awa"))).isEqualTo("400 VALIDATION_FAILED");
        assertThat(invite(session, house.id("kofi"))).isEqualTo("409 ALREADY_ON_STAGE");
        assertThat(invite(session, "01JD0000000000000000000000")).isEqualTo("404 USER_NOT_FOUND");
        String gone = house.id("gone");
        house.as("gone").delete("/api/me");
        assertThat(invite(session, gone)).isEqualTo("404 USER_NOT_FOUND");
    }

    @Test
    void the_end_of_a_session_is_the_end_of_its_invitations() throws InterruptedException {
        String session = house.session("awa", "PUBLIC", 4);
        house.invite(session, "awa", "fanta");
        try (LiveSocketClient fanta = listening("fanta")) {
            house.as("awa").post(session + "/cancel");
            fanta.await("invitationExpired");
        }
    }

    @Test
    void a_private_session_is_forgotten_by_who_rejects() throws InterruptedException {
        String session = house.session("awa", "PRIVATE", 4);
        String invitation = house.invite(session, "awa", "oumar");
        try (LiveSocketClient oumar = listening("oumar")) {
            oumar.subscribe(session.substring("/api/".length()));

            house.as("oumar").post(invitation + "/reject");

            assertThat(oumar.await("unsubscribed").path("code").asString()).isEqualTo("SESSION_NOT_FOUND");
        }
        assertThat(house.as("oumar").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        JsonNode past = house.as("oumar").get("/api/invitations").json().at("/items/0");
        assertThat(past.path("state").asString()).isEqualTo("REJECTED");
        assertThat(past.path("session").isNull()).isTrue();
    }

    @Test
    void a_link_for_guests_brings_on_stage_as_often_as_it_may() {
        String session = house.session("awa", "PRIVATE", 6);
        ApiClient.Answer made = house.as("awa").post(session + "/links", Map.of("role", "GUEST", "maxUses", 1));
        String code = made.at("/code");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/url")).endsWith("#link=" + code);
        assertThat(house.anybody.get(session + "?link=" + code).at("/title"))
                .as("who holds the link sees what they would come to")
                .isEqualTo("Evening tales");

        assertThat(house.anybody.post(session + "/join", Map.of("link", code)).refusal())
                .isEqualTo("401 UNAUTHENTICATED");
        assertThat(house.as("kofi")
                        .post(session + "/join", Map.of("link", code))
                        .at("/role"))
                .isEqualTo("GUEST");
        assertThat(house.as("kofi")
                        .post(session + "/join", Map.of("link", code))
                        .at("/role"))
                .as("who is in uses nothing up")
                .isEqualTo("GUEST");
        assertThat(house.as("binta")
                        .post(session + "/join", Map.of("link", code))
                        .refusal())
                .isEqualTo("409 LINK_USED_UP");
        assertThat(house.as("binta").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void a_link_for_viewers_lets_in_with_and_without_an_account_until_it_is_revoked() {
        String session = house.session("awa", "PRIVATE", 4);
        String code = house.as("awa")
                .post(session + "/links", Map.of("role", "VIEWER"))
                .at("/code");

        assertThat(house.anybody.post(session + "/join", Map.of("link", code)).at("/role"))
                .isEqualTo("VIEWER");
        assertThat(house.as("binta")
                        .post(session + "/join", Map.of("link", code))
                        .at("/role"))
                .isEqualTo("VIEWER");
        assertThat(house.as("binta").get(session).status()).isEqualTo(200);
        assertThat(house.as("awa").delete(session + "/links/" + code).status()).isEqualTo(204);
        assertThat(house.as("kofi")
                        .post(session + "/join", Map.of("link", code))
                        .refusal())
                .isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.anybody.get(session + "?link=" + code).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(house.as("binta").post(session + "/join").status())
                .as("who is in stays in")
                .isEqualTo(200);
    }

    @Test
    void a_link_expires_and_a_banned_person_comes_by_none() {
        String session = house.session("awa", "PRIVATE", 4);
        String expiring = house.as("awa")
                .post(
                        session + "/links",
                        Map.of(
                                "role",
                                "GUEST",
                                "expiresAt",
                                Instant.now().plusSeconds(1).toString()))
                .at("/code");
        String code = house.as("awa")
                .post(session + "/links", Map.of("role", "GUEST"))
                .at("/code");
        String invitation = house.invite(session, "awa", "kofi");
        house.as("awa").put(session + "/bans/" + house.id("kofi"), Map.of());

        assertThat(house.as("kofi").post(invitation + "/accept").refusal()).isEqualTo("403 BANNED");
        assertThat(house.as("kofi")
                        .post(session + "/join", Map.of("link", code))
                        .refusal())
                .isEqualTo("403 BANNED");
        assertThat(house.as("awa")
                        .post(session + "/join", Map.of("link", "nonsense"))
                        .refusal())
                .isEqualTo("404 LINK_NOT_FOUND");
        assertThat(house.as("binta")
                        .post(session + "/join", Map.of("link", "nonsense"))
                        .refusal())
                .isEqualTo("404 SESSION_NOT_FOUND");
        Poll.until(() -> house.anybody.get(session + "?link=" + expiring).status() == 404);
        assertThat(house.as("binta")
                        .post(session + "/join", Map.of("link", expiring))
                        .refusal())
                .isEqualTo("409 LINK_EXPIRED");
    }

    @Test
    void codes_of_links_are_never_stored_and_never_alike() {
        String session = house.session("awa", "PUBLIC", 4);
        Set<String> codes = IntStream.range(0, 20)
                .mapToObj(i -> house.as("awa")
                        .post(session + "/links", Map.of("role", "GUEST"))
                        .at("/code"))
                .collect(Collectors.toSet());

        assertThat(codes).hasSize(20).allMatch(code -> code.length() == 22);
        String stored = house.griot
                .part(JdbcClient.class)
                .sql("SELECT payload FROM DomainEventEntry")
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list()
                .toString();
        assertThat(codes).noneMatch(stored::contains);
    }

    @Test
    void a_call_that_is_accepted_takes_both_to_it() throws InterruptedException {
        try (LiveSocketClient fanta = listening("fanta");
                LiveSocketClient awa = listening("awa")) {
            ApiClient.Answer call =
                    house.as("awa").post("/api/calls", Map.of("userId", house.id("fanta"), "type", "AUDIO"));
            assertThat(call.status()).isEqualTo(201);
            assertThat(call.at("/session/visibility")).isEqualTo("PRIVATE");
            assertThat(call.at("/session/maxParticipants")).isEqualTo("2");
            assertThat(call.at("/session/type")).isEqualTo("AUDIO");
            JsonNode ringing = fanta.await("invitationReceived");
            assertThat(ringing.at("/data/ringing").asBoolean()).isTrue();

            ApiClient.Answer joined = house.as("fanta")
                    .post("/api/invitations/" + ringing.at("/data/id").asString() + "/accept");

            assertThat(joined.at("/role")).isEqualTo("GUEST");
            assertThat(awa.await("invitationAccepted").at("/data/sessionId").asString())
                    .isEqualTo(call.at("/session/id"));
            String session = "/api/sessions/" + call.at("/session/id");
            assertThat(house.as("awa").get(session).at("/state")).isEqualTo("STARTING");
            assertThat(house.as("awa").post(session + "/join").at("/role")).isEqualTo("HOST");
            assertThat(house.as("kofi").get(session).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        }
    }

    @Test
    void two_people_ring_each_other_once_and_a_host_who_cannot_wait_is_joined() {
        ApiClient.Answer call = house.as("awa").post("/api/calls", Map.of("userId", house.id("issa")));
        for (String[] pair : new String[][] {{"awa", "issa"}, {"issa", "awa"}}) {
            assertThat(house.as(pair[0])
                            .post("/api/calls", Map.of("userId", house.id(pair[1])))
                            .refusal())
                    .isEqualTo("409 ALREADY_INVITED");
        }
        house.as("awa").post("/api/sessions/" + call.at("/session/id") + "/start");

        assertThat(house.as("issa")
                        .post("/api/invitations/" + call.at("/invitation/id") + "/accept")
                        .at("/role"))
                .isEqualTo("GUEST");
    }

    @Test
    void a_call_that_is_not_accepted_is_cancelled() throws InterruptedException {
        for (String answer : List.of("reject", "revoke", "cancel", "nothing")) {
            try (LiveSocketClient sira = listening("sira")) {
                JsonNode call = house.as("awa")
                        .post("/api/calls", Map.of("userId", house.id("sira")))
                        .json();
                String session = "/api/sessions/" + call.at("/session/id").asString();
                String invitation =
                        "/api/invitations/" + call.at("/invitation/id").asString();
                switch (answer) {
                    case "reject" -> house.as("sira").post(invitation + "/reject");
                    case "revoke" -> house.as("awa").post(invitation + "/revoke");
                    case "cancel" -> house.as("awa").post(session + "/cancel");
                    default -> {} // It rings for three seconds here.
                }
                sira.await(
                        update -> Set.of("invitationRejected", "invitationRevoked", "invitationExpired")
                                        .contains(update.path("type").asString())
                                && update.at("/data/sessionId")
                                        .asString()
                                        .equals(call.at("/session/id").asString()),
                        "the end of the call by " + answer);
                assertThat(house.as("awa").get(session).at("/state")).isEqualTo("CANCELLED");
                assertThat(house.as("sira").post(invitation + "/accept").status())
                        .isEqualTo(409);
                assertThat(house.as("sira").get(session).status()).isEqualTo(404);
            }
        }
    }

    private static String invite(String session, String person) {
        return house.as("awa")
                .post(session + "/invitations", Map.of("userId", person))
                .refusal();
    }

    private static LiveSocketClient listening(String handle) throws InterruptedException {
        LiveSocketClient socket =
                LiveSocketClient.connect(house.griot.address(), house.as(handle).token());
        socket.subscribe("me");
        return socket;
    }
}
