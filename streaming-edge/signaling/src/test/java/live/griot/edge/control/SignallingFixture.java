package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.negotiation.AnsweringClient;
import live.griot.edge.signaling.negotiation.Offers;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** The signalling socket from the outside: real sockets, descriptions of a real browser, and a media edge that only writes down. */
abstract class SignallingFixture {
    static final UserId GUEST = new UserId("U2");
    static final Devices ALL = Devices.carriedBy(SessionType.VIDEO);

    static final PublishedTrack CAMERA =
            new PublishedTrack("p1", HOST.value(), TrackSource.CAMERA, Codec.VP8, "", false, 3, true);

    static final PublishedTrack SCREEN =
            new PublishedTrack("p3", GUEST.value(), TrackSource.SCREEN, Codec.VP8, "", false, 1, true);

    static final String OFFER = Offers.named("chromium-156-stage-1");

    final SignalHouse house = new SignalHouse("grace=1s");
    final EdgeHouse edge = house.edge;
    final AnsweringClient browser = new AnsweringClient("abcd");

    @AfterEach
    void close() {
        house.close();
    }

    Ticket ticket(String id, UserId person, Role role, Devices mayPublish) {
        Instant issued = NOW.plusMillis(1);
        Ticket ticket = new Ticket(new AttendanceId(id), SESSION, person, null, role, mayPublish, null, issued, issued);
        edge.tickets.put(id, ticket);
        return ticket;
    }

    void publish(PublishedTrack... now) {
        edge.edge.listeners.getLast().onPublications(List.of(now));
    }

    void answer(SignalClient client, JsonNode offer) {
        client.answer(offer.path("id").longValue(), browser.answer(sdp(offer), mid -> false));
    }

    static String sdp(JsonNode frame) {
        return frame.path("sdp").stringValue();
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
