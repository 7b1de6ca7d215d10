package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.EndReason;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionState;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The signalling socket from the outside: real sockets, descriptions of a real browser, and a media edge that only writes down. */
class SignallingTest {
    private static final UserId GUEST = new UserId("U2");
    private static final Devices ALL = Devices.carriedBy(SessionType.VIDEO);
    private static final PublishedTrack CAMERA =
            new PublishedTrack("p1", HOST.value(), TrackSource.CAMERA, Codec.VP8, "", false, 3, true);
    private static final PublishedTrack VOICE =
            new PublishedTrack("p2", HOST.value(), TrackSource.MICROPHONE, Codec.OPUS, "", true, 1, true);
    private static final PublishedTrack SCREEN =
            new PublishedTrack("p3", GUEST.value(), TrackSource.SCREEN, Codec.VP8, "", false, 1, true);
    private static final String OFFER = Offers.named("chromium-156-stage-1");

    private final SignalHouse house = new SignalHouse("grace=1s");
    private final EdgeHouse edge = house.edge;
    private final AnsweringClient browser = new AnsweringClient("abcd");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void who_shows_a_ticket_is_told_who_they_are_and_what_they_may_do() {
        edge.ticket("H1", Role.HOST);
        edge.ticket("V1", Role.VIEWER);

        JsonNode host = house.enter("H1").welcome;
        assertThat(host.path("participant").stringValue()).isEqualTo("U1");
        assertThat(host.path("resumed").booleanValue()).isFalse();
        assertThat(host.path("resume").stringValue()).hasSizeGreaterThan(20);
        assertThat(texts(host.path("rights").path("mayPublish")))
                .containsExactlyInAnyOrder("CAMERA", "MICROPHONE", "SCREEN", "SCREEN_AUDIO");
        assertThat(texts(host.path("rights").path("on"))).containsExactlyInAnyOrder("CAMERA", "MICROPHONE");
        JsonNode viewer = house.enter("V1").welcome;
        assertThat(viewer.path("participant").stringValue()).isEqualTo("V1");
        assertThat(viewer.path("rights").path("onStage").booleanValue()).isFalse();
        assertThat(texts(viewer.path("rights").path("mayPublish"))).isEmpty();
    }

