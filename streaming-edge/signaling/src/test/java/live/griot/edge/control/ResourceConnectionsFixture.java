package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.negotiation.Offers;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Connections by WHIP and WHEP over a media edge that only writes down. */
abstract class ResourceConnectionsFixture {
    static final String PUBLISH = Offers.named("chromium-156-sendonly");
    static final String PLAY = Offers.named("chromium-156-recvonly");

    final EdgeHouse house = new EdgeHouse(2);
    final Ticket viewer = house.ticket("V1", Role.VIEWER);
    static final Devices ALL = Devices.carriedBy(SessionType.VIDEO);

    void published() {
        house.edge.tracks = List.of(
                new PublishedTrack("p1", "U1", TrackSource.MICROPHONE, Codec.OPUS, "", false, 1, true),
                new PublishedTrack("p2", "U1", TrackSource.CAMERA, Codec.VP8, "", false, 1, true));
    }

    static void assertRefused(RefusalCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
