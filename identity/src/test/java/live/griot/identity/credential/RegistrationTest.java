package live.griot.identity.credential;

import static live.griot.api.refusal.RefusalCode.HANDLE_TAKEN;
import static live.griot.api.refusal.RefusalCode.REGISTRATION_BY_INVITATION;
import static live.griot.api.refusal.RefusalCode.REGISTRATION_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import live.griot.identity.credential.RegistrationProperties.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For whom registration is open, and how the first admin comes in. */
class RegistrationTest {
    private static final String AFAR = "203.0.113.7";
    private static final UserId ROOT = new UserId("01ROOT");

    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();

    @Test
    void who_has_an_invitation_comes_as_often_as_it_says_until_it_expires() {
        SignInWorld world = world(Mode.INVITE);
        InvitationCodes.Made made = world.invitations.make(ROOT, 2, Duration.ofDays(1));

        assertRefused(REGISTRATION_BY_INVITATION, () -> create(world, "awa", null));
        assertRefused(REGISTRATION_BY_INVITATION, () -> create(world, "awa", "00000-00000-00000-00000"));
        create(world, "awa", made.code());
        assertRefused(HANDLE_TAKEN, () -> create(world, "awa", made.code()));
        assertThat(world.invitations.open(null, 10)).singleElement().satisfies(open -> {
            assertThat(open.used()).isEqualTo(1);
            assertThat(open.usesLeft()).isEqualTo(1);
        });
        create(world, "moussa", " " + made.code().toLowerCase(Locale.ROOT));
        assertRefused(REGISTRATION_BY_INVITATION, () -> create(world, "ines", made.code()));

        String late = world.invitations.make(ROOT, 1, Duration.ofDays(1)).code();
        clock.pass(Duration.ofDays(1));
        assertRefused(REGISTRATION_BY_INVITATION, () -> create(world, "ines", late));
        InvitationCodes.Made revoked = world.invitations.make(ROOT, 1, Duration.ofDays(1));
        assertThat(world.invitations.revoke(revoked.id())).isTrue();
        assertRefused(REGISTRATION_BY_INVITATION, () -> create(world, "ines", revoked.code()));
    }

    @Test
    void the_last_use_is_one_persons_of_two_who_race_for_it() throws Exception {
        SignInWorld world = world(Mode.INVITE);
        String code = world.invitations.make(ROOT, 1, Duration.ofDays(1)).code();
        List<Callable<Boolean>> both = List.of(() -> comesIn(world, "awa", code), () -> comesIn(world, "ines", code));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            int in = 0;
            for (Future<Boolean> one : threads.invokeAll(both)) {
                in += one.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        }
    }

    @Test
    void nobody_comes_while_it_is_closed_whatever_they_say() {
        SignInWorld world = world(Mode.CLOSED);
        String code = world.invitations.make(ROOT, 1, Duration.ofDays(1)).code();
        assertRefused(REGISTRATION_CLOSED, () -> create(world, "awa", null));
        assertRefused(REGISTRATION_CLOSED, () -> create(world, "awa", code));
    }

    @ParameterizedTest
    @EnumSource
    void an_admins_handle_is_nobodys_but_theirs_who_can_read_the_code_or_sit_at_the_machine(Mode mode)
            throws IOException {
        SignInWorld world = world(mode);
        world.adminCodes.writeDown();
        Path file = directory.resolve(AdminCodes.FILE);
        String written = Files.readString(file);
        assertThat(written).isEqualTo("root_1 " + world.adminCodes.code("root_1") + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        assertRefused(HANDLE_TAKEN, () -> create(world, "root_1", null));
        assertRefused(HANDLE_TAKEN, () -> world.registrations.create("root_1", "Root", null, null, null));
        assertRefused(HANDLE_TAKEN, () -> create(world, "Root_1", world.adminCodes.code("another")));
        assertRefused(HANDLE_TAKEN, () -> create(world, "r00t_1", world.adminCodes.code("root_1")));

        create(world, "root_1", world.adminCodes.code("root_1"));
        assertThat(file).doesNotExist();
    }

    @Test
    void the_machine_itself_needs_no_code() {
        SignInWorld world = world(Mode.CLOSED);
        world.registrations.create("root_1", "Root", "{argon2}hash", null, "127.0.0.1");
        assertThat(world.people.accounts.findByHandle("root_1")).isPresent();
        assertRefused(
                REGISTRATION_CLOSED, () -> world.registrations.create("awa", "Awa", "{argon2}hash", null, "127.0.0.1"));
    }

    private SignInWorld world(Mode mode) {
        return new SignInWorld(database, directory, clock, mode);
    }

    private static void create(SignInWorld world, String handle, @Nullable String invitation) {
        world.registrations.create(handle, handle, "{argon2}hash", invitation, AFAR);
    }

    private static boolean comesIn(SignInWorld world, String handle, String code) {
        try {
            create(world, handle, code);
            return true;
        } catch (Refused usedUp) {
            return false;
        }
    }

    private static void assertRefused(RefusalCode code, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
