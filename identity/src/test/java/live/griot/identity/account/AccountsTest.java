package live.griot.identity.account;

import static live.griot.api.refusal.RefusalCode.HANDLE_TAKEN;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private TestAccounts world;

    @BeforeEach
    void open() {
        world = new TestAccounts(database, directory, new MovableClock());
    }

    @Test
    void a_handle_belongs_to_one_person_whatever_its_capitals() {
        Person awa = create("Awa", "Awa Ndiaye");

        assertThat(awa.handle()).isEqualTo("awa");
        assertRefused(HANDLE_TAKEN, () -> create("aWA", "Somebody else"));
        assertThat(world.accounts.findByHandle("AWA").orElseThrow().id()).isEqualTo(awa.id());
    }

    @Test
    void a_refused_registration_leaves_no_key_behind() {
        create("awa", "Awa");
        assertRefused(HANDLE_TAKEN, () -> create("awa", "Other"));

        assertThat(count("personal_key")).isEqualTo(1);
    }

    @Test
    void nobody_can_pass_for_somebody_removed() {
        assertRefused(HANDLE_TAKEN, () -> create("removed", "Removed"));
    }

    @Test
    void names_are_joined_in_and_change_at_once() {
        Person awa = create("awa", "Awa");
        assertThat(world.people.named(awa.id())).isEqualTo(awa);
        assertThat(world.people.exist(awa.id())).isTrue();

        assertThat(world.accounts.rename(awa.id(), "Awa Ndiaye")).isTrue();

        assertThat(world.people.named(awa.id()).displayName()).isEqualTo("Awa Ndiaye");
    }

    @Test
    void everybody_asked_for_is_named_also_who_never_was() {
        List<UserId> ids = IntStream.range(0, 1200)
                .mapToObj(number -> new UserId("01NOBODY" + number))
                .toList();

        assertThat(world.people.named(ids)).hasSize(1200);
        assertThat(world.people.named(ids.getFirst()))
                .isEqualTo(new Person(ids.getFirst(), "removed", "Removed", null));
    }

    @Test
    void an_erased_person_has_no_name_no_words_and_cannot_be_found() {
        Person awa = create("awa", "Awa");
        String sealed = world.personalText.seal(awa.id(), "my words");
        assertThat(world.people.named(awa.id()).displayName()).isEqualTo("Awa");

        world.erase(awa.id());
        world.erase(awa.id());

        assertThat(world.people.named(awa.id()).displayName()).isEqualTo("Removed");
        assertThat(world.people.exist(awa.id())).isFalse();
        assertThat(world.personalText.open(awa.id(), sealed)).isEmpty();
        assertThat(world.accounts.find(awa.id())).isEmpty();
        assertThat(world.accounts.findByHandle("awa")).isEmpty();
        assertThat(world.accounts.search("awa", null, 10)).isEmpty();
        assertThat(world.accounts.rename(awa.id(), "Back")).isFalse();
        assertThat(count("personal_key")).isZero();
        assertThat(database.client().sql("SELECT * FROM account").query().singleRow().values().stream()
                        .map(String::valueOf))
                .noneMatch(value -> value.toLowerCase(java.util.Locale.ROOT).contains("awa"));
    }

    @Test
    void the_handle_of_an_erased_person_may_be_taken_again_by_another() {
        Person first = create("awa", "Awa");
        world.erase(first.id());

        assertThat(create("awa", "Another Awa").id()).isNotEqualTo(first.id());
    }

    @Test
    void people_are_found_by_how_handle_or_name_begins() {
        create("awa", "Ndiaye");
        create("awa_2", "Moussa");
        create("zed", "AWA Diop");
        create("other", "Other");

        assertThat(world.accounts.search("Aw", null, 10))
                .extracting(Person::handle)
                .containsExactly("awa", "awa_2", "zed");
        assertThat(world.accounts.search("awa", "awa", 1))
                .extracting(Person::handle)
                .containsExactly("awa_2");
        assertThat(world.accounts.search("awa_", null, 10))
                .extracting(Person::handle)
                .containsExactly("awa_2");
        assertThat(world.accounts.search("%", null, 10)).isEmpty();
        assertThat(world.accounts.search("!", null, 10)).isEmpty();
    }

    private Person create(String handle, String name) {
        return world.accounts.create(handle, name, "{argon2}hash");
    }

    private long count(String table) {
        return database.client()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
