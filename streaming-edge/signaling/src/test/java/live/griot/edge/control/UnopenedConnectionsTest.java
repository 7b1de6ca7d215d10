package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.session.Role;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.Attendee;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the edge fails to open a connection, its caller is told, and nothing is kept of who asked for it. */
class UnopenedConnectionsTest extends ResourceConnectionsFixture {
    private static final String FAULT = "An edge with a bug";

    private final Ticket host = house.ticket("H1", Role.HOST);
    private final AtomicInteger closed = new AtomicInteger();

    @BeforeEach
    void anEdgeThatFails() {
        published();
        house.edge.fault = () -> {
            throw new IllegalStateException(FAULT);
        };
    }

    @Test
    void of_who_would_publish_by_whip() {
        assertFails(() -> house.resources.publish(host, PUBLISH));

        assertThat(house.resources.sessions()).isEmpty();
        assertIsNotInUse(host);
    }

    @Test
    void of_who_would_play_by_whep() {
        assertFails(() -> house.resources.play(viewer, PLAY));

        assertThat(house.resources.sessions()).isEmpty();
        assertThat(house.viewers.isWatching(viewer.id())).isFalse();
        assertIsNotInUse(viewer);
        // There are two places, and both are free.
        house.edge.fault = () -> {};
        house.resources.play(house.ticket("V2", Role.VIEWER), PLAY);
        house.resources.play(house.ticket("V3", Role.VIEWER), PLAY);
    }

    @Test
    void of_who_would_publish_by_the_socket() {
        Attendee attendee = house.attendees.enter(host, new NothingHeard());
        TransportParameters transport =
                new TransportParameters("ours", "password", "theirs", house.edge.fingerprint(), DtlsRole.SERVER);

        assertFails(() -> attendee.publish(transport, List.of(), closed::incrementAndGet));

        assertThat(closed).hasValue(1);
        assertNobodyIsWaitedFor();
    }

    @Test
    void of_who_would_receive_by_the_socket() {
        Attendee attendee = house.attendees.enter(viewer, new NothingHeard());

        assertFails(() -> attendee.receive(IceCredentials.random(), new CountedEnd()));

        assertThat(closed).hasValue(1);
        assertThat(house.viewers.isWatching(viewer.id())).isFalse();
        assertNobodyIsWaitedFor();
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessage(FAULT);
    }

    private void assertIsNotInUse(Ticket ticket) {
        house.expired.add(ticket.id());
        assertRefused(
                RefusalCode.INVALID_TICKET,
                () -> house.resources.admit(ticket.id().value()));
    }

    /** A program that stops waits for connections until they are gone. */
    private void assertNobodyIsWaitedFor() {
        assertThat(house.attendees.letEveryoneGo(Duration.ZERO)).isTrue();
    }

    private final class CountedEnd implements SubscriberHandle.Listener {
        @Override
        public void onConnected() {
            throw new AssertionError("There is no connection");
        }

        @Override
        public void onStates(List<SubscriptionState> changed) {
            throw new AssertionError("There is no connection");
        }

        @Override
        public void onClosed() {
            closed.incrementAndGet();
        }
    }
}
