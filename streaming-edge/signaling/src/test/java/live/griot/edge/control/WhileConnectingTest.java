package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import live.griot.api.admission.PersonBanned;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.session.Role;
import live.griot.api.stage.Devices;
import live.griot.edge.signaling.Goodbye;
import org.junit.jupiter.api.Test;

/** What somebody loses in the very moment in which they connect, they do not have. */
class WhileConnectingTest extends ResourceConnectionsFixture {
    private static final UserId KOFI = new UserId("U5");

    private final Ticket host = house.ticket("H1", Role.HOST);
    private final Ticket kofis = house.ticket("V5", KOFI, NOW);

    @Test
    void who_is_banned_plays_nothing() {
        published();
        house.edge.fault = this::kofiIsBanned;

        assertRefused(RefusalCode.INVALID_TICKET, () -> house.resources.play(kofis, PLAY));

        assertThat(house.edge.viewers).singleElement().matches(viewing -> !viewing.isOpen());
        assertThat(house.resources.sessions()).isEmpty();
        assertThat(house.viewers.isWatching(kofis.id())).isFalse();
    }

    @Test
    void who_is_banned_takes_no_place_at_the_socket() {
        house.attendees.enter(kofis, new NothingHeard() {
            @Override
            public void onGoodbye(Goodbye why) {
                // Another of theirs is about to take this one's place.
                kofiIsBanned();
            }
        });

        assertRefused(RefusalCode.INVALID_TICKET, () -> house.attendees.enter(kofis, new NothingHeard()));

        house.attendees.enter(viewer, new NothingHeard());
        assertThat(house.viewers.places().hasRoom(SESSION, null))
                .as("one of two places is taken")
                .isTrue();
    }

    @Test
    void whose_seat_is_taken_away_publishes_nothing() {
        house.edge.fault = () -> house.stages.unseated(SESSION, HOST, NOW);

        assertRefused(RefusalCode.FORBIDDEN, () -> house.resources.publish(host, PUBLISH));

        assertThat(house.edge.publishers).singleElement().matches(publishing -> !publishing.isOpen());
        assertThat(house.resources.sessions()).isEmpty();
    }

    @Test
    void whose_camera_is_switched_off_is_not_seen() {
        house.edge.fault = () -> house.stages.seated(SESSION, HOST, new Devices(true, false, false));

        house.resources.publish(host, PUBLISH);

        assertThat(house.edge.asked).contains("permit U1 [MICROPHONE]");
    }

    private void kofiIsBanned() {
        house.happens(new PersonBanned(SESSION, KOFI, HOST, null, null, NOW));
    }
}
