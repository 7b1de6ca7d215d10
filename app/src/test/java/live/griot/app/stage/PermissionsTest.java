package live.griot.app.stage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Caller;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionState;
import live.griot.app.support.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks the table of permissions, {@link Deed}, whole: every call, by everybody, in every state, in public and in private. */
class PermissionsTest {
    @TempDir
    static Path data;

    static House house;

    /** Calls whose answer does not depend on who is what in a session; other tests are theirs. */
    private static final Set<String> NOT_ABOUT_ONE_SESSION = Set.of(
            "POST /api/sessions",
            "GET /api/sessions",
            "GET /api/sessions/current",
            "GET /api/sessions/history",
            "GET /api/sessions/history/{id}",
            "GET /api/sessions/scheduled",
            "GET /api/invitations",
            "POST /api/calls");

    private static final String CLAP = URLEncoder.encode("👏", StandardCharsets.UTF_8);

    private static final String MESSAGE = "(?<=/messages/)[0-9A-Z]{26}";

    /** What everybody said, by session and author. */
    private static final Map<String, String> MESSAGES = new HashMap<>();

    private static final String NO_SESSION = "/api/sessions/01JD0000000000000000000000";

    /** Who stands for a column of the table. */
    private static final Map<Caller, String> WHO = new EnumMap<>(Map.of(
            Caller.STRANGER, "stranger",
            Caller.VIEWER, "viewer",
            Caller.GUEST, "guest",
            Caller.MODERATOR, "moderator",
            Caller.HOST, "host",
            Caller.BANNED, "banned"));

    /**
     * One call of the API.
     *
     * @param mapping the method and address as the code maps it
     * @param deed its row in the table
     * @param send sends it, given the session and a client
     * @param otherwise what else than success may come of it when the table says yes, by somebody's circumstances
     */
    private record Call(String mapping, Deed deed, Send send, Map<Caller, String> otherwise) {
        Call(String mapping, Deed deed, Send send) {
            this(mapping, deed, send, Map.of());
        }
    }

    @FunctionalInterface
    private interface Send {
        ApiClient.Answer by(ApiClient client, String session, Caller caller);
    }

    private static List<Call> calls() {
        return Stream.concat(callsOfTheStage().stream(), callsOfTheChat().stream())
                .toList();
    }

