package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.GriotProcess;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An {@code Idempotency-Key} means the same after a restart and on another node, on the embedded database and on a real server. */
@BesideOthers
class KeyedRequestsOutliveTest {
    private static final Map<String, String> TALES = Map.of("title", "Tales that last");

    @TempDir
    Path directory;

    @Test
    void a_key_outlives_a_stop_on_the_embedded_database() {
        outlivingAStop(Map.of());
    }

    @Test
    void a_key_outlives_a_stop_on_a_real_server_and_holds_on_two_nodes() throws Exception {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            outlivingAStop(server.properties());
            onTwoNodes(server.properties());
        }
    }

    @Test
    void what_many_ask_for_while_the_program_is_killed_is_there_once_after_they_asked_again() throws Exception {
        ConcurrentMap<String, Optional<String>> sent = new ConcurrentHashMap<>();
        ApiClient awa;
        try (GriotProcess griot = GriotProcess.start(directory);
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            awa = new ApiClient(griot.address()).register("awa");
            CountDownLatch enough = new CountDownLatch(100);
            for (int asker = 0; asker < 8; asker++) {
                String name = "asker-" + asker;
                ApiClient host = awa;
                many.execute(() -> askUntilKilled(host, name, sent, enough));
            }
            assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
            griot.kill();
        }

        try (StartedGriot griot = StartedGriot.in(directory)) {
            ApiClient again = griot.client().with(awa.token());
            sent.forEach((key, id) -> {
                Answer answer = patiently(() -> again.postOnce(key, "/api/sessions", TALES));
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.at("/id")).isEqualTo(id.orElse(answer.at("/id")));
            });
            assertThat(sent).containsValue(Optional.empty());
            assertThat(creations(griot)).isEqualTo(sent.size());
        }
    }

    /** Creates one session after another, and notes each key with the id that was answered, if any was. */
    private static void askUntilKilled(
            ApiClient host, String name, ConcurrentMap<String, Optional<String>> sent, CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                String key = name + "-" + i;
                sent.put(key, Optional.empty());
                sent.put(
                        key,
                        Optional.of(host.postOnce(key, "/api/sessions", TALES).at("/id")));
                enough.countDown();
            }
        } catch (UncheckedIOException killed) {
            enough.countDown();
        }
    }

    /**
     * Asks until the killed attempt's lease is over (409 until then), and the read models have been taken over from the killed
     * program (404 until then), ten seconds after the kill at most.
     */
    private static Answer patiently(Supplier<Answer> request) {
        Answer answer = request.get();
        for (int i = 0; i < 5 && answer.status() != 201; i++) {
            answer = request.get();
        }
        return answer;
    }

    private void outlivingAStop(Map<String, String> database) {
        Answer answered;
        Answer lost;
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), database)) {
            ApiClient awa = griot.client().register("awa");
            answered = awa.postOnce("answered", "/api/sessions", TALES);
            lost = awa.postOnce("in-doubt", "/api/sessions", TALES);
            dieBeforeTheAnswer(griot, lost);
        }
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), database)) {
            ApiClient awa = griot.client().login("awa");

            Answer again = awa.postOnce("answered", "/api/sessions", TALES);
            Answer told = awa.postOnce("in-doubt", "/api/sessions", TALES);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.text()).isEqualTo(answered.text());
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(told.status()).isEqualTo(201);
            assertThat(told.text()).isEqualTo(lost.text());
            assertThat(creations(griot)).isEqualTo(2);
        }
    }

    /** Leaves the claim of the newest request as a program that was killed between the commit and the answer leaves it. */
    private static void dieBeforeTheAnswer(StartedGriot griot, Answer lost) {
        int changed = griot.part(JdbcClient.class)
                .sql("""
                        UPDATE idempotency_claim SET sealed_answer = NULL, owner = 'killed', leased_until = :soon
                        WHERE done_steps = :done""")
                .param("soon", (System.currentTimeMillis() + 3_000) * 1_000)
                .param("done", "CreateSession " + lost.at("/id"))
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private void onTwoNodes(Map<String, String> database) throws Exception {
        try (StartedGriot one = StartedGriot.in(directory.resolve("griot"), database);
                StartedGriot other = StartedGriot.in(directory.resolve("griot"), database);
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            ApiClient here = one.client().login("awa");
            ApiClient there = other.client().with(here.token());
            long before = creations(one);
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sent.add(many.submit(() -> here.postOnce("raced", "/api/sessions", TALES)));
                sent.add(many.submit(() -> there.postOnce("raced", "/api/sessions", TALES)));
            }
            for (Future<Answer> answer : sent) {
                assertThat(answer.get().status()).isIn(201, 409);
            }
            assertThat(creations(one)).isEqualTo(before + 1);
        }
    }

    private static long creations(StartedGriot griot) {
        return griot.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM DomainEventEntry WHERE payloadType = 'session.created'")
                .query(Long.class)
                .single();
    }
}
