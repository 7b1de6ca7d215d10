package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A program that is killed at random, again and again, while people write: what was acknowledged is there once, what the API reads is what
 * the log says, and nothing is half there. {@code -Dgriot.kill.rounds=100} for a longer run.
 */
@BesideOthers
class KillRoundsTest {
    private static final int ROUNDS = Integer.getInteger("griot.kill.rounds", 10);
    private static final int WRITERS = 6;
    private static final int LATEST_MILLIS = 800;
    private static final int MOST_LOOKED_AT = 10;

    @TempDir
    Path directory;

    /** What was acknowledged, by everybody, in all rounds. */
    private record Acknowledged(
            Queue<String> people, Queue<String> messages, Queue<String> sessions, Queue<String> invitations) {
        Acknowledged() {
            this(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>());
        }

        int count() {
            return people.size() + messages.size() + sessions.size() + invitations.size();
        }
    }

    @Test
    void nothing_is_lost_doubled_or_half_there_on_the_embedded_database() throws Exception {
        killedAgainAndAgain(Map.of());
    }

    @Test
    void nothing_is_lost_doubled_or_half_there_on_a_real_server() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            killedAgainAndAgain(server.properties());
        }
    }

    private void killedAgainAndAgain(Map<String, String> database) throws Exception {
        Path data = directory.resolve("griot");
        long seed = new Random().nextLong();
        Random chance = new Random(seed);
        Acknowledged acknowledged = new Acknowledged();
        String[] arguments = database.entrySet().stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toArray(String[]::new);
        GriotProcess griot = GriotProcess.startWith(data, arguments);
        try {
            ApiClient host = new ApiClient(griot.address()).register("host");
            String live = host.createSession("Through thick and thin");
            host.post("/api/sessions/" + live + "/start");
            List<ApiClient> people = IntStream.range(0, WRITERS)
                    .mapToObj(i -> host.signedOut().register("writer" + i))
                    .toList();
            for (int round = 1; round <= ROUNDS; round++) {
                int before = acknowledged.count();
                List<Thread> writers = new ArrayList<>();
                for (ApiClient person : people) {
                    writers.add(until(() -> write(person, live, host.userId(), acknowledged)));
                }
                AtomicInteger newcomers = new AtomicInteger();
                String name = "newcomer%dof".formatted(round);
                writers.add(until(() -> {
                    String newcomer = name + newcomers.getAndIncrement();
                    host.signedOut().register(newcomer);
                    acknowledged.people.add(newcomer);
                }));
                await().until(() -> acknowledged.count() > before);
                Thread.sleep(chance.nextInt(LATEST_MILLIS)); // The random moment.
                griot.kill();
                for (Thread writer : writers) {
                    writer.join();
                }
                if (round < ROUNDS) {
                    griot = griot.again();
                }
            }
        } finally {
            griot.close();
        }
        try (StartedGriot after = StartedGriot.in(data, database)) {
            isWhole(after, acknowledged, "seed " + seed);
        }
    }

    /** Does something again and again until nobody answers: what was asked for last is there or not, and whole in either case. */
    private static Thread until(Runnable act) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    act.run();
                }
            } catch (UncheckedIOException killed) {
                // The end of this round.
            }
        });
    }

    private static void write(ApiClient writer, String live, String host, Acknowledged acknowledged) {
        note(writer.post("/api/sessions/" + live + "/messages", Map.of("content", "Word")), acknowledged.messages);
        note(writer.post("/api/sessions", Map.of("title", "Session")), acknowledged.sessions);
        ApiClient.Answer called = writer.post("/api/calls", Map.of("userId", host));
        if (called.status() == 201) {
            acknowledged.sessions.add(called.at("/session/id"));
            acknowledged.invitations.add(called.at("/invitation/id"));
            writer.post("/api/invitations/" + called.at("/invitation/id") + "/revoke");
        }
    }

    private static void note(ApiClient.Answer answer, Queue<String> acknowledged) {
        if (answer.status() == 201) {
            acknowledged.add(answer.at("/id"));
        }
    }

    private static void isWhole(StartedGriot griot, Acknowledged acknowledged, String which) {
        JdbcClient db = griot.part(JdbcClient.class);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            readsAsTheLogSays(db, "chat.message-sent", "chat_message", which);
            readsAsTheLogSays(db, "session.created", "session_view", which);
            readsAsTheLogSays(db, "invitation.sent", "invitation_view", which);
            assertThat(
                            ids(
                                    db,
                                    "SELECT aggregateIdentifier FROM DomainEventEntry WHERE payloadType = 'invitation.revoked'"))
                    .as("what was taken back, " + which)
                    .isEqualTo(ids(db, "SELECT id FROM invitation_view WHERE state = 'REVOKED'"));
        });
        assertThat(acknowledged.messages)
                .as(which)
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(db, "SELECT id FROM chat_message"));
        assertThat(acknowledged.sessions)
                .as(which)
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(db, "SELECT id FROM session_view"));
        assertThat(acknowledged.invitations)
                .as(which)
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(db, "SELECT id FROM invitation_view"));
        assertThat(ids(db, "SELECT id FROM session_view WHERE visibility = 'PRIVATE'"))
                .as("calls, each with its invitation, " + which)
                .isEqualTo(ids(db, "SELECT session_id FROM invitation_view WHERE ringing = TRUE"));
        acknowledged.people.stream().limit(MOST_LOOKED_AT).forEach(griot.client()::login);
        int accounts =
                db.sql("SELECT COUNT(*) FROM account").query(Integer.class).single();
        assertThat(accounts)
                .as("accounts, " + which)
                .isBetween(acknowledged.people.size() + WRITERS + 1, acknowledged.people.size() + WRITERS + 1 + ROUNDS);
    }

    /** Returns what is listed; throws where a thing is listed twice. */
    private static Set<String> ids(JdbcClient db, String listing) {
        List<String> all =
                db.sql(listing).query((row, number) -> row.getString(1)).list();
        assertThat(all).doesNotHaveDuplicates();
        return new HashSet<>(all);
    }

    private static void readsAsTheLogSays(JdbcClient db, String event, String table, String which) {
        String logged = "SELECT aggregateIdentifier FROM DomainEventEntry WHERE payloadType = '%s'".formatted(event);
        assertThat(ids(db, "SELECT id FROM " + table))
                .as("%s, %s", table, which)
                .isNotEmpty()
                .isEqualTo(ids(db, logged));
    }
}
