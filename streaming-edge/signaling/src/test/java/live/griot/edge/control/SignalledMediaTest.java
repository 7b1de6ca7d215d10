package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.stage.SeatedBy;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.negotiation.AnsweringClient;
import live.griot.edge.signaling.negotiation.Offers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is published and received by the signalling socket: offers and answers, rights and wishes. */
class SignalledMediaTest extends SignallingFixture {
    private static final PublishedTrack VOICE =
            new PublishedTrack("p2", HOST.value(), TrackSource.MICROPHONE, Codec.OPUS, "", true, 1, true);

    @Test
    void a_host_publishes_and_the_session_hears_of_the_media() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");

        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        JsonNode answer = host.await("answer");
        assertThat(answer.path("id").intValue()).isEqualTo(1);
        assertThat(answer.path("sdp").stringValue()).contains("a=simulcast:recv q;h;f");
        assertThat(edge.edge.parameters.getFirst().participant()).isEqualTo("U1");
        assertThat(edge.edge.parameters.getFirst().permitted())
                .containsExactlyInAnyOrder(TrackSource.CAMERA, TrackSource.MICROPHONE);
        edge.edge.publishers.getFirst().publisher().onMedia();
        host.send("{'type': 'unpublish'}");
        assertThat(host.toldUntilNow()).doesNotContain("closed");

