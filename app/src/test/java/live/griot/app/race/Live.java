package live.griot.app.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.StartedGriot;
import tools.jackson.databind.JsonNode;

/** One session that is raced for, and what its people hold of it: invitations and tickets. */
final class Live {
    final Arena arena;
    final String id;
    private final Somebody firstHost;
    private final Map<Somebody, String> invitations = new ConcurrentHashMap<>();
    private final Map<Somebody, ConcurrentLinkedQueue<String>> tickets = new ConcurrentHashMap<>();

    private Live(Arena arena, String id, Somebody firstHost) {
        this.arena = arena;
        this.id = id;
        this.firstHost = firstHost;
    }

    /** A live that is being thought of. */
    static final class Plan {
        private final Arena arena;
        private final List<Live> made;
        private int seats = 10;

        Plan(Arena arena, List<Live> made) {
            this.arena = arena;
            this.made = made;
        }

        Plan withSeats(int number) {
            seats = number;
            return this;
        }

        /** Makes it: public, and not started. */
        Live hostedBy(Somebody host) {
            Answer created =
                    host.client().post("/api/sessions", Map.of("title", "Evening tales", "maxParticipants", seats));
            Live live = new Live(arena, ok(created).at("/id"), host);
            made.add(live);
            return live;
        }
    }

    String path() {
        return "/api/sessions/" + id;
    }

    Live started() {
        ok(firstHost.client().post(path() + "/start"));
        return this;
    }

    Live inviting(Somebody... people) {
        return inviting(List.of(people));
    }

    Live inviting(List<Somebody> people) {
        people.forEach(invited -> invitations.put(
                invited,
                ok(firstHost.client().post(path() + "/invitations", Map.of("userId", invited.id())))
                        .at("/id")));
        return this;
    }

    Live withOnStage(Somebody... people) {
        inviting(people);
        for (Somebody guest : people) {
            ok(guest.client().post(invitation(guest) + "/accept"));
        }
        return this;
    }

    Live withModerators(Somebody... people) {
        for (Somebody moderator : people) {
            ok(firstHost
                    .client()
                    .put(path() + "/participants/" + moderator.id() + "/role", Map.of("role", "MODERATOR")));
        }
        return this;
    }

    Live watchedBy(Somebody... people) {
        for (Somebody viewer : people) {
            ok(viewer.client().post(path() + "/join"));
        }
        return this;
    }

    /** Makes a link for GUEST or VIEWER and returns its code. */
    String linkFor(String role, int uses) {
        return ok(firstHost.client().post(path() + "/links", Map.of("role", role, "maxUses", uses)))
                .at("/code");
    }

    /** Returns the code of a link by which any number may come to watch. */
    String endlessLink() {
        return ok(firstHost.client().post(path() + "/links", Map.of("role", "VIEWER")))
                .at("/code");
    }

    /** Returns the address of somebody's invitation. */
    String invitation(Somebody invited) {
        String invitation = invitations.get(invited);
        if (invitation == null) {
            throw new IllegalArgumentException(invited + " is not invited");
        }
        return "/api/invitations/" + invitation;
    }

    void gave(Somebody person, String ticket) {
        tickets.computeIfAbsent(person, nobody -> new ConcurrentLinkedQueue<>()).add(ticket);
    }

    /** Returns every ticket that somebody was given since the live was made ready. */
    List<String> ticketsOf(Somebody person) {
        return List.copyOf(tickets.getOrDefault(person, new ConcurrentLinkedQueue<>()));
    }

    /** Returns what is stored of it now. */
    Ledger stored() {
        return Ledger.of(arena.db(), id);
    }

    /** Returns how often somebody was let in by an endless link: that is no event of the session's. */
    long admittances(Somebody person) {
        return arena.db()
                .sql(
                        "SELECT COUNT(*) FROM DomainEventEntry WHERE aggregateIdentifier = :who AND payloadType = 'door.link-used'")
                .param("who", id + "+" + person.id())
                .query(Long.class)
                .single();
    }

    /** Returns the ids of all whom any node lists, signed in so that viewers are told. */
    Set<String> listed() {
        return everywhere().stream()
                .flatMap(participants -> participants.valueStream())
                .map(one -> one.at("/user/id").asString())
                .collect(Collectors.toSet());
    }

    /** Checks that what is stored breaks no rule, and that every node tells the same as the store. */
    void holds() {
        Ledger stored = stored();
        stored.holds();
        if (stored.isOver()) {
            return; // In a session that is over there is nobody.
        }
        for (JsonNode participants : everywhere()) {
            assertThat(idsWhere(participants, "onStage", "true"))
                    .as("on stage")
                    .containsExactlyInAnyOrderElementsOf(stored.onStage());
            assertThat(idsWhere(participants, "role", "HOST")).as("host").containsExactly(stored.host());
        }
    }

    private List<JsonNode> everywhere() {
        List<JsonNode> told = new ArrayList<>();
        for (StartedGriot node : arena.nodes()) {
            ApiClient reader = node.client().with(firstHost.client().token());
            told.add(ok(reader.get(path() + "/participants?limit=100")).json().at("/items"));
        }
        return told;
    }

    private static List<String> idsWhere(JsonNode participants, String field, String value) {
        return participants
                .valueStream()
                .filter(one -> one.path(field).asString().equals(value))
                .map(one -> one.at("/user/id").asString())
                .toList();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }
}
