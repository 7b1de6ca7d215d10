package live.griot.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import live.griot.identity.personaltext.TestPersonalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the bytes of a data directory: the embedded database's file, whose old pages outlive what was in them, and the keys beside it. */
class ErasureAtRestTest {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    /** Keys that opened something, now or before. */
    private final List<byte[]> openers = new ArrayList<>();

    @Test
    void nothing_in_the_directory_opens_what_an_erased_person_was() {
        Person moussa;
        String wrapped;
        try (Opened griot = open()) {
            griot.world.accounts.create("awa", "Awa Ndiayengom", "{argon2}hash");
            moussa = griot.world.accounts.create("moussa_1", "Moussa Sarrakholle", "{argon2}hash");
            wrapped = griot.wrappedKeyOf(moussa);
            assertThat(whoOpens(wrapped, moussa)).isNotEmpty();
            assertThat(griot.world.accounts.change(moussa.id(), ProfileChange.named("Moussa Diopmbengue")))
                    .isPresent();
            griot.world.erase(moussa.id());
        }

        assertThat(namesInTheDirectory("moussa_1", "sarrakholle", "diopmbengue", "ndiayengom"))
                .isEmpty();
        assertThat(whoOpens(wrapped, moussa)).isEmpty();
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
                assertThat(whoOpens(wrapped, moussa))
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
            int slot = 2 * KEY_BYTES; // after the file's head and the first one's
            assertThat(Arrays.copyOfRange(after, slot, slot + KEY_BYTES)).containsOnly(0);
            System.arraycopy(before, slot, after, slot, KEY_BYTES);
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

            wrapped.forEach((person, key) -> assertThat(whoOpens(key, person)).isEmpty());
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
        TestPersonalText old = new TestPersonalText(before.client(), directory, "jdbc:mysql:");
        moussa = OldAccount.make(before, old, "01OLDER", "moussa_1", "Moussa Sarrakholle");
        OldAccount.make(before, old, "01LIKE", "moussa_l", "Another Moussa");
        wrapped = OldAccount.wrappedKeyOf(before, moussa);
        assertThat(whoOpens(wrapped, moussa)).isNotEmpty();

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

        assertThat(namesInTheDirectory("moussa_1", "moussa_l", "sarrakholle")).isEmpty();
        assertThat(whoOpens(wrapped, moussa)).isEmpty();
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

    private Opened open() {
        return new Opened(directory, clock);
    }

    /** Returns the words that are found, in any case, in the bytes of a file. */
    private List<String> namesInTheDirectory(String... names) {
        return Arrays.stream(names)
                .filter(name -> files().anyMatch(file -> new String(bytes(file), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .contains(name)))
                .toList();
    }

    /** Returns the keys, of all that lies beside the database's file, that the wrapped key opens under, and the files that hold one of those. */
    private List<String> whoOpens(String wrapped, Person person) {
        byte[] sealed = Base64.getUrlDecoder().decode(wrapped);
        files().filter(file -> !isDatabase(file)).forEach(file -> findKeysTo(sealed, person, bytes(file)));
        return files().filter(file -> openers.stream().anyMatch(key -> holds(bytes(file), key)))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void findKeysTo(byte[] sealed, Person person, byte[] file) {
        for (int at = 0; at + KEY_BYTES <= file.length; at++) {
            if (opens(file, at, sealed, person)) {
                openers.add(Arrays.copyOfRange(file, at, at + KEY_BYTES));
            }
        }
    }

    private static boolean holds(byte[] file, byte[] key) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        return Stream.of(
                        new String(key, StandardCharsets.ISO_8859_1),
                        HexFormat.of().formatHex(key),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(key))
                .anyMatch(bytes::contains);
    }

    private static boolean isDatabase(Path file) {
        return file.toString().endsWith(".mv.db");
    }

    private static boolean opens(byte[] file, int at, byte[] wrapped, Person person) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(file, at, KEY_BYTES, "AES"),
                    new GCMParameterSpec(128, wrapped, 1, NONCE_BYTES));
            cipher.updateAAD(("griot:personal-key:" + person.id()).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(wrapped, 1 + NONCE_BYTES, wrapped.length - 1 - NONCE_BYTES).length == KEY_BYTES;
        } catch (GeneralSecurityException isNoKeyToIt) {
            return false;
        }
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
