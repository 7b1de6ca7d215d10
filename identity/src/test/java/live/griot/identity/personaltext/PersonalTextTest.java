package live.griot.identity.personaltext;

import static live.griot.api.refusal.RefusalCode.USER_NOT_FOUND;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Base64;
import live.griot.api.id.UserId;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalTextTest {
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final String WORDS = "Nanga def? 👋🏿";

    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private TestPersonalText personal;

    @BeforeEach
    void two_people() {
        personal = new TestPersonalText(database.client(), directory);
        personal.keys.create(AWA);
        personal.keys.create(MOUSSA);
    }

    @Test
    void sealed_words_open_under_their_author() {
        assertThat(personal.text.open(AWA, personal.text.seal(AWA, WORDS))).contains(WORDS);
        assertThat(personal.text.open(AWA, personal.text.seal(AWA, ""))).contains("");
    }

    @Test
    void sealed_words_do_not_open_under_somebody_else() {
        assertThat(personal.text.open(MOUSSA, personal.text.seal(AWA, WORDS))).isEmpty();
    }

    @Test
    void a_key_moved_to_somebody_elses_row_opens_nothing() {
        String sealed = personal.text.seal(AWA, WORDS);
        database.client()
                .sql("UPDATE personal_key SET wrapped_key = (SELECT k.wrapped_key FROM personal_key k"
                        + " WHERE k.account_id = '01AWA') WHERE account_id = '01MOUSSA'")
                .update();

        assertThatIllegalStateException()
                .isThrownBy(() -> new TestPersonalText(database.client(), directory).text.open(MOUSSA, sealed));
    }

    @Test
    void the_same_words_never_look_the_same_and_show_nothing() {
        String once = personal.text.seal(AWA, WORDS);
        String again = personal.text.seal(AWA, WORDS);

        assertThat(once).isNotEqualTo(again).matches("[A-Za-z0-9_-]+");
        assertThat(new String(Base64.getUrlDecoder().decode(once), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Nanga");
    }

    @Test
    void altered_or_foreign_text_does_not_open() {
        String sealed = personal.text.seal(AWA, WORDS);
        int middle = sealed.length() / 2;
        String altered =
                sealed.substring(0, middle) + (sealed.charAt(middle) == 'A' ? 'B' : 'A') + sealed.substring(middle + 1);

        assertThat(personal.text.open(AWA, altered)).isEmpty();
        assertThat(personal.text.open(AWA, sealed.substring(0, 20))).isEmpty();
        assertThat(personal.text.open(AWA, "")).isEmpty();
        assertThat(personal.text.open(AWA, "not base 64 !")).isEmpty();
    }

    @Test
    void keys_survive_a_restart() {
        String sealed = personal.text.seal(AWA, WORDS);

        assertThat(new TestPersonalText(database.client(), directory).text.open(AWA, sealed))
                .contains(WORDS);
    }

    @Test
    void after_erasure_nothing_opens_and_nothing_more_is_sealed() {
        String sealed = personal.text.seal(AWA, WORDS);

        personal.keys.condemn(AWA);
        personal.keys.destroy(AWA);

        assertThat(personal.text.open(AWA, sealed)).isEmpty();
        assertThat(new TestPersonalText(database.client(), directory).text.open(AWA, sealed))
                .isEmpty();
        assertRefused(USER_NOT_FOUND, () -> personal.text.seal(AWA, WORDS));
    }

    @Test
    void the_database_alone_opens_nothing(@TempDir Path withoutTheKeys) {
        String sealed = personal.text.seal(AWA, WORDS);

        assertThatIllegalStateException()
                .isThrownBy(() -> new TestPersonalText(database.client(), withoutTheKeys).text.open(AWA, sealed))
                .withMessageContaining("wrapping keys");
    }
}
