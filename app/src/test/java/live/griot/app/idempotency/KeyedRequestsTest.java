package live.griot.app.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A request that carries an {@code Idempotency-Key} is carried out once, however often it is sent. */
@BesideOthers
class KeyedRequestsTest {
    private static final Map<String, String> TALES = Map.of("title", "Evening tales");
    private static final int MAX_KEYS = 5;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static JdbcClient db;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, Map.of("griot.idempotency.max-keys", Integer.toString(MAX_KEYS)));
        db = griot.part(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void the_same_key_gives_the_first_answer_again() {
        ApiClient awa = somebody();

        Answer first = awa.postOnce("k", "/api/sessions", TALES);
        Answer second = awa.postOnce("k", "/api/sessions", TALES);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        for (String header : List.of("Content-Type", "Location", "Content-Security-Policy")) {
            assertThat(second.headers().firstValue(header))
                    .isPresent()
                    .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(sessionsOf(awa)).isEqualTo(1);
    }

    @Test
    void two_people_may_have_the_same_key() {
        ApiClient awa = somebody();
        ApiClient moussa = somebody();

        String hers = awa.postOnce("k", "/api/sessions", TALES).at("/id");
        String his = moussa.postOnce("k", "/api/sessions", TALES).at("/id");

        assertThat(his).isNotEqualTo(hers);
        assertThat(sessionsOf(moussa)).isEqualTo(1);
    }

    @Test
    void a_key_is_good_for_one_request() {
        ApiClient awa = somebody();
        String id = awa.postOnce("k", "/api/sessions", TALES).at("/id");

        assertThat(awa.postOnce("k", "/api/sessions", Map.of("title", "Others")).refusal())
                .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(awa.postOnce("k", "/api/sessions/" + id + "/start", TALES).refusal())
                .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(sessionsOf(awa)).isEqualTo(1);
    }

    @Test
    void what_was_refused_may_be_tried_again_with_the_same_key() {
        ApiClient awa = somebody();
        String id = awa.createSession("Evening tales");
        String messages = "/api/sessions/" + id + "/messages";
        assertThat(awa.postOnce("k", "/api/sessions", Map.of("title", "")).refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(awa.postOnce("k", "/api/sessions/" + id + "/end", Map.of()).refusal())
                .isEqualTo("409 INVALID_TRANSITION");
        assertThat(claimsOf(awa)).isZero();

        awa.post("/api/sessions/" + id + "/start");
        Answer sent = awa.postOnce("k", messages, Map.of("content", "Hear me"));
        Answer again = awa.postOnce("k", messages, Map.of("content", "Hear me"));

        assertThat(sent.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(sent.text());
        assertThat(awa.get(messages).json().at("/items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\ttab"})
    void a_malformed_key_is_refused(String key) {
        refusedAsMalformed(somebody(), key);
    }

    @Test
    void a_key_is_one_of_visible_ascii() {
        assertThat(IdempotencyKey.of(List.of("été"))).isEmpty();
        assertThat(IdempotencyKey.of(List.of("one", "another"))).isEmpty();
        assertThat(IdempotencyKey.of(List.of("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")))
                .isPresent();
    }

    @Test
    void a_key_has_at_most_255_characters() {
        ApiClient awa = somebody();
        refusedAsMalformed(awa, "k".repeat(256));
        assertThat(awa.postOnce("k".repeat(255), "/api/sessions", TALES).status())
                .isEqualTo(201);
    }

    @Test
    void of_twenty_at_once_one_is_carried_out() throws Exception {
        ApiClient awa = somebody();

        List<Answer> answers = atOnce(20, () -> awa.postOnce("k", "/api/sessions", TALES));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(answers)
                .filteredOn(answer ->
                        answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(sessionsOf(awa)).isEqualTo(1);
    }

    @Test
    void who_finds_the_first_request_still_being_handled_is_told_when_to_come_back() {
        ApiClient awa = somebody();
        awa.postOnce("k", "/api/sessions", TALES);
        leaveInDoubt(awa, "sealed_answer = NULL", Admission.PATIENCE.multipliedBy(10));

        Answer busy = awa.postOnce("k", "/api/sessions", TALES);

        assertThat(busy.refusal()).isEqualTo("409 CONFLICT");
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(sessionsOf(awa)).isEqualTo(1);
    }

    @Test
    void a_request_that_was_stored_but_never_answered_is_answered_and_not_stored_again() {
        ApiClient awa = somebody();
        Answer lost = awa.postOnce("k", "/api/sessions", TALES);
        leaveInDoubt(awa, "sealed_answer = NULL", Duration.ofMillis(-1));

        Answer told = awa.postOnce("k", "/api/sessions", TALES);

        assertThat(told.status()).isEqualTo(201);
        assertThat(told.text()).isEqualTo(lost.text());
        assertThat(told.headers().firstValue("Location"))
                .isEqualTo(lost.headers().firstValue("Location"));
        assertThat(sessionsOf(awa)).isEqualTo(1);
        assertThat(awa.postOnce("k", "/api/sessions", TALES).headers().firstValue("Idempotency-Replayed"))
                .hasValue("true");
    }

    @Test
    void a_step_that_was_stored_but_never_answered_is_not_refused_as_out_of_turn() {
        ApiClient awa = somebody();
        String start = "/api/sessions/" + awa.createSession("Evening tales") + "/start";
        assertThat(awa.postOnce("k", start, Map.of()).status()).isEqualTo(200);
        leaveInDoubt(awa, "sealed_answer = NULL", Duration.ofMillis(-1));

        assertThat(awa.postOnce("k", start, Map.of()).at("/state")).isEqualTo("STARTING");
        assertThat(awa.postOnce("another", start, Map.of()).refusal()).isEqualTo("409 INVALID_TRANSITION");
    }

    @Test
    void a_request_that_died_before_anything_was_stored_is_carried_out() {
        ApiClient awa = somebody();
        String lost = awa.postOnce("k", "/api/sessions", TALES).at("/id");
        leaveInDoubt(awa, "sealed_answer = NULL, done_steps = ''", Duration.ofMillis(-1));

        Answer told = awa.postOnce("k", "/api/sessions", TALES);

        assertThat(told.status()).isEqualTo(201);
        // Nothing was stored, so what is made now bears an id of its own, and of now.
        assertThat(told.at("/id")).isGreaterThan(lost);
    }

    @Test
    void what_cannot_be_told_again_is_not_carried_out_again_either() {
        ApiClient awa = somebody();
        awa.postOnce("k", "/api/sessions", TALES);
        leaveInDoubt(awa, "sealed_answer = NULL, done_steps = 'CreateSession elsewhere'", Duration.ofMillis(-1));

        assertThat(awa.postOnce("k", "/api/sessions", TALES).refusal()).isEqualTo("409 CONFLICT");
        assertThat(sessionsOf(awa)).isEqualTo(1);
    }

    @Test
    void who_was_taken_for_dead_can_store_nothing_more() {
        UserId awa = idOf(somebody());
        Claims claims = griot.part(Claims.class);
        ClaimKey key = new ClaimKey(awa, "0".repeat(64));
        Claim slow = granted(claims.claim(key, "request"));
        assertThat(claims.claim(key, "request")).isInstanceOf(Claims.Busy.class);
        db.sql("UPDATE idempotency_claim SET leased_until = 0 WHERE account_id = :user")
                .param("user", awa.value())
                .update();
        Claim next = granted(claims.claim(key, "request"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> claims.write(slow, List.of("CreateSession 1")))
                .matches(no -> no.code() == RefusalCode.CONFLICT);
        StoredAnswer answer = StoredAnswer.of(201, null, null, new byte[0]);
        assertThat(claims.keep(slow, answer)).isFalse();
        claims.release(slow);
        assertThat(claims.keep(next, answer)).isTrue();
    }

    @Test
    void a_key_is_forgotten_after_its_retention() {
        ApiClient awa = somebody();
        String first = awa.postOnce("k", "/api/sessions", TALES).at("/id");
        griot.part(ForgottenKeys.class).forget();
        assertThat(claimsOf(awa)).isEqualTo(1);
        db.sql("UPDATE idempotency_claim SET claimed_at = claimed_at - :day WHERE account_id = :user")
                .param("day", Duration.ofHours(24).toNanos() / 1000)
                .param("user", idOf(awa).value())
                .update();

        griot.part(ForgottenKeys.class).forget();

        assertThat(claimsOf(awa)).isZero();
        assertThat(awa.postOnce("k", "/api/sessions", TALES).at("/id")).isNotEqualTo(first);
    }

    @Test
    void a_person_has_so_many_keys_and_the_oldest_goes_first() {
        ApiClient awa = somebody();
        String oldest = awa.postOnce("k0", "/api/sessions", TALES).at("/id");
        String newest = "";
        for (int i = 1; i <= MAX_KEYS; i++) {
            newest = awa.postOnce("k" + i, "/api/sessions", TALES).at("/id");
        }

        assertThat(claimsOf(awa)).isEqualTo(MAX_KEYS);
        assertThat(awa.postOnce("k" + MAX_KEYS, "/api/sessions", TALES).at("/id"))
                .isEqualTo(newest);
        assertThat(awa.postOnce("k0", "/api/sessions", TALES).at("/id")).isNotEqualTo(oldest);
    }

    @Test
    void an_erased_person_leaves_no_answer_that_anybody_could_read() {
        ApiClient awa = somebody();
        UserId id = idOf(awa);
        awa.postOnce("k", "/api/sessions", TALES);
        String sealed = db.sql("SELECT sealed_answer FROM idempotency_claim WHERE account_id = :user")
                .param("user", id.value())
                .query(String.class)
                .single();
        assertThat(sealed).doesNotContain("Evening");
        assertThat(griot.part(PersonalText.class).open(id, sealed)).isPresent();

        awa.delete("/api/me");

        assertThat(griot.part(PersonalText.class).open(id, sealed)).isEmpty();
        assertThat(awa.postOnce("k", "/api/sessions", TALES).refusal()).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void who_is_not_signed_in_has_no_keys() {
        String id = somebody().createSession("Evening tales");
        ApiClient anybody = griot.client();

        String one =
                anybody.postOnce("k", "/api/sessions/" + id + "/join", Map.of()).at("/ticket");
        String other =
                anybody.postOnce("k", "/api/sessions/" + id + "/join", Map.of()).at("/ticket");

        assertThat(one).isNotEmpty().isNotEqualTo(other);
    }

    @Test
    void the_published_interface_names_the_key_where_it_means_something() {
        JsonNode paths = griot.client().get("/openapi.json").json().path("paths");

        assertThat(paths.path("/api/sessions").path("post").path("parameters").toString())
                .contains("Idempotency-Key");
        assertThat(paths.path("/api/auth/register").path("post").toString()).doesNotContain("Idempotency-Key");
        assertThat(paths.path("/api/sessions").path("get").toString()).doesNotContain("Idempotency-Key");
    }

    private static void refusedAsMalformed(ApiClient awa, String key) {
        Answer refused = awa.postOnce(key, "/api/sessions", TALES);
        assertThat(refused.refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(refused.at("/errors/0/field")).isEqualTo("Idempotency-Key");
        assertThat(sessionsOf(awa)).isZero();
    }

    /** Makes a person's only claim what a killed program leaves behind. */
    private static void leaveInDoubt(ApiClient whose, String state, Duration lease) {
        int changed = db.sql("UPDATE idempotency_claim SET owner = 'dead', leased_until = :lease, " + state
                        + " WHERE account_id = :user")
                .param("lease", (System.currentTimeMillis() + lease.toMillis()) * 1000)
                .param("user", idOf(whose).value())
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private static Claim granted(Claims.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Claims.Granted.class);
        return ((Claims.Granted) outcome).claim();
    }

    private static List<Answer> atOnce(int times, Callable<Answer> request) throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = IntStream.range(0, times)
                    .mapToObj(i -> many.submit(request))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : sent) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    private static ApiClient somebody() {
        return griot.client().register("p" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static UserId idOf(ApiClient somebody) {
        return new UserId(somebody.get("/api/me").at("/id"));
    }

    private static long sessionsOf(ApiClient host) {
        return count("SELECT COUNT(*) FROM session_view WHERE host_id = :user", host);
    }

    private static long claimsOf(ApiClient person) {
        return count("SELECT COUNT(*) FROM idempotency_claim WHERE account_id = :user", person);
    }

    private static long count(String sql, ApiClient whose) {
        return db.sql(sql).param("user", idOf(whose).value()).query(Long.class).single();
    }
}
