package live.griot.app.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the store says happened in one session, in its order. It is read here a second time, apart from the program's own
 * classes, and every rule is looked at after every event.
 */
final class Ledger {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Fact> facts;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> onStage = new HashSet<>();
    private final Set<String> moderators = new HashSet<>();
    private final Set<String> banned = new HashSet<>();
    private final Map<String, Integer> usesLeft = new HashMap<>();
    private String host = "";
    private int seats;
    private boolean started;
    private boolean over;

    private Ledger(List<Fact> facts) {
        this.facts = facts;
        for (Fact fact : facts) {
            happens(fact);
            rulesHoldAfter(fact);
        }
    }

    /** One event: its number in the stream, its stored name and what it says. */
    record Fact(long number, String name, JsonNode says) {
        String user() {
            return says.path("user").asString();
        }
    }

    static Ledger of(JdbcClient db, String session) {
        return new Ledger(db.sql("""
                        SELECT sequenceNumber, payloadType, payload FROM DomainEventEntry
                        WHERE aggregateIdentifier = :session ORDER BY sequenceNumber
                        """)
                .param("session", session)
                .query((row, index) -> new Fact(
                        row.getLong("sequenceNumber"),
                        row.getString("payloadType"),
                        JSON.readTree(row.getBytes("payload"))))
                .list());
    }

    void holds() {
        assertThat(broken).as("rules that were broken in %s", facts).isEmpty();
    }

    Set<String> onStage() {
        return onStage;
    }

    boolean isOver() {
        return over;
    }

    String host() {
        return host;
    }

    /** Returns how often something happened. */
    long times(String name) {
        return facts.stream().filter(fact -> fact.name().equals(name)).count();
    }

    /** Returns to whom something happened, in order. */
    List<String> towhom(String name) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::user)
                .toList();
    }

    private void happens(Fact fact) {
        switch (fact.name()) {
            case "session.created" -> {
                host = fact.says().path("host").asString();
                onStage.add(host);
                seats = fact.says().path("maxParticipants").asInt();
            }
            case "session.edited" -> seats = fact.says().path("maxParticipants").asInt();
            case "session.started" -> {
                must(!started && !over, fact, "a session starts once");
                started = true;
            }
            case "session.ending", "session.cancelled" -> {
                must(!over, fact, "a session ends once");
                over = true;
            }
            case "stage.participant-seated" -> {
                must(!over, fact, "nobody is seated after the end");
                must(onStage.add(fact.user()), fact, "nobody has two seats");
            }
            case "stage.participant-left" -> {
                if (!fact.user().equals(host)) {
                    onStage.remove(fact.user());
                }
            }
            case "stage.participant-unseated" -> onStage.remove(fact.user());
            case "door.participant-removed" -> putOut(fact.user());
            case "door.person-banned" -> {
                putOut(fact.user());
                banned.add(fact.user());
            }
            case "stage.moderator-named" -> moderators.add(fact.user());
            case "stage.moderator-dismissed" -> moderators.remove(fact.user());
            case "stage.host-handed-over" -> {
                must(fact.says().path("from").asString().equals(host), fact, "the host hands over");
                host = fact.says().path("to").asString();
            }
            case "door.link-made" ->
                usesLeft.put(
                        fact.says().path("link").asString(),
                        fact.says().path("maxUses").asInt(Integer.MAX_VALUE));
            case "door.link-used" ->
                must(
                        usesLeft.merge(fact.says().path("link").asString(), -1, Integer::sum) >= 0,
                        fact,
                        "a link is used as often as it can be");
            default -> {}
        }
    }

    private void rulesHoldAfter(Fact fact) {
        must(fact.number() == facts.indexOf(fact), fact, "every number is there once");
        must(onStage.size() <= seats, fact, "never more are seated than there are seats");
        must(onStage.contains(host), fact, "the host is on stage");
        must(
                banned.stream().noneMatch(person -> onStage.contains(person) || moderators.contains(person)),
                fact,
                "who is banned is nothing");
    }

    private void putOut(String person) {
        onStage.remove(person);
        moderators.remove(person);
    }

    private void must(boolean holds, Fact fact, String rule) {
        if (!holds) {
            broken.add("%s, but not after %d %s".formatted(rule, fact.number(), fact.name()));
        }
    }
}
