package live.griot.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import live.griot.identity.personaltext.TestPersonalText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the bytes of a data directory: the embedded database's file, whose old pages outlive what was in them, and the keys beside it. */
class ErasureAtRestTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private @Nullable DirectoryBytes searched;

    @Test
    void nothing_in_the_directory_opens_what_an_erased_person_was() {
        Person moussa;
        String wrapped;
        try (Opened griot = open()) {
            griot.world.accounts.create("awa", "Awa Ndiayengom", "{argon2}hash");
            moussa = griot.world.accounts.create("moussa_1", "Moussa Sarrakholle", "{argon2}hash");
            wrapped = griot.wrappedKeyOf(moussa);
            assertThat(inside().whoOpens(wrapped, moussa)).isNotEmpty();
            assertThat(griot.world.accounts.change(moussa.id(), ProfileChange.named("Moussa Diopmbengue")))
                    .isPresent();
            griot.world.erase(moussa.id());
        }

        assertThat(inside().names("moussa_1", "sarrakholle", "diopmbengue", "ndiayengom"))
                .isEmpty();
        assertThat(inside().whoOpens(wrapped, moussa)).isEmpty();
        try (Opened griot = open()) {
            assertThat(griot.world
                            .accounts
                            .findByHandle("awa")
                            .orElseThrow()
                            .person()
                            .displayName())
                    .isEqualTo("Awa Ndiayengom");
            assertThat(griot.world.people.exist(moussa.id())).isFalse();
        }
    }

    @Test
    void an_erasure_that_was_killed_between_its_steps_is_carried_out_at_the_next_start() {
        for (int step = 1; step <= 3; step++) {
            Person moussa;
            String wrapped;
            try (Opened griot = open()) {
                moussa = griot.world.accounts.create("killed_at_" + step, "Moussa Sarrakholle", "{argon2}hash");
                wrapped = griot.wrappedKeyOf(moussa);
                griot.eraseUpTo(step, moussa);
            }
            try (Opened griot = open()) {
                assertThat(inside().whoOpens(wrapped, moussa))
                        .as("killed after step %d", step)
                        .isEmpty();
                assertThat(griot.world.people.exist(moussa.id())).isFalse();
                assertThat(griot.rows("personal_key")).isZero();
            }
        }
    }

    @Test
    void an_erasure_that_was_killed_before_its_commit_has_erased_nothing() {
        try (Opened griot = open()) {
            Person moussa = griot.world.accounts.create("moussa", "Moussa Sarrakholle", "{argon2}hash");
            griot.database.transactions().executeWithoutResult(transaction -> {
                griot.world.keys.condemn(moussa.id());
                transaction.setRollbackOnly();
            });
        }
        try (Opened griot = open()) {
            assertThat(griot.world
                            .accounts
                            .findByHandle("moussa")
                            .orElseThrow()
                            .person()
                            .displayName())
                    .isEqualTo("Moussa Sarrakholle");
        }
    }

    @Test
    void an_erasure_touches_one_key_however_many_there_are() throws IOException {
        try (Opened griot = open()) {
            for (String handle : List.of("first", "middle", "last")) {
                griot.world.accounts.create(handle, handle, "{argon2}hash");
            }
            byte[] before = Files.readAllBytes(directory.resolve("wrapping.keys"));

            griot.world.erase(
                    griot.world.accounts.findByHandle("middle").orElseThrow().id());

            byte[] after = Files.readAllBytes(directory.resolve("wrapping.keys"));
            int slot = 2 * DirectoryBytes.KEY_BYTES; // after the file's head and the first one's
            assertThat(Arrays.copyOfRange(after, slot, slot + DirectoryBytes.KEY_BYTES))
                    .containsOnly(0);
            System.arraycopy(before, slot, after, slot, DirectoryBytes.KEY_BYTES);
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void two_who_erase_at_once_erase_both() {
        try (Opened griot = open()) {
            Person awa = griot.world.accounts.create("awa", "Awa", "{argon2}hash");
            Person moussa = griot.world.accounts.create("moussa", "Moussa", "{argon2}hash");
            Map<Person, String> wrapped = Map.of(awa, griot.wrappedKeyOf(awa), moussa, griot.wrappedKeyOf(moussa));

            CompletableFuture.allOf(Stream.of(awa, moussa, awa, moussa)
                            .map(person -> CompletableFuture.runAsync(() -> griot.world.erase(person.id())))
                            .toArray(CompletableFuture[]::new))
                    .join();

            wrapped.forEach(
                    (person, key) -> assertThat(inside().whoOpens(key, person)).isEmpty());
            assertThat(griot.rows("personal_key")).isZero();
        }
    }

    @Test
    void what_an_earlier_version_kept_in_clear_and_under_the_master_key_is_sealed_anew() throws IOException {
        Person moussa;
        String wrapped;
        TestDatabase before = TestDatabase.in(directory.resolve("griot"));
        before.migrate("V2__identity.sql");
        before.migrate("V22__sealed_people.sql");
        before.migrate("V26__avatars.sql");
        before.migrate("V28__operators.sql");
        before.migrate("V30__identities.sql");
        before.migrate("V31__passkeys.sql");
        TestPersonalText old = new TestPersonalText(before.client(), directory, "jdbc:mysql:");
        moussa = OldAccount.make(before, old, "01OLDER", "moussa_1", "Moussa Sarrakholle");
        OldAccount.make(before, old, "01LIKE", "moussa_l", "Another Moussa");
        wrapped = OldAccount.wrappedKeyOf(before, moussa);
        assertThat(inside().whoOpens(wrapped, moussa)).isNotEmpty();

        try (Opened griot = open()) {
            assertThat(directory.resolve("master.key")).doesNotExist();
            assertThat(griot.world
                            .accounts
                            .findByHandle("moussa_1")
                            .orElseThrow()
                            .person())
                    .isEqualTo(moussa);
            assertThat(griot.world.accounts.findByHandle("moussa_l")).isPresent();
        }

        assertThat(inside().names("moussa_1", "moussa_l", "sarrakholle")).isEmpty();
        assertThat(inside().whoOpens(wrapped, moussa)).isEmpty();
    }

    @Test
    void an_upgrade_that_was_killed_goes_on_where_it_was() throws IOException {
        byte[] masterKey;
        Person first;
        try (Opened griot = open()) {
            TestPersonalText old = new TestPersonalText(griot.database.client(), directory, "jdbc:mysql:");
            first = OldAccount.make(griot.database, old, "01FIRST", "first", "First");
            masterKey = Files.readAllBytes(directory.resolve("master.key"));
        }
        Person second;
        try (Opened griot = open()) {
            Files.write(
                    directory.resolve("master.key"),
                    masterKey); // the first is rewrapped, and it is killed before the second
            TestPersonalText old = new TestPersonalText(griot.database.client(), directory, "jdbc:mysql:");
            second = OldAccount.make(griot.database, old, "01SECOND", "second", "Second");
        }

        try (Opened griot = open()) {
            assertThat(griot.world
                            .people
                            .named(List.of(first.id(), second.id()))
                            .values())
                    .containsExactlyInAnyOrder(first, second);
            assertThat(directory.resolve("master.key")).doesNotExist();
        }
    }

    /** Remembers, within a test, which keys opened something before. */
    private DirectoryBytes inside() {
        DirectoryBytes inside = searched == null ? new DirectoryBytes(directory) : searched;
        searched = inside;
        return inside;
    }

    private Opened open() {
        return new Opened(directory, clock);
    }

    /** The accounts over the embedded database in the directory. */
    private static final class Opened implements AutoCloseable {
        final TestDatabase database;
        final TestAccounts world;

        Opened(Path directory, MovableClock clock) {
            boolean isNew = Files.notExists(directory.resolve("griot.mv.db"));
            database = TestDatabase.in(directory.resolve("griot"));
            if (isNew) {
                database.migrate("V2__identity.sql");
                database.migrate("V22__sealed_people.sql");
                database.migrate("V26__avatars.sql");
                database.migrate("V28__operators.sql");
                database.migrate("V30__identities.sql");
                database.migrate("V31__passkeys.sql");
            }
            world = new TestAccounts(database, directory, clock, "jdbc:h2:file:");
        }

        String wrappedKeyOf(Person person) {
            return OldAccount.wrappedKeyOf(database, person);
        }

        /** Does what an erasure does, up to a step: the commit, the overwriting, all of it. */
        void eraseUpTo(int step, Person person) {
            switch (step) {
                case 1 -> world.accounts.eraseRow(person.id());
                case 2 -> {
                    world.accounts.eraseRow(person.id());
                    world.overwriteKeyOf(person.id());
                }
                default -> world.erase(person.id());
            }
        }

        long rows(String table) {
            return database.client()
                    .sql("SELECT COUNT(*) FROM " + table)
                    .query(Long.class)
                    .single();
        }

        @Override
        public void close() {
            world.close();
            database.client().sql("SHUTDOWN IMMEDIATELY").update(); // as if killed: nothing is tidied up
        }
    }
}
