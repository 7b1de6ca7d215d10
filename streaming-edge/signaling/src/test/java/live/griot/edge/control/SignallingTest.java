package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import live.griot.api.admission.PersonBanned;
import live.griot.api.session.EndReason;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may signal, and for how long: who is let in, resumes, gives way to another and is let go. */
class SignallingTest extends SignallingFixture {
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

        edge.happens(new PersonBanned(SESSION, GUEST, HOST, null, null, NOW));

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
}
