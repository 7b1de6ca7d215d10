package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.EndReason;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportRouterClosed;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionState;
import live.griot.edge.signaling.PeerResource;
import live.griot.edge.signaling.PeerRole;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Who publishes and plays by WHIP and WHEP: what is told of them, and when they are let go. */
class ResourceConnectionsTest extends ResourceConnectionsFixture {
    private final Ticket host = house.ticket("H1", Role.HOST);

    @Test
    void media_is_told_when_it_arrives_and_when_it_stays_away_and_nothing_twice() {
        house.resources.publish(host, PUBLISH);
        FakeEdge.Opened connection = house.edge.publishers.getFirst();

        connection.listener.onConnected();
        assertThat(house.told()).isEmpty();
        connection.publisher().onMedia();
        connection.publisher().onMediaLost();
        connection.publisher().onMediaLost();
        connection.publisher().onMedia();
        connection.close();

        assertThat(house.told())
                .containsExactly(
                        new ReportMediaArrived(SESSION, NOW),
                        new ReportMediaLost(SESSION, NOW),
                        new ReportMediaArrived(SESSION, NOW),
                        new ReportMediaLost(SESSION, NOW));
    }

    @Test
    void a_host_who_comes_again_takes_the_place_of_the_connection_before() {
        house.resources.publish(host, PUBLISH);
        FakeEdge.Opened before = house.edge.publishers.getFirst();
        before.publisher().onMedia();
        house.resources.publish(house.ticket("H2", Role.HOST), PUBLISH);
        FakeEdge.Opened after = house.edge.publishers.getLast();

        assertThat(before.isOpen()).isFalse();
        after.publisher().onMedia();
        before.publisher().onMediaLost();

        assertThat(house.told())
                .containsExactly(
                        new ReportMediaArrived(SESSION, NOW),
                        new ReportMediaLost(SESSION, NOW),
                        new ReportMediaArrived(SESSION, NOW));
    }

    @Test
    void an_offer_that_is_refused_leaves_the_publisher_alone() {
        house.resources.publish(host, PUBLISH);

        assertRefused(RefusalCode.MALFORMED_SDP, () -> house.resources.publish(host, "nonsense"));

        assertThat(house.edge.publishers).hasSize(1);
        assertThat(house.edge.publishers.getFirst().isOpen()).isTrue();
    }

    @Test
    void a_viewer_counts_from_the_connection_to_its_end() {
        published();
        house.resources.play(viewer, PLAY);
        FakeEdge.Opened connection = house.edge.viewers.getFirst();

        assertThat(house.told()).isEmpty();
        connection.listener.onConnected();
        connection.close();

        assertThat(house.told())
                .containsExactly(
                        new ReportViewerArrived(viewer.id(), SESSION, null, NOW),
                        new ReportViewerLeft(viewer.id(), NOW));
    }

    @Test
    void a_player_that_connects_anew_stays_the_same_viewer() {
        published();
        house.resources.play(viewer, PLAY);
        house.edge.viewers.getFirst().listener.onConnected();
        house.resources.play(viewer, PLAY);
        house.edge.viewers.getLast().listener.onConnected();

        assertThat(house.edge.viewers.getFirst().isOpen()).isFalse();
        assertThat(house.told()).containsExactly(new ReportViewerArrived(viewer.id(), SESSION, null, NOW));
    }

    @Test
    void the_host_who_looks_at_the_own_picture_is_no_viewer() {
        published();
        house.resources.play(host, PLAY);
        house.edge.viewers.getFirst().listener.onConnected();
        house.edge.viewers.getFirst().close();

        assertThat(house.told()).isEmpty();
    }

    @Test
    void a_session_that_is_not_open_is_refused() {
        published();
        house.state = SessionState.PENDING;
        assertRefused(RefusalCode.INVALID_TRANSITION, () -> house.resources.publish(host, PUBLISH));
        house.state = SessionState.STARTING;
        assertRefused(RefusalCode.INVALID_TRANSITION, () -> house.resources.play(viewer, PLAY));
        house.state = SessionState.ENDED;
        assertRefused(RefusalCode.INVALID_TRANSITION, () -> house.resources.publish(host, PUBLISH));
        Ticket elsewhere =
                new Ticket(new AttendanceId("X"), new SessionId("S2"), null, null, Role.HOST, ALL, null, NOW, NOW);
        assertRefused(RefusalCode.SESSION_NOT_FOUND, () -> house.resources.publish(elsewhere, PUBLISH));
        house.edge.ready = false;
        assertRefused(RefusalCode.EDGE_NOT_READY, () -> house.resources.publish(host, PUBLISH));
    }

