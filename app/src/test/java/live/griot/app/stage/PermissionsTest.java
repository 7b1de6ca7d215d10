package live.griot.app.stage;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Caller;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionState;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks the table of permissions, {@link Deed}, whole: every call, by everybody, in every state, in public and in private. */
@BesideOthers
class PermissionsTest {
    @TempDir
    static Path data;

    static House house;
    static EveryCall calls;

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

    private static final String MESSAGE = "(?<=/messages/)[0-9A-Z]{26}";

    private static final String NO_SESSION = "/api/sessions/01JD0000000000000000000000";

    @BeforeAll
    static void start() {
        house = new House(data, Map.of());
        house.holdTheEdge();
        calls = new EveryCall(house);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void every_row_of_the_table_is_walked() {
        assertThat(calls.all().stream().map(EveryCall.Call::deed).collect(toSet()))
                .containsExactlyInAnyOrder(Deed.values());
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
                        Stream.concat(
                                calls.all().stream().map(EveryCall.Call::mapping), NOT_ABOUT_ONE_SESSION.stream()),
                        Stream.of("accept", "reject", "revoke").map(answer -> "POST /api/invitations/{id}/" + answer))
                .collect(toCollection(TreeSet::new));

        assertThat(walked).isEqualTo(mapped);
    }

    @Test
    void who_the_table_refuses_is_refused_with_its_code_and_nothing_is_stored() {
        List<String> wrong = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            String session = calls.sessionWithEverybody(state, "PUBLIC");
            for (EveryCall.Call call : calls.all()) {
                for (Caller caller : Caller.values()) {
                    if (!call.deed().isAllowed(caller, state)) {
                        long before = house.events();
                        String answer = call.send()
                                .by(calls.client(caller), session, caller)
                                .refusal();
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
            for (EveryCall.Call call : calls.ofTheStage()) {
                for (Caller caller : allowed(call, state)) {
                    tried(wrong, call, caller, state, calls.sessionWithEverybody(state, "PUBLIC"));
                }
            }
            String session = calls.sessionWithEverybody(
                    state, "PUBLIC"); // One for all, since nobody becomes another by talking.
            for (EveryCall.Call call : Stream.of(calls.ofTheChat(), calls.ofTheRecording())
                    .flatMap(List::stream)
                    .toList()) {
                for (Caller caller : allowed(call, state)) {
                    tried(wrong, call, caller, state, session);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Caller> allowed(EveryCall.Call call, SessionState state) {
        return Stream.of(Caller.values())
                .filter(caller -> call.deed().isAllowed(caller, state))
                .toList();
    }

    private static void tried(
            List<String> wrong, EveryCall.Call call, Caller caller, SessionState state, String session) {
        ApiClient.Answer answer = call.send().by(calls.client(caller), session, caller);
        String got = answer.status() < 300 ? "done" : answer.refusal();
        note(wrong, call, caller, state, got, call.otherwise().getOrDefault(caller, "done"));
    }

    @Test
    void a_private_session_does_not_exist_for_those_who_are_not_in() {
        List<String> wrong = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            String session = calls.sessionWithEverybody(state, "PRIVATE");
            for (EveryCall.Call call : calls.all()) {
                for (Caller caller : List.of(Caller.ANONYMOUS, Caller.STRANGER, Caller.BANNED)) {
                    ApiClient.Answer answer = call.send().by(calls.client(caller), session, caller);
                    ApiClient.Answer ofNothing = call.send().by(calls.client(caller), NO_SESSION, caller);
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
            String session = calls.sessionWithEverybody(SessionState.LIVE, "PUBLIC");
            String invitation = house.invite(session, "host", "invited");
            boolean mayInvite = caller == Caller.HOST || caller == Caller.MODERATOR;
            String hidden = caller == Caller.ANONYMOUS ? "401 UNAUTHENTICATED" : "404 INVITATION_NOT_FOUND";

            assertThat(calls.client(caller).post(invitation + "/accept").refusal())
                    .as("accept by %s", caller)
                    .isEqualTo(hidden);
            assertThat(calls.client(caller).post(invitation + "/reject").refusal())
                    .as("reject by %s", caller)
                    .isEqualTo(hidden);
            ApiClient.Answer revoked = calls.client(caller).post(invitation + "/revoke");
            assertThat(revoked.status() == 200 ? "done" : revoked.refusal())
                    .as("revoke by %s", caller)
                    .isEqualTo(mayInvite ? "done" : hidden);
        }
    }

    private static void note(
            List<String> wrong, EveryCall.Call call, Caller caller, SessionState state, String got, String expected) {
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
}
