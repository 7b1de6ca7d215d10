package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An {@code Idempotency-Key} means the same after a restart and on another node, on the embedded database and on a real server. */
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
