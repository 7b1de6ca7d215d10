package live.griot.edge.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which checks are good before an answer, after it, and around a restart. */
class IceLiteSessionTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 5000);
    private static final IceCredentials FIRST = new IceCredentials("first", "first-password");
    private static final IceCredentials SECOND = new IceCredentials("second", "second-password");
    private static final IceCredentials THIRD = new IceCredentials("third", "third-password");

    @Test
    void a_check_that_is_faster_than_the_answer_is_good_and_after_it_only_with_the_peers_own_name() {
        IceLiteSession session = new IceLiteSession(FIRST, null);
        assertThat(answers(session, FIRST, "anybody")).isTrue();

        session.answered("peer");

        assertThat(answers(session, FIRST, "peer")).isTrue();
        assertThat(answers(session, FIRST, "anybody")).isFalse();
    }

    @Test
    void who_does_not_know_the_password_is_not_answered() {
        IceLiteSession session = new IceLiteSession(FIRST, null);

        assertThat(answers(session, new IceCredentials("first", "guessed"), "peer"))
                .isFalse();
    }

    @Test
    void old_credentials_are_good_until_the_first_check_with_the_new_ones() {
        IceLiteSession session = new IceLiteSession(FIRST, "peer");
        session.restart(SECOND, "again");
        assertThat(answers(session, FIRST, "peer")).isTrue();
        assertThat(answers(session, new IceCredentials("second", "guessed"), "again"))
                .isFalse();
        assertThat(session.fragment()).isEqualTo("first");

        assertThat(answers(session, SECOND, "again")).isTrue();

        assertThat(session.fragment()).isEqualTo("second");
        assertThat(session.nextFragment()).isNull();
        assertThat(answers(session, FIRST, "peer")).isFalse();
        assertThat(answers(session, SECOND, "again")).isTrue();
    }

    @Test
    void of_two_restarts_before_any_check_the_latest_counts_and_its_answer_is_the_next_one_to_come() {
        IceLiteSession session = new IceLiteSession(FIRST, "peer");
        session.restart(SECOND, null);
        session.restart(THIRD, null);
        session.answered("again");

        assertThat(answers(session, SECOND, "again")).isFalse();
        assertThat(answers(session, THIRD, "peer")).isFalse();
        assertThat(answers(session, FIRST, "peer")).isTrue();
        assertThat(answers(session, THIRD, "again")).isTrue();
    }

    private static boolean answers(IceLiteSession session, IceCredentials local, @Nullable String remote) {
        byte[] check = new StunWriter(StunMessage.BINDING_REQUEST, new byte[12])
                .username(local.usernameFragment() + ":" + remote)
                .priority(1)
                .controlling(1)
                .finish(local.password());
        return session.answer(Objects.requireNonNull(StunMessage.parse(check, 0, check.length)), FROM) != null;
    }
}
