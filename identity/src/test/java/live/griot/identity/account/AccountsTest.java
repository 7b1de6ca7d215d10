package live.griot.identity.account;

import static live.griot.api.refusal.RefusalCode.HANDLE_TAKEN;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
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
    private final MovableClock clock = new MovableClock();
    private TestAccounts world;

    @BeforeEach
    void open() {
        world = new TestAccounts(database, directory, clock);
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
        assertRefused(HANDLE_TAKEN, () -> create("rernoved", "Removed"));
        assertRefused(HANDLE_TAKEN, () -> create("gri0t", "Griot"));
    }

    @Test
    void nobody_can_pass_for_somebody_whose_handle_looks_the_same() {
        create("moussa_1", "Moussa");

        assertRefused(HANDLE_TAKEN, () -> create("moussa_l", "Moussa"));
        assertRefused(HANDLE_TAKEN, () -> create("rnoussa_1", "Moussa"));
        assertThat(create("moussa_2", "Moussa").handle()).isEqualTo("moussa_2");
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
    void the_handle_of_an_erased_person_may_be_taken_by_another_after_90_days() {
        Person first = create("moon", "Awa");
        world.erase(first.id());
        world.erase(first.id());

        clock.pass(Duration.ofDays(90).minusSeconds(1));
        assertRefused(HANDLE_TAKEN, () -> create("moon", "Another Awa"));
        assertRefused(HANDLE_TAKEN, () -> create("mo0n", "Another Awa"));
        clock.pass(Duration.ofSeconds(1));
        assertThat(create("mo0n", "Another Awa").id()).isNotEqualTo(first.id());
    }

    @Test
    void handles_of_who_was_erased_are_forgotten_when_others_are_erased() {
        world.erase(create("moon", "Awa").id());
        clock.pass(Duration.ofDays(91));
        world.erase(create("sun", "Awa").id());

        assertThat(count("freed_handle")).isEqualTo(2); // the handle's and its look's
    }

    @Test
    void search_follows_changes_and_holds_only_so_many_people() {
        for (int number = 0; number < TestAccounts.MOST_INDEXED; number++) {
            create("awa_" + number, "Awa");
        }
        assertThat(world.accounts.search("awa", null, 10)).hasSize(TestAccounts.MOST_INDEXED);
        Person renamed = world.accounts.search("awa_3", null, 1).getFirst();

        assertThat(world.accounts.rename(renamed.id(), "Fatou")).isTrue();
        assertThat(world.accounts.search("fat", null, 10))
                .extracting(Person::handle)
                .containsExactly("awa_3");
        world.erase(renamed.id());
        assertThat(world.accounts.search("fat", null, 10)).isEmpty();

        create("zed", "Zed");
        create("last", "Too Many");
        assertThat(world.accounts.search("zed", null, 10)).hasSize(1);
        assertThat(world.accounts.search("too", null, 10)).isEmpty();
        assertThat(world.accounts.search("last", null, 10)).hasSize(1);
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
