package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import live.griot.api.session.Role;
import live.griot.edge.signaling.negotiation.Offers;
import org.junit.jupiter.api.Test;

/** What a client gets who breaks the signalling socket's rules: a word about it, or a closed socket, and nothing changed. */
class SignalLimitsTest {
    private static final List<String> NONSENSE = List.of(
            "",
            "null",
            "[]",
            "42",
            "{",
            "{}",
            "{'type': 7}",
            "{'type': 'nothing'}",
            "{'type': 'offer'}",
            "{'type': 'offer', 'id': 1, 'sdp': 'v=0'}",
            "{'type': 'offer', 'id': null, 'sdp': 'v=0', 'tracks': []}",
            "{'type': 'offer', 'id': 'x', 'sdp': 'v=0', 'tracks': []}",
            "{'type': 'offer', 'id': 1, 'sdp': 'v=0', 'tracks': [null]}",
            "{'type': 'offer', 'id': 1, 'sdp': 'v=0', 'tracks': [{'mid': '0', 'source': 'KITCHEN'}]}",
            "{'type': 'offer', 'id': 1, 'sdp': 'v=0', 'tracks': [{'source': 'CAMERA'}]}",
            "{'type': 'offer', 'id': 1, 'sdp': {'v': 0}, 'tracks': []}",
            "{'type': 'answer', 'id': 1}",
            "{'type': 'ping', 'type': 'leave'}",
            "{'type': 'ping'} {'type': 'leave'}",
            "{'type': 'receive'}",
            "{'type': 'candidate', 'candidate': 'candidate:1'}",
            "{'type': 'preferences', 'tracks': [{'publication': 'p1', 'width': -1}]}",
            "{'type': 'preferences', 'tracks': [{'publication': 'p1', 'layer': 3}]}",
            "{'type': 'preferences', 'tracks': [%s]}"
                    .formatted("{'publication': 'p1'},".repeat(48) + "{'publication': 'p1'}"),
            "{'type': 'ticket'}",
            "%s1%s".formatted("[".repeat(20_000), "]".repeat(20_000)));
    private static final int MUTATIONS = 3_000;

    @Test
    void what_is_not_the_protocol_is_answered_with_a_word_about_it_and_changes_nothing() {
        try (SignalHouse house = new SignalHouse("frame-burst=10000")) {
            house.edge.ticket("H1", Role.HOST);
            SignalClient host = house.enter("H1");
            host.offer(1, Offers.named("chromium-156-stage-1"), "0 CAMERA", "1 MICROPHONE");
            host.await("answer");
            for (String frame : NONSENSE) {
                host.send(frame);
                assertThat(host.refusal()).as(frame).isEqualTo("MALFORMED_REQUEST");
            }

            assertThat(host.toldUntilNow()).isEmpty();
            assertThat(house.edge.edge.publishers).hasSize(1).allMatch(FakeEdge.Opened::isOpen);
        }
    }

    @Test
    void mangled_frames_are_answered_and_never_a_bug() {
        try (SignalHouse house = new SignalHouse("frame-burst=100000", "max-waiting=100000")) {
            house.edge.ticket("H1", Role.HOST);
            SignalClient host = house.enter("H1");
            Random random = new Random(11);
            List<String> frames = List.of(
                    "{\"type\": \"preferences\", \"tracks\": [{\"publication\": \"p1\", \"width\": 320, \"height\": 180}]}",
                    "{\"type\": \"answer\", \"id\": 1, \"sdp\": \"v=0\"}",
                    "{\"type\": \"candidate\", \"connection\": \"PUBLISH\", \"candidate\": \"candidate:1\", \"mid\": \"0\"}",
                    "{\"type\": \"receive\", \"on\": true}");
            for (int i = 0; i < MUTATIONS; i++) {
                host.sendText(Offers.mangled(frames.get(i % frames.size()), random));
            }

            assertThat(host.toldUntilNow()).contains("error").doesNotContain("bye");
        }
    }

    @Test
    void who_speaks_too_fast_or_too_long_or_in_bytes_is_cut_off_and_may_come_back() {
        try (SignalHouse house = new SignalHouse("frame-burst=20", "max-frame-bytes=1000")) {
            house.edge.ticket("V1", Role.VIEWER);
            SignalClient fast = house.enter("V1");
            for (int i = 0; i < 40; i++) {
                fast.send("{'type': 'ping'}");
            }
            assertThat(fast.closeCode()).isEqualTo(1008);
            SignalClient bytes = house.resume("V1", fast);
            assertThat(bytes.welcome.path("resumed").booleanValue()).isTrue();
            bytes.sendBytes(new byte[] {1, 2, 3});
            assertThat(bytes.closeCode()).isEqualTo(1003);
            SignalClient wordy = house.resume("V1", fast);
            wordy.send("{'type': '%s'}".formatted("x".repeat(1_000)));
            assertThat(wordy.closeCode()).isEqualTo(1009);
            assertThat(house.resume("V1", fast).welcome.path("resumed").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void who_never_says_hello_is_not_waited_for() {
        try (SignalHouse house = new SignalHouse("hello-timeout=100ms")) {
            SignalClient silent = house.connect();

            assertThat(silent.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void one_address_has_so_many_sockets_and_the_server_so_many_clients() {
        try (SignalHouse house = new SignalHouse("max-sockets-per-address=2", "max-sessions=3")) {
            house.edge.ticket("V1", Role.VIEWER);
            SignalClient first = house.enter("V1");
            strangerIn(house);
            assertThat(handshake(house)).isEqualTo(429);
            first.send("{'type': 'leave'}");
            assertThat(first.closeCode()).isEqualTo(1000);
            house.edge.ticket("V2", Role.VIEWER);
            house.enter("V2");
        }
        try (SignalHouse house = new SignalHouse("max-sessions=1")) {
            strangerIn(house);
            assertThat(handshake(house)).isEqualTo(503);
        }
    }

    @Test
    void a_client_that_is_awaited_counts_among_those_that_signal() {
        try (SignalHouse house = new SignalHouse("max-sessions=1")) {
            house.edge.ticket("V1", Role.VIEWER);
            house.edge.ticket("V2", Role.VIEWER);
            SignalClient first = house.enter("V1");
            first.cut();
            SignalClient other = awaitRoom(house);
            other.send("{'type': 'hello', 'ticket': 'V2'}");

            assertThat(other.refusal()).isEqualTo("RATE_LIMITED");
        }
    }

    /** Opens a socket that the server has counted, and that has not said hello. */
    private static void strangerIn(SignalHouse house) {
        SignalClient stranger = house.connect();
        stranger.send("{'type': 'ping'}");
        assertThat(stranger.refusal()).isEqualTo("MALFORMED_REQUEST");
    }

    /** Connects as soon as the server has noticed that the socket before is lost. */
    private static SignalClient awaitRoom(SignalHouse house) {
        long giveUpAt = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < giveUpAt) {
            try {
                return house.connect();
            } catch (CompletionException full) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("There is no room");
    }

    /** Returns the status with which another socket is refused. */
    private static int handshake(SignalHouse house) {
        try {
            house.connect();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException no) {
                return no.getResponse().statusCode();
            }
            throw refused;
        }
        throw new AssertionError("There was room");
    }
}
