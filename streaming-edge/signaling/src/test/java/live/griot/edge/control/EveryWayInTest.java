package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.negotiation.AnsweringClient;
import live.griot.edge.signaling.negotiation.Offers;
import live.griot.edge.signaling.negotiation.WholeOffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A description comes to the same by WHIP, by WHEP and by the signalling socket. */
class EveryWayInTest {
    private static final PublishedTrack CAMERA = new PublishedTrack(
            "p1", "U2", TrackSource.CAMERA, Codec.H264, "packetization-mode=1;profile-level-id=42e01f", false, 1, true);

    private final SignalHouse house = new SignalHouse();
    private final EdgeHouse edge = house.edge;

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one-crlf-more-at-the-end",
                "blanks-at-line-ends",
                "blank-line-between-sections",
                "byte-order-mark"
            })
    void what_carries_no_meaning_is_read_over(String name) {
        String offer = Offers.named(name);

        assertThat(byWhip(offer)).contains("a=setup:passive", "m=video 9", "m=audio 9");
        assertThat(byWhep(offer)).contains("a=setup:passive", "m=video 9");
        assertThat(bySocket(offer).path("sdp").stringValue()).contains("a=setup:passive", "m=video 9", "m=audio 9");
    }

    @Test
    void a_control_character_is_refused_with_the_line_and_the_cause() {
        String offer = Offers.named("nul-at-the-end");
        String cause = "The session description cannot be read: Line 28 holds the control character U+0000";

        refused(cause, () -> byWhip(offer));
        refused(cause, () -> byWhep(offer));
        JsonNode error = bySocket(offer);
        assertThat(error.path("code").stringValue()).isEqualTo("MALFORMED_SDP");
        assertThat(error.path("detail").stringValue()).isEqualTo(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup-passive", "ffmpeg-whip-default-passive"})
    void who_wants_to_be_the_dtls_server_is_it(String name) {
        String offer = Offers.named(name);

        assertThat(byWhip(offer)).contains("a=setup:active").doesNotContain("a=setup:passive");
        assertThat(byWhep(offer)).contains("a=setup:active").doesNotContain("a=setup:passive");
        assertThat(bySocket(offer).path("sdp").stringValue())
                .contains("a=setup:active")
                .doesNotContain("a=setup:passive");
        assertThat(edge.edge.parameters)
                .hasSize(2)
                .allMatch(parameters -> parameters.transport().role() == DtlsRole.CLIENT);
        assertThat(edge.edge.played).singleElement().matches(transport -> transport.role() == DtlsRole.CLIENT);
    }

    @Test
    void who_answers_that_they_want_to_be_the_dtls_server_are_it() {
        edge.edge.tracks = List.of(CAMERA);
        edge.ticket("V1", Role.VIEWER);
        SignalClient viewer = house.enter("V1");
        edge.edge.listeners.forEach(listener -> listener.onPublications(List.of(CAMERA)));
        JsonNode offer = viewer.await("offer");
        String answer = new AnsweringClient("abcd").answer(offer.path("sdp").stringValue(), mid -> false);

        viewer.answer(offer.path("id").longValue(), answer.replace("a=setup:active", "a=setup:passive"));

        assertThat(viewer.toldUntilNow()).doesNotContain("error");
        assertThat(edge.edge.viewers.getFirst().roles).containsExactly(DtlsRole.CLIENT);
    }

    @Test
    void h264_in_a_way_that_nobody_forwards_is_refused_by_name() {
        String offer = Offers.named("setup-passive").replace("packetization-mode=1", "packetization-mode=0");

        JsonNode error = bySocket(offer);

        assertThat(error.path("code").stringValue()).isEqualTo("UNSUPPORTED_SDP");
        assertThat(error.path("detail").stringValue()).contains("H264 with packetization-mode=0");
    }

    private String byWhip(String offer) {
        WholeOffer.require(offer);
        return edge.resources.publish(edge.ticket("H1", Role.HOST), offer).answer();
    }

    private String byWhep(String offer) {
        edge.edge.tracks = List.of(CAMERA);
        return edge.resources
                .play(edge.ticket("V1", Role.VIEWER), offer.replace("a=sendonly", "a=recvonly"))
                .answer();
    }

    private JsonNode bySocket(String offer) {
        edge.ticket("H2", Role.HOST);
        SignalClient host = house.enter("H2");
        host.offer(1, offer, "0 MICROPHONE", "1 CAMERA");
        return host.awaitOneOf("answer", "error");
    }

    private static void refused(String cause, ThrowingCallable way) {
        assertThatThrownBy(way).isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.code()).isEqualTo(RefusalCode.MALFORMED_SDP);
            assertThat(no.detail()).isEqualTo(cause);
        });
    }
}
