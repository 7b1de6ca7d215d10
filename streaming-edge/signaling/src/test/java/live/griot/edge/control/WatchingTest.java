package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.signaling.Attendee;
import org.junit.jupiter.api.Test;

/** Who receives by the signalling socket and goes on with another ticket. */
class WatchingTest {
    private static final UserId KOFI = new UserId("U5");

    private final EdgeHouse house = new EdgeHouse(1);
    private final Ticket first = house.ticket("V1", KOFI, NOW);
    private final Ticket second = house.ticket("V2", KOFI, NOW.plusSeconds(1));
    private final Attendee attendee = house.attendees.enter(first, new NothingHeard());

    @Test
    void goes_on_as_another_attendance_on_the_same_connection() {
        attendee.receive(IceCredentials.random(), new NothingHeardOfIt());
        house.edge.viewers.getFirst().listener.onConnected();
        attendee.renew("V2");

        assertThat(house.told())
                .containsExactlyInAnyOrder(
                        new ReportViewerArrived(first.id(), SESSION, KOFI, NOW),
                        new ReportViewerLeft(first.id(), NOW),
                        new ReportViewerArrived(second.id(), SESSION, KOFI, NOW));
        assertThat(house.viewers.isWatching(first.id())).isFalse();
        assertThat(house.viewers.isWatching(second.id())).isTrue();
        assertThat(house.attendees.letEveryoneGo(Duration.ZERO)).isTrue();
        assertThat(house.viewers.isWatching(second.id())).isFalse();
    }

    @Test
    void whose_connection_is_gone_watches_with_none_and_nobody_waits_for_its_end() {
        attendee.receive(IceCredentials.random(), new NothingHeardOfIt());
        house.edge.viewers.getFirst().close();
        attendee.renew("V2");

        assertThat(house.viewers.isWatching(second.id())).isFalse();
        assertThat(house.attendees.letEveryoneGo(Duration.ZERO)).isTrue();
    }

    private static final class NothingHeardOfIt implements SubscriberHandle.Listener {
        @Override
        public void onConnected() {}

        @Override
        public void onStates(List<SubscriptionState> changed) {}

        @Override
        public void onClosed() {}
    }
}
