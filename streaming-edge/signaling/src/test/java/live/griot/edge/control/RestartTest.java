package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.IceFragment;
import live.griot.edge.signaling.IfMatch;
import live.griot.edge.signaling.PeerResource;
import live.griot.edge.signaling.PeerRole;
import live.griot.edge.signaling.RestartedIce;
import live.griot.edge.signaling.negotiation.Offers;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A restart of ICE reaches the connection that is there, and none that is not. */
class RestartTest {
    private static final IceFragment FRESH = new IceFragment(new IceCredentials("ysXw", "vw5LmwG4y/e6dPP/zAP9Gp5k"));

    private final EdgeHouse house = new EdgeHouse(2);
    private final Ticket host = house.ticket("H1", Role.HOST);
    private final PeerResource made = house.resources.publish(host, Offers.named("chromium-156-sendonly"));
    private final FakeEdge.Opened connection = house.edge.publishers.getFirst();

    @Test
    void the_connection_gets_the_credentials_that_the_peer_is_told() {
        RestartedIce restarted = restart(made.iceTag());

        assertThat(connection.asked).singleElement().isInstanceOfSatisfying(IceCredentials.class, told -> {
            assertThat(told.usernameFragment()).isEqualTo(restarted.tag());
            assertThat(restarted.fragment())
                    .contains("a=ice-ufrag:" + told.usernameFragment() + "\r\n")
                    .contains("a=ice-pwd:" + told.password() + "\r\n");
        });
        assertRefused(RefusalCode.PRECONDITION_FAILED, () -> restart(made.iceTag()));
        assertThat(connection.asked).hasSize(1);
    }

    @Test
    void a_connection_that_is_gone_is_not_restarted() {
        connection.close();

        assertRefused(RefusalCode.NOT_FOUND, () -> restart(made.iceTag()));
        assertThat(connection.asked).isEmpty();
    }

    @Test
    void nobody_restarts_under_the_other_roles_address() {
        assertRefused(
                RefusalCode.NOT_FOUND,
                () -> house.resources.patch(PeerRole.VIEWER, made.id(), FRESH, new IfMatch("*")));
        assertThat(connection.asked).isEmpty();
    }

    private RestartedIce restart(String tag) {
        return house.resources
                .patch(PeerRole.PUBLISHER, made.id(), FRESH, new IfMatch("\"%s\"".formatted(tag)))
                .orElseThrow();
    }

    private static void assertRefused(RefusalCode code, Runnable request) {
        assertThatThrownBy(request::run)
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