    @Test
    void who_is_not_let_in_is_told_why_and_may_try_again() {
        SignalClient client = house.connect();
        client.send("{'type': 'ping'}");
        assertThat(client.refusal()).isEqualTo("MALFORMED_REQUEST");
        client.send("{'type': 'hello', 'ticket': 'forged'}");
        assertThat(client.refusal()).isEqualTo("INVALID_TICKET");
        edge.ticket("V1", Role.VIEWER);
        edge.state = SessionState.PENDING;
        client.send("{'type': 'hello', 'ticket': 'V1'}");
        JsonNode early = client.await("error");
        assertThat(early.path("code").stringValue()).isEqualTo("INVALID_TRANSITION");
        assertThat(early.path("about").stringValue()).isEqualTo("hello");
        assertThat(early.path("retryAfterSeconds").intValue()).isPositive();
        edge.state = SessionState.STARTING;
        client.send("{'type': 'hello', 'ticket': 'V1'}");
        client.await("welcome");
        client.send("{'type': 'hello', 'ticket': 'V1'}");
        assertThat(client.refusal()).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void a_person_who_comes_again_to_a_full_session_takes_the_place_they_had() {
        edge.ticket("V1", GUEST, NOW);
        edge.ticket("V2", Role.VIEWER);
        edge.ticket("V3", GUEST, NOW);
        edge.ticket("V4", Role.VIEWER);
        SignalClient before = house.enter("V1");
        house.enter("V2");

        house.enter("V3");

        assertThat(before.await("bye").path("code").stringValue()).isEqualTo("REPLACED");
        SignalClient late = house.connect();
        late.send("{'type': 'hello', 'ticket': 'V4'}");
        assertThat(late.refusal()).isEqualTo("SESSION_FULL");
    }

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
    void a_lost_socket_loses_nothing_and_what_was_missed_is_told() {
        edge.ticket("H1", Role.HOST);
        SignalClient before = house.enter("H1");
        before.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        String answered = before.await("answer").path("sdp").stringValue();
        publish(SCREEN);
        JsonNode offer = before.await("offer");
        before.cut();
        publish(SCREEN, new PublishedTrack("p4", "U2", TrackSource.CAMERA, Codec.VP8, "", false, 1, true));

        SignalClient after = house.resume("H1", before);
        assertThat(after.welcome.path("resumed").booleanValue()).isTrue();
        assertThat(texts(after.welcome.path("connections"))).containsExactlyInAnyOrder("PUBLISH", "RECEIVE");
        assertThat(after.await("publications").path("publications").size()).isEqualTo(2);
        assertThat(after.await("answer").path("sdp").stringValue()).isEqualTo(answered);
        assertThat(after.await("offer")).isEqualTo(offer);
        after.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        assertThat(after.await("answer").path("sdp").stringValue())
                .as("the same offer again is answered as before")
                .isEqualTo(answered);
        answer(after, offer);
        assertThat(after.await("offer").path("tracks").size()).isEqualTo(2);
        answer(after, offer);
        assertThat(after.refusal()).isEqualTo("CONFLICT");
        assertThat(edge.edge.publishers).hasSize(1).allMatch(FakeEdge.Opened::isOpen);
        assertThat(edge.edge.viewers).hasSize(1).allMatch(FakeEdge.Opened::isOpen);
    }

    @Test
    void a_client_that_moves_to_another_network_goes_on_there() {
        edge.ticket("V1", Role.VIEWER);
        SignalClient there = house.enter("V1");
        SignalClient here = house.resume("V1", there);

        assertThat(here.welcome.path("resumed").booleanValue()).isTrue();
        assertThat(there.closeCode()).isEqualTo(4001);
        publish(CAMERA);
        here.await("offer");
    }

    @Test
    void nobody_resumes_what_is_not_theirs() {
        edge.ticket("V1", Role.VIEWER);
        edge.ticket("V2", Role.VIEWER);
        SignalClient mine = house.enter("V1");
        SignalClient other = house.connect();
        other.send("{'type': 'hello', 'ticket': 'V2', 'resume': '%s'}"
                .formatted(mine.welcome.path("resume").stringValue()));

        assertThat(other.refusal()).isEqualTo("MALFORMED_REQUEST");
        assertThat(mine.toldUntilNow()).doesNotContain("bye");
    }

    @Test
    void who_stays_away_too_long_is_let_go() {
        edge.ticket("H1", Role.HOST);
        SignalClient before = house.enter("H1");
        before.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        before.await("answer");
        before.cut();

        edge.edge.publishers.getFirst().awaitClosed();
        SignalClient after = house.resume("H1", before);
        assertThat(after.welcome.path("resumed").booleanValue()).isFalse();
        assertThat(texts(after.welcome.path("connections"))).containsExactly("RECEIVE");
    }

    @Test
    void the_same_ticket_again_takes_the_place_of_the_one_before() {
        edge.ticket("V1", Role.VIEWER);
        SignalClient before = house.enter("V1");
        SignalClient after = house.enter("V1");

        assertThat(before.await("bye").path("code").stringValue()).isEqualTo("REPLACED");
        assertThat(before.closeCode()).isEqualTo(1000);
        assertThat(after.toldUntilNow()).doesNotContain("bye");
    }

    @Test
    void who_is_banned_is_told_so_and_has_nothing_open_any_more() {
        ticket("G1", GUEST, Role.GUEST, ALL);
        edge.onStage.put(GUEST, Devices.atFirst(SessionType.VIDEO));
        SignalClient guest = house.enter("G1");
        guest.offer(1, OFFER, "0 CAMERA", "1 MICROPHONE");
        guest.await("answer");
        publish(CAMERA);
        answer(guest, guest.await("offer"));
        assertThat(guest.toldUntilNow()).isEmpty();

        edge.departures.on(new PersonBanned(SESSION, GUEST, HOST, null, null, NOW));

        assertThat(guest.await("bye").path("code").stringValue()).isEqualTo("BANNED");
        assertThat(guest.closeCode()).isEqualTo(1000);
        assertThat(edge.edge.publishers).noneMatch(FakeEdge.Opened::isOpen);
        assertThat(edge.edge.viewers).noneMatch(FakeEdge.Opened::isOpen);
        SignalClient again = house.connect();
        again.send("{'type': 'hello', 'ticket': 'G1'}");
        assertThat(again.refusal()).isEqualTo("INVALID_TICKET");
    }

    @Test
    void when_a_session_ends_everybody_is_told_goodbye() {
        edge.ticket("V1", Role.VIEWER);
        SignalClient viewer = house.enter("V1");

        edge.endings.on(new SessionEnding(SESSION, EndReason.HOST_ENDED, NOW));

        assertThat(viewer.await("bye").path("code").stringValue()).isEqualTo("SESSION_ENDED");
        SignalClient late = house.connect();
        late.send("{'type': 'hello', 'ticket': 'V1'}");
        assertThat(late.refusal()).isEqualTo("INVALID_TRANSITION");
    }

    @Test
    void viewers_take_places_and_those_on_stage_do_not() {
        edge.ticket("V1", Role.VIEWER);
        edge.ticket("V2", Role.VIEWER);
        edge.ticket("V3", Role.VIEWER);
        edge.ticket("H1", Role.HOST);
        house.enter("V1");
        SignalClient second = house.enter("V2");
        SignalClient third = house.connect();
        third.send("{'type': 'hello', 'ticket': 'V3'}");
        assertThat(third.refusal()).isEqualTo("SESSION_FULL");
        house.enter("H1");

        second.send("{'type': 'leave'}");
        assertThat(second.closeCode()).isEqualTo(1000);
        third.send("{'type': 'hello', 'ticket': 'V3'}");
        third.await("welcome");
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

    private Ticket ticket(String id, UserId person, Role role, Devices mayPublish) {
        Instant issued = NOW.plusMillis(1);
        Ticket ticket = new Ticket(new AttendanceId(id), SESSION, person, role, mayPublish, null, issued, issued);
        edge.tickets.put(id, ticket);
        return ticket;
    }

    private void publish(PublishedTrack... now) {
        edge.edge.listeners.getLast().onPublications(List.of(now));
    }

    private void answer(SignalClient client, JsonNode offer) {
        client.answer(offer.path("id").longValue(), browser.answer(sdp(offer), mid -> false));
    }

    private static String sdp(JsonNode frame) {
        return frame.path("sdp").stringValue();
    }

    private static String line(JsonNode frame, String beginning) {
        return sdp(frame)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
