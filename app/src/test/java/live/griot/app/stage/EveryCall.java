package live.griot.app.stage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import live.griot.api.session.Caller;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionState;
import live.griot.app.support.ApiClient;

/** Every call of the API about a session, each by its row in the table of permissions, {@link Deed}, and who makes it. */
final class EveryCall {
    private static final String CLAP = URLEncoder.encode("👏", StandardCharsets.UTF_8);

    /** What everybody said, by session and author. */
    private final Map<String, String> messages = new HashMap<>();

    /** Who stands for a column of the table. */
    private static final Map<Caller, String> WHO = new EnumMap<>(Map.of(
            Caller.STRANGER, "stranger",
            Caller.VIEWER, "viewer",
            Caller.GUEST, "guest",
            Caller.MODERATOR, "moderator",
            Caller.HOST, "host",
            Caller.BANNED, "banned"));

    private final House house;

    /** Calls the program of that house. */
    EveryCall(House house) {
        this.house = house;
    }

    /**
     * One call of the API.
     *
     * @param mapping the method and address as the code maps it
     * @param deed its row in the table
     * @param send sends it, given the session and a client
     * @param otherwise what else than success may come of it when the table says yes, by somebody's circumstances
     */
    record Call(String mapping, Deed deed, Send send, Map<Caller, String> otherwise) {
        Call(String mapping, Deed deed, Send send) {
            this(mapping, deed, send, Map.of());
        }
    }

    @FunctionalInterface
    interface Send {
        ApiClient.Answer by(ApiClient client, String session, Caller caller);
    }

    /** Returns every call. */
    List<Call> all() {
        return Stream.of(ofTheStage(), ofTheChat(), ofTheRecording())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the calls about the chat, in an order in which no call takes away what the next one needs. */
    List<Call> ofTheChat() {
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

    /** Returns the calls about what is recorded: nothing is until the last. */
    List<Call> ofTheRecording() {
        return List.of(
                new Call(
                        "PATCH /api/sessions/{id}/recording",
                        Deed.RECORD,
                        (client, at, who) -> client.patch(at + "/recording", Map.of("state", "PAUSED")),
                        Map.of(Caller.HOST, "409 INVALID_TRANSITION")), // Nothing is recorded.
                new Call(
                        "DELETE /api/sessions/{id}/recording",
                        Deed.RECORD,
                        (client, at, who) -> client.delete(at + "/recording"),
                        Map.of(Caller.HOST, "409 INVALID_TRANSITION")),
                new Call(
                        "GET /api/sessions/{id}/recording",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/recording")),
                new Call(
                        "POST /api/sessions/{id}/recording/consent",
                        Deed.ANSWER_RECORDING,
                        (client, at, who) -> client.post(at + "/recording/consent", Map.of("consent", true))),
                new Call(
                        "GET /api/sessions/{id}/recording/consent",
                        Deed.SEE,
                        (client, at, who) -> client.get(at + "/recording/consent")),
                new Call(
                        "GET /api/sessions/{id}/recording/answers",
                        Deed.SEE_ANSWERS,
                        (client, at, who) -> client.get(at + "/recording/answers")),
                new Call(
                        "POST /api/sessions/{id}/recording",
                        Deed.RECORD,
                        (client, at, who) -> client.post(at + "/recording")));
    }

    /** Returns the calls about the stage and those on it. */
    List<Call> ofTheStage() {
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

    private Call role(Deed deed, String role, String person) {
        return new Call(
                "PUT /api/sessions/{id}/participants/{userId}/role",
                deed,
                (client, at, who) -> client.put(
                        person(at, person.isEmpty() ? WHO.getOrDefault(who, "guest") : person) + "/role",
                        Map.of("role", role)),
                deed == Deed.STEP_DOWN ? Map.of(Caller.HOST, "409 HOST_STAYS") : Map.of());
    }

    private String message(String session, String author) {
        return session + "/messages/" + messages.getOrDefault(session + author, "01JD0000000000000000000000");
    }

    private String person(String session, String handle) {
        return session + "/participants/" + house.id(handle);
    }

    private static Map<String, Boolean> off(String device) {
        return Map.of(device, false);
    }

    /** Returns the client of who stands for a column. */
    ApiClient client(Caller caller) {
        Function<Caller, ApiClient> signedIn = who -> house.as(WHO.getOrDefault(who, ""));
        return caller == Caller.ANONYMOUS ? house.anybody : signedIn.apply(caller);
    }

    /** Returns the address of a session in that state, with somebody for every column, a singer on stage, and somebody with a hand up. */
    String sessionWithEverybody(SessionState state, String visibility) {
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
                .forEach(author -> messages.put(session + author, house.says(session, author)));
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