    @Test
    void while_the_hosts_media_is_away_a_player_is_told_to_come_again() {
        assertThatThrownBy(() -> house.resources.play(viewer, PLAY))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::retryAfter)
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_session_that_ends_lets_everyone_go_and_nobody_slips_in_after() {
        house.resources.publish(host, PUBLISH);
        house.endings.on(new SessionEnding(SESSION, EndReason.HOST_ENDED, NOW));

        assertThat(house.edge.closedRouters).containsExactly("S1");
        assertThat(house.told()).containsExactly(new ReportRouterClosed(SESSION, NOW));
        assertRefused(RefusalCode.INVALID_TRANSITION, () -> house.resources.publish(host, PUBLISH));
    }

    @Test
    void a_program_that_stops_lets_everyone_go_tells_it_and_lets_nobody_in() {
        house.resources.publish(host, PUBLISH);
        house.edge.publishers.getFirst().publisher().onMedia();

        house.admission.close();
        assertThat(house.resources.letEveryoneGo(Duration.ofSeconds(5))).isTrue();

        assertThat(house.told())
                .containsExactly(new ReportMediaArrived(SESSION, NOW), new ReportMediaLost(SESSION, NOW));
        assertRefused(RefusalCode.EDGE_NOT_READY, () -> house.resources.publish(host, PUBLISH));
    }

    @Test
    void a_resource_is_found_by_its_id_and_kind_until_its_peer_is_gone() {
        PeerResource made = house.resources.publish(host, PUBLISH);

        house.resources.find(PeerRole.PUBLISHER, made.id());
        assertRefused(RefusalCode.NOT_FOUND, () -> house.resources.find(PeerRole.VIEWER, made.id()));
        assertRefused(RefusalCode.NOT_FOUND, () -> house.resources.leave(PeerRole.VIEWER, made.id()));
        house.resources.leave(PeerRole.PUBLISHER, made.id());

        assertThat(house.edge.publishers.getFirst().isOpen()).isFalse();
        assertRefused(RefusalCode.NOT_FOUND, () -> house.resources.leave(PeerRole.PUBLISHER, made.id()));
    }

    @Test
    void after_a_restart_what_flowed_flows_no_more() {
        house.watching.add(new AttendanceId("V9"));
        house.reconciliation.reconcile();

        assertThat(house.told())
                .containsExactlyInAnyOrder(
                        new ReportMediaLost(SESSION, NOW), new ReportViewerLeft(new AttendanceId("V9"), NOW));
    }

    @Test
    void after_a_restart_a_session_that_was_ending_ends() {
        house.state = SessionState.ENDING;
        house.reconciliation.reconcile();

        assertThat(house.told()).containsExactly(new ReportRouterClosed(SESSION, NOW));
    }

    @Test
    void who_is_already_back_after_a_restart_is_not_reported_gone() {
        published();
        house.edge.media = true;
        house.resources.play(viewer, PLAY);
        house.watching.add(viewer.id());
        house.reconciliation.reconcile();

        assertThat(house.told()).isEmpty();
    }

    @Test
    void a_viewer_who_says_goodbye_is_let_go_and_their_ticket_plays_nothing_any_more() {
        published();
        house.resources.play(viewer, PLAY);

        house.happens(new AttendanceEnded(viewer.id(), SESSION, NOW));

        assertThat(house.edge.viewers.getFirst().isOpen()).isFalse();
        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(viewer, PLAY));
    }

    @Test
    void an_expired_ticket_is_good_for_as_long_as_something_is_open_with_it() {
        published();
        PeerResource playing = house.resources.play(viewer, PLAY);
        house.expired.add(viewer.id());

        assertThat(house.resources.admit("V1")).isEqualTo(viewer);
        house.resources.leave(PeerRole.VIEWER, playing.id());
        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.admit("V1"));
    }
}