    /** In an order in which no call takes away what the next one needs. */
    private static List<Call> callsOfTheChat() {
        return List.of(
                new Call(
                        "GET /api/sessions/{id}/messages", Deed.SEE, (client, at, who) -> client.get(at + "/messages")),
                new Call("GET /api/sessions/{id}/pins", Deed.SEE, (client, at, who) -> client.get(at + "/pins")),
                new Call(
                        "GET /api/sessions/{id}/reactions",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/reactions")),
                new Call(
                        "GET /api/sessions/{id}/preview",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/preview"),
                        // Nobody sends pictures here.
                        Stream.of(Caller.values()).collect(toMap(identity(), caller -> "404 PREVIEW_NOT_FOUND"))),
                new Call("GET /api/sessions/{id}/chat", Deed.SEE, (client, at, who) -> client.get(at + "/chat")),
                new Call(
                        "GET /api/sessions/{id}/chat/stats",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/chat/stats")),
                new Call(
                        "POST /api/sessions/{id}/messages",
                        Deed.WRITE,
                        (client, at, who) -> client.post(at + "/messages", Map.of("content", "Salaam"))),
                new Call(
                        "POST /api/sessions/{id}/reactions",
                        Deed.REACT,
                        (client, at, who) -> client.post(at + "/reactions", Map.of("emoji", "👏"))),
                new Call(
                        "PUT /api/sessions/{id}/messages/{messageId}/reactions/{emoji}",
                        Deed.REACT_TO_MESSAGE,
                        (client, at, who) -> client.put(message(at, "singer") + "/reactions/" + CLAP, Map.of())),
                new Call(
                        "DELETE /api/sessions/{id}/messages/{messageId}/reactions/{emoji}",
                        Deed.REACT_TO_MESSAGE,
                        (client, at, who) -> client.delete(message(at, "singer") + "/reactions/" + CLAP)),
                new Call(
                        "DELETE /api/sessions/{id}/messages/{messageId}",
                        Deed.DELETE_OWN_MESSAGE,
                        (client, at, who) -> client.delete(message(at, WHO.getOrDefault(who, "singer")))),
                new Call(
                        "PUT /api/sessions/{id}/messages/{messageId}/pin",
                        Deed.PIN,
                        (client, at, who) -> client.put(message(at, "singer") + "/pin", Map.of())),
                new Call(
                        "DELETE /api/sessions/{id}/messages/{messageId}/pin",
                        Deed.PIN,
                        (client, at, who) -> client.delete(message(at, "singer") + "/pin")),
                new Call(
                        "PUT /api/sessions/{id}/mutes/{userId}",
                        Deed.MUTE,
                        (client, at, who) ->
                                client.put(at + "/mutes/" + house.id("singer"), Map.of("reason", "Noise"))),
                new Call(
                        "DELETE /api/sessions/{id}/mutes/{userId}",
                        Deed.LIFT_MUTE,
                        (client, at, who) -> client.delete(at + "/mutes/" + house.id("eager"))),
                new Call(
                        "GET /api/sessions/{id}/mutes", Deed.SEE_MUTES, (client, at, who) -> client.get(at + "/mutes")),
                new Call(
                        "PATCH /api/sessions/{id}/chat",
                        Deed.EDIT_CHAT,
                        (client, at, who) -> client.patch(at + "/chat", Map.of("slowMode", "PT5S"))),
                new Call(
                        "GET /api/sessions/{id}/moderation",
                        Deed.SEE_MODERATION,
                        (client, at, who) -> client.get(at + "/moderation")),
                new Call(
                        "DELETE /api/sessions/{id}/messages/{messageId}",
                        Deed.DELETE_ANY_MESSAGE,
                        (client, at, who) -> client.delete(message(at, "singer"))));
    }

    private static List<Call> callsOfTheStage() {
        return List.of(
                new Call("GET /api/sessions/{id}", Deed.SEE, (client, at, who) -> client.get(at)),
                new Call("GET /api/sessions/{id}/stats", Deed.SEE, (client, at, who) -> client.get(at + "/stats")),
                new Call(
                        "GET /api/sessions/{id}/participants",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/participants")),
                new Call("POST /api/sessions/{id}/join", Deed.JOIN, (client, at, who) -> client.post(at + "/join")),
                new Call("POST /api/sessions/{id}/leave", Deed.LEAVE, (client, at, who) -> client.post(at + "/leave")),
                new Call(
                        "POST /api/sessions/{id}/hand",
                        Deed.RAISE_HAND,
                        (client, at, who) -> client.post(at + "/hand"),
                        Map.of(
                                Caller.GUEST, "409 ALREADY_ON_STAGE",
                                Caller.MODERATOR, "409 ALREADY_ON_STAGE",
                                Caller.HOST, "409 ALREADY_ON_STAGE")),
                new Call(
                        "DELETE /api/sessions/{id}/hand",
                        Deed.LOWER_HAND,
                        (client, at, who) -> client.delete(at + "/hand")),
                new Call(
                        "PATCH /api/sessions/{id}/participants/{userId}",
                        Deed.SWITCH_OWN_DEVICES,
                        (client, at, who) -> client.patch(person(at, WHO.getOrDefault(who, "guest")), off("video"))),
                new Call(
                        "PATCH /api/sessions/{id}/participants/{userId}",
                        Deed.SWITCH_OFF_OTHERS,
                        (client, at, who) -> client.patch(person(at, "singer"), off("audio"))),
                new Call(
                        "POST /api/sessions/{id}/participants/{userId}/asks",
                        Deed.ASK_TO_SWITCH_ON,
                        (client, at, who) -> client.post(person(at, "singer") + "/asks", Map.of("video", true))),
                role(Deed.STEP_DOWN, "VIEWER", ""),
                role(Deed.DEMOTE, "VIEWER", "singer"),
                role(Deed.PROMOTE, "GUEST", "eager"),
                role(Deed.NAME_MODERATOR, "MODERATOR", "singer"),
                role(Deed.HAND_OVER, "HOST", "singer"),
                new Call(
                        "DELETE /api/sessions/{id}/participants/{userId}",
                        Deed.REMOVE,
                        (client, at, who) -> client.delete(person(at, "singer"))),
                new Call(
                        "PUT /api/sessions/{id}/bans/{userId}",
                        Deed.BAN,
                        (client, at, who) -> client.put(at + "/bans/" + house.id("singer"), Map.of("reason", "Noise"))),
                new Call(
                        "DELETE /api/sessions/{id}/bans/{userId}",
                        Deed.LIFT_BAN,
                        (client, at, who) -> client.delete(at + "/bans/" + house.id("banned"))),
                new Call("GET /api/sessions/{id}/bans", Deed.SEE_BANS, (client, at, who) -> client.get(at + "/bans")),
                new Call(
                        "POST /api/sessions/{id}/invitations",
                        Deed.INVITE,
                        (client, at, who) -> client.post(
                                at + "/invitations", Map.of("userId", house.id("stranger"), "message", "Come"))),
                new Call(
                        "POST /api/sessions/{id}/links",
                        Deed.MAKE_LINK,
                        (client, at, who) -> client.post(at + "/links", Map.of("role", "VIEWER"))),
                new Call(
                        "DELETE /api/sessions/{id}/links/{code}",
                        Deed.REVOKE_LINK,
                        (client, at, who) -> client.delete(at + "/links/unknown")),
                new Call(
                        "PATCH /api/sessions/{id}",
                        Deed.EDIT,
                        (client, at, who) -> client.patch(at, Map.of("title", "Morning tales"))),
                new Call("POST /api/sessions/{id}/start", Deed.START, (client, at, who) -> client.post(at + "/start")),
                new Call(
                        "POST /api/sessions/{id}/cancel",
                        Deed.CANCEL,
                        (client, at, who) -> client.post(at + "/cancel")),
                new Call("POST /api/sessions/{id}/end", Deed.END, (client, at, who) -> client.post(at + "/end")));
    }

    private static Call role(Deed deed, String role, String person) {
        return new Call(
                "PUT /api/sessions/{id}/participants/{userId}/role",
                deed,
                (client, at, who) -> client.put(
                        person(at, person.isEmpty() ? WHO.getOrDefault(who, "guest") : person) + "/role",
                        Map.of("role", role)),
                deed == Deed.STEP_DOWN ? Map.of(Caller.HOST, "409 HOST_STAYS") : Map.of());
    }

    private static String message(String session, String author) {
        return session + "/messages/" + MESSAGES.getOrDefault(session + author, "01JD0000000000000000000000");
    }

    private static String person(String session, String handle) {
        return session + "/participants/" + house.id(handle);
    }

    private static Map<String, Boolean> off(String device) {
        return Map.of(device, false);
    }

    @BeforeAll
    static void start() {
        house = new House(data, Map.of());
        house.holdTheEdge();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void every_row_of_the_table_is_walked() {
        assertThat(calls().stream().map(Call::deed).collect(toSet())).containsExactlyInAnyOrder(Deed.values());
    }

    @Test
    void every_call_about_a_session_is_walked() {
        Set<String> mapped = house
                .griot
                .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(path ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .filter(call -> call.contains(" /api/sessions")
                        || call.contains(" /api/invitations")
                        || call.contains(" /api/calls"))
                .collect(toCollection(TreeSet::new));
        Set<String> walked = Stream.concat(
                        Stream.concat(calls().stream().map(Call::mapping), NOT_ABOUT_ONE_SESSION.stream()),
                        Stream.of("accept", "reject", "revoke").map(answer -> "POST /api/invitations/{id}/" + answer))
                .collect(toCollection(TreeSet::new));

        assertThat(walked).isEqualTo(mapped);
    }

    @Test
    void who_the_table_refuses_is_refused_with_its_code_and_nothing_is_stored() {
        List<String> wrong = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            String session = sessionWithEverybody(state, "PUBLIC");
            for (Call call : calls()) {
                for (Caller caller : Caller.values()) {
                    if (!call.deed().isAllowed(caller, state)) {
                        long before = house.events();
                        String answer =
                                call.send().by(client(caller), session, caller).refusal();
                        note(wrong, call, caller, state, answer, expected(call.deed(), caller, state));
                        if (house.events() != before) {
                            wrong.add("%s by %s while %s stored something".formatted(call.deed(), caller, state));
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_the_table_lets_does_it() {
        List<String> wrong = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            for (Call call : callsOfTheStage()) {
                for (Caller caller : allowed(call, state)) {
                    tried(wrong, call, caller, state, sessionWithEverybody(state, "PUBLIC"));
                }
            }
            String session =
                    sessionWithEverybody(state, "PUBLIC"); // One for all, since nobody becomes another by talking.
            for (Call call : callsOfTheChat()) {
                for (Caller caller : allowed(call, state)) {
                    tried(wrong, call, caller, state, session);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Caller> allowed(Call call, SessionState state) {
        return Stream.of(Caller.values())
                .filter(caller -> call.deed().isAllowed(caller, state))
                .toList();
    }

    private static void tried(List<String> wrong, Call call, Caller caller, SessionState state, String session) {
        ApiClient.Answer answer = call.send().by(client(caller), session, caller);
        String got = answer.status() < 300 ? "done" : answer.refusal();
        note(wrong, call, caller, state, got, call.otherwise().getOrDefault(caller, "done"));
    }

    @Test
    void a_private_session_does_not_exist_for_those_who_are_not_in() {
        List<String> wrong = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            String session = sessionWithEverybody(state, "PRIVATE");
            for (Call call : calls()) {
                for (Caller caller : List.of(Caller.ANONYMOUS, Caller.STRANGER, Caller.BANNED)) {
                    ApiClient.Answer answer = call.send().by(client(caller), session, caller);
                    ApiClient.Answer ofNothing = call.send().by(client(caller), NO_SESSION, caller);
                    note(
                            wrong,
                            call,
                            caller,
                            state,
                            answer.text().replace(session, "here").replaceAll(MESSAGE, "one"),
                            ofNothing.text().replace(NO_SESSION, "here").replaceAll(MESSAGE, "one"));
                    if (caller != Caller.ANONYMOUS) {
                        note(wrong, call, caller, state, answer.refusal(), "404 SESSION_NOT_FOUND");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_invitation_is_answered_by_the_invited_and_taken_back_by_who_may_invite() {
        for (Caller caller : Caller.values()) {
            String session = sessionWithEverybody(SessionState.LIVE, "PUBLIC");
            String invitation = house.invite(session, "host", "invited");
            boolean mayInvite = caller == Caller.HOST || caller == Caller.MODERATOR;
            String hidden = caller == Caller.ANONYMOUS ? "401 UNAUTHENTICATED" : "404 INVITATION_NOT_FOUND";

            assertThat(client(caller).post(invitation + "/accept").refusal())
                    .as("accept by %s", caller)
                    .isEqualTo(hidden);
            assertThat(client(caller).post(invitation + "/reject").refusal())
                    .as("reject by %s", caller)
                    .isEqualTo(hidden);
            ApiClient.Answer revoked = client(caller).post(invitation + "/revoke");
            assertThat(revoked.status() == 200 ? "done" : revoked.refusal())
                    .as("revoke by %s", caller)
                    .isEqualTo(mayInvite ? "done" : hidden);
        }
    }

    private static void note(
            List<String> wrong, Call call, Caller caller, SessionState state, String got, String expected) {
        if (!got.equals(expected)) {
            wrong.add("%s (%s) by %s while %s: %s instead of %s"
                    .formatted(call.deed(), call.mapping(), caller, state, got, expected));
        }
    }

    private static String expected(Deed deed, Caller caller, SessionState state) {
        try {
            deed.check(caller, state);
            return "done";
        } catch (Refused no) {
            return no.code().status() + " " + no.code();
        }
    }

    private static ApiClient client(Caller caller) {
        Function<Caller, ApiClient> signedIn = who -> house.as(WHO.getOrDefault(who, ""));
        return caller == Caller.ANONYMOUS ? house.anybody : signedIn.apply(caller);
    }

    /** A session in that state, with somebody for every column, a singer on stage, and somebody with a hand up. */
    private static String sessionWithEverybody(SessionState state, String visibility) {
        String session = house.session("host", visibility, 10);
        house.seat(session, "host", "guest");
        house.seat(session, "host", "singer");
        house.seat(session, "host", "moderator");
        house.as("host").put(person(session, "moderator") + "/role", Map.of("role", "MODERATOR"));
        String code = house.as("host")
                .post(session + "/links", Map.of("role", "VIEWER"))
                .at("/code");
        house.as("viewer").post(session + "/join", Map.of("link", code));
        house.as("eager").post(session + "/join", Map.of("link", code));
        house.as("eager").post(session + "/hand");
        Stream.concat(Stream.of("singer"), WHO.values().stream())
                .forEach(author -> MESSAGES.put(session + author, house.says(session, author)));
        house.as("moderator").put(session + "/bans/" + house.id("banned"), Map.of());
        switch (state) {
            case PENDING -> {}
            case CANCELLED -> house.as("host").post(session + "/cancel");
            case STARTING -> house.as("host").post(session + "/start");
            case LIVE -> house.goLive(session, "host");
            case ENDING, ENDED -> {
                house.goLive(session, "host");
                house.as("host").post(session + "/end");
                if (state == SessionState.ENDED) {
                    house.routerCloses(session);
                }
            }
        }
        assertThat(house.as("host").get(session).at("/state")).isEqualTo(state.name());
        return session;
    }
}