        assertThat(edge.told())
                .containsExactly(new ReportMediaArrived(SESSION, NOW), new ReportMediaLost(SESSION, NOW));
    }

    @Test
    void what_is_published_changes_on_the_same_connection() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        host.offer(
                2,
                Offers.named("chromium-156-stage-2-screen"),
                "0 CAMERA",
                "1 MICROPHONE",
                "2 SCREEN",
                "3 SCREEN_AUDIO");
        host.await("answer");
        host.offer(2, Offers.named("chromium-156-stage-2-screen"), "0 CAMERA");
        assertThat(host.refusal()).as("an id means one offer").isEqualTo("CONFLICT");
        host.offer(3, "nonsense", "0 CAMERA");
        assertThat(host.refusal()).isEqualTo("MALFORMED_SDP");

        assertThat(edge.edge.publishers).hasSize(1);
        assertThat(edge.edge.publishers.getFirst().asked).hasSize(1);
        assertThat(edge.edge.publishers.getFirst().isOpen()).isTrue();
    }

    @Test
    void a_connection_that_ends_by_itself_is_told_and_another_can_be_offered() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        edge.edge.publishers.getFirst().close();

        assertThat(host.await("closed").path("connection").stringValue()).isEqualTo("PUBLISH");
        host.offer(2, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        assertThat(edge.edge.publishers).hasSize(2);
    }

    @Test
    void what_is_switched_off_stops_at_the_edge_and_its_owner_is_told() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");

        edge.changes.on(new DevicesSwitched(SESSION, HOST, HOST, new Devices(false, true, false), NOW));

        assertThat(texts(host.await("rights").path("rights").path("on"))).containsExactly("CAMERA");
        assertThat(edge.edge.asked).contains("permit U1 [CAMERA]");
    }

    @Test
    void a_viewer_is_brought_up_publishes_with_a_fresh_ticket_and_is_brought_down_again() {
        ticket("V1", GUEST, Role.VIEWER, Devices.OFF);
        SignalClient guest = house.enter("V1");
        guest.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        assertThat(guest.refusal()).isEqualTo("FORBIDDEN");

        Devices first = Devices.atFirst(SessionType.VIDEO);
        edge.changes.on(new ParticipantSeated(SESSION, GUEST, SeatedBy.PROMOTION, HOST, first, NOW));
        JsonNode onStage = guest.await("rights").path("rights");
        assertThat(onStage.path("onStage").booleanValue()).isTrue();
        assertThat(texts(onStage.path("mayPublish")))
                .as("with the ticket of before")
                .isEmpty();
        ticket("G1", GUEST, Role.GUEST, ALL);
        guest.send("{'type': 'ticket', 'ticket': 'G1'}");
        assertThat(texts(guest.await("rights").path("rights").path("mayPublish")))
                .contains("CAMERA");
        guest.offer(2, OFFER, "0 CAMERA", "1 MICROPHONE");
        guest.await("answer");

        edge.changes.on(new ParticipantUnseated(SESSION, GUEST, HOST, NOW.plusSeconds(1)));
        assertThat(edge.edge.publishers.getFirst().isOpen()).isFalse();
        assertThat(guest.await("rights").path("rights").path("onStage").booleanValue())
                .isFalse();
        guest.offer(3, OFFER, "0 CAMERA", "1 MICROPHONE");
        assertThat(guest.refusal()).isEqualTo("FORBIDDEN");
        edge.changes.on(new ParticipantSeated(SESSION, GUEST, SeatedBy.PROMOTION, HOST, first, NOW.plusSeconds(2)));
        guest.offer(4, OFFER, "0 CAMERA", "1 MICROPHONE");
        assertThat(guest.refusal()).as("with the ticket of the seat before").isEqualTo("FORBIDDEN");
    }

    @Test
    void who_hands_over_goes_on_publishing_and_the_hosts_media_is_the_new_hosts() {
        edge.ticket("H1", Role.HOST);
        ticket("G1", GUEST, Role.GUEST, ALL);
        edge.onStage.put(GUEST, Devices.atFirst(SessionType.VIDEO));
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        SignalClient guest = house.enter("G1");
        guest.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        guest.await("answer");
        edge.edge.publishers.getFirst().publisher().onMedia();

        edge.changes.on(new HostHandedOver(SESSION, HOST, GUEST, NOW));
        edge.edge.publishers.getLast().publisher().onMedia();
        edge.edge.publishers.getFirst().publisher().onMediaLost();

        assertThat(edge.told())
                .containsExactly(
                        new ReportMediaArrived(SESSION, NOW),
                        new ReportMediaLost(SESSION, NOW),
                        new ReportMediaArrived(SESSION, NOW));
        assertThat(edge.edge.publishers).allMatch(FakeEdge.Opened::isOpen);
        assertThat(edge.edge.asked).endsWith("lead U2");
    }

    @Test
    void a_viewer_is_offered_what_is_published_and_counts_from_the_connection_to_its_end() {
        Ticket ticket = edge.ticket("V1", Role.VIEWER);
        SignalClient viewer = house.enter("V1");
        assertThat(viewer.toldUntilNow()).containsExactly("publications");
        publish(CAMERA, VOICE);
        JsonNode offer = viewer.await("offer");
        assertThat(offer.path("fresh").booleanValue()).isTrue();
        assertThat(offer.path("tracks").get(0).toString())
                .isEqualTo("{\"mid\":\"0\",\"publication\":\"p1\",\"participant\":\"U1\",\"source\":\"CAMERA\"}");
        viewer.answer(offer.path("id").longValue(), Offers.named("chromium-156-answer-1"));
        assertThat(viewer.toldUntilNow()).isEmpty();
        FakeEdge.Opened connection = edge.edge.viewers.getFirst();
        connection.listener.onConnected();

        assertThat(connection.asked).contains("add p1 p1", "add p2 p2");
        viewer.send("{'type': 'leave'}");
        assertThat(viewer.closeCode()).isEqualTo(1000);
        assertThat(edge.told())
                .containsExactly(
                        new ReportViewerArrived(ticket.id(), SESSION, null, NOW),
                        new ReportViewerLeft(ticket.id(), NOW));
    }

    @Test
    void several_changes_while_an_answer_is_awaited_make_one_offer() {
        edge.ticket("V1", Role.VIEWER);
        SignalClient viewer = house.enter("V1");
        publish(CAMERA);
        JsonNode first = viewer.await("offer");
        publish(CAMERA, VOICE);
        publish(CAMERA, VOICE, SCREEN);
        publish(VOICE, SCREEN);
        viewer.await(
                "publications",
                told -> told.path("publications").size() == 2
                        && told.path("publications")
                                .get(0)
                                .path("publication")
                                .stringValue()
                                .equals("p2"));
        answer(viewer, first);
        JsonNode second = viewer.await("offer");
        assertThat(second.path("tracks").size()).isEqualTo(2);
        answer(viewer, second);
        assertThat(viewer.toldUntilNow()).doesNotContain("offer");
        answer(viewer, first);
        assertThat(viewer.refusal()).as("that offer is closed").isEqualTo("CONFLICT");
    }

    @Test
    void nobody_is_sent_what_they_publish_themselves() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        publish(CAMERA, VOICE, SCREEN);

        JsonNode offer = host.await("offer");
        assertThat(offer.path("tracks").size()).isEqualTo(1);
        assertThat(offer.path("tracks").get(0).path("publication").stringValue())
                .isEqualTo("p3");
    }

    @Test
    void wishes_reach_the_edge_and_how_it_fares_reaches_the_client() {
        edge.ticket("V1", Role.VIEWER);
        SignalClient viewer = house.enter("V1");
        publish(CAMERA);
        JsonNode offer = viewer.await("offer");
        viewer.send(
                "{'type': 'preferences', 'tracks': [{'publication': 'p1', 'width': 320, 'height': 180, 'visible': true}]}");
        answer(viewer, offer);
        viewer.send(
                "{'type': 'preferences', 'tracks': [{'publication': 'p1', 'visible': false}, {'publication': 'px'}]}");
        assertThat(viewer.toldUntilNow()).isEmpty();
        FakeEdge.Opened connection = edge.edge.viewers.getFirst();

        assertThat(connection.asked.stream().map(Object::toString))
                .anyMatch(wish -> wish.contains("width=320, height=180, visible=true"))
                .last()
                .asString()
                .contains("visible=false");
        ((SubscriberHandle.Listener) connection.listener)
                .onStates(List.of(new SubscriptionState("p1", SubscriptionState.Flow.PAUSED_FOR_INVISIBILITY, -1, 3)));
        assertThat(viewer.await("flows").path("flows").get(0).toString())
                .isEqualTo("{\"publication\":\"p1\",\"flow\":\"PAUSED_FOR_INVISIBILITY\",\"layer\":-1,\"layers\":3}");
    }

    @Test
    void a_path_is_found_anew_by_either_side() {
        edge.ticket("H1", Role.HOST);
        SignalClient host = house.enter("H1");
        host.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        host.offer(2, OFFER.replaceAll("a=ice-ufrag:.*", "a=ice-ufrag:another"), "0 CAMERA", "1 MICROPHONE");
        host.await("answer");
        assertThat(edge.edge.publishers.getFirst().asked).hasSize(2);

        publish(SCREEN);
        JsonNode first = host.await("offer");
        host.send("{'type': 'restart'}");
        answer(host, first);
        JsonNode second = host.await("offer");
        assertThat(second.path("fresh").booleanValue()).isFalse();
        assertThat(line(second, "a=ice-ufrag:")).isNotEqualTo(line(first, "a=ice-ufrag:"));
        host.answer(second.path("id").longValue(), new AnsweringClient("efgh").answer(sdp(second), mid -> false));
        assertThat(host.toldUntilNow()).isEmpty();
        assertThat(edge.edge.viewers.getFirst().asked).contains("abcd", "efgh");
    }

    @Test
    void who_comes_on_stage_is_no_viewer_any_more_and_becomes_one_again() {
        ticket("V1", GUEST, Role.VIEWER, Devices.OFF);
        SignalClient guest = house.enter("V1");
        publish(CAMERA);
        answer(guest, guest.await("offer"));
        assertThat(guest.toldUntilNow()).isEmpty();
        edge.edge.viewers.getFirst().listener.onConnected();
        ticket("G1", GUEST, Role.GUEST, ALL);
        guest.send("{'type': 'ticket', 'ticket': 'G1'}");
        guest.await("rights");
        ticket("V2", GUEST, Role.VIEWER, Devices.OFF);
        guest.send("{'type': 'ticket', 'ticket': 'V2'}");
        guest.await("rights");
        edge.ticket("V9", Role.VIEWER);
        guest.send("{'type': 'ticket', 'ticket': 'V9'}");
        assertThat(guest.refusal()).as("somebody else's").isEqualTo("INVALID_TICKET");

        assertThat(edge.told())
                .containsExactly(
                        new ReportViewerArrived(new AttendanceId("V1"), SESSION, GUEST, NOW),
                        new ReportViewerLeft(new AttendanceId("V1"), NOW),
                        new ReportViewerArrived(new AttendanceId("V2"), SESSION, GUEST, NOW));
        assertThat(edge.edge.viewers).hasSize(1).allMatch(FakeEdge.Opened::isOpen);
    }

    private static String line(JsonNode frame, String beginning) {
        return sdp(frame)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
