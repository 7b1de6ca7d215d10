package live.griot.edge.signaling.negotiation;

import static live.griot.edge.sfu.TrackSource.CAMERA;
import static live.griot.edge.sfu.TrackSource.MICROPHONE;
import static live.griot.edge.sfu.TrackSource.SCREEN;
import static live.griot.edge.sfu.TrackSource.SCREEN_AUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.SdpParser;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PublisherNegotiationTest {
    private static final Map<String, TrackSource> CAMERA_AND_MICROPHONE = Map.of("0", CAMERA, "1", MICROPHONE);
    private static final String FIRST = Offers.named("chromium-156-stage-1");
    private static final int MUTATIONS = 2_000;

    private final PublisherNegotiation negotiation = new PublisherNegotiation(new SecureRandom(), 1500);

    @Test
    void chromiums_camera_comes_in_three_encodings_that_packets_name() {
        PublisherNegotiation.Answer answer = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);

        assertThat(answer.tracks().getFirst())
                .isEqualTo(new TrackParameters(
                        CAMERA,
                        new RtpParameters(
                                "0",
                                List.of(new CodecParameters(Codec.VP8, 96, 97, "")),
                                new ExtensionIds(9, 10, 11, 4, -1, -1),
                                -1,
                                -1,
                                List.of("q", "h", "f"))));
        assertThat(answer.sdp().lines())
                .contains("a=rid:q recv", "a=rid:h recv", "a=rid:f recv", "a=simulcast:recv q;h;f")
                .contains("a=extmap:10 " + HeaderExtensions.RID, "a=extmap:11 " + HeaderExtensions.REPAIRED_RID)
                .contains("a=fmtp:96 x-google-start-bitrate=1500");
        assertThat(answer.restarted()).isFalse();
    }

    @Test
    void chromiums_sound_comes_with_inband_repair_and_may_come_redundantly() {
        PublisherNegotiation.Answer answer = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);

        assertThat(answer.tracks().getLast().rtp().codecs())
                .containsExactly(
                        new CodecParameters(Codec.OPUS, 111, -1, "minptime=10;useinbandfec=1"),
                        new CodecParameters(Codec.RED, 63, -1, "111/111"));
        assertThat(answer.sdp().lines())
                .contains(
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111 63",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=fmtp:63 111/111",
                        "a=rtpmap:63 red/48000/2");
    }

    @Test
    void the_part_in_dtls_that_was_agreed_on_first_is_kept() {
        String passive = FIRST.replace("setup:actpass", "setup:passive");
        PublisherNegotiation.Answer first = negotiation.answer(passive, CAMERA_AND_MICROPHONE, Offers.EDGE);
        PublisherNegotiation.Answer second = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);

        for (PublisherNegotiation.Answer answer : List.of(first, second)) {
            assertThat(answer.transport().role()).isEqualTo(DtlsRole.CLIENT);
            assertThat(answer.sdp()).contains("a=setup:active").doesNotContain("a=setup:passive");
        }
        assertThatThrownBy(() -> negotiation.answer(
                        FIRST.replace("setup:actpass", "setup:active"), CAMERA_AND_MICROPHONE, Offers.EDGE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("role");
        assertThat(negotiation
                        .answer(passive, CAMERA_AND_MICROPHONE, Offers.EDGE)
                        .restarted())
                .isFalse();
    }

    @Test
    void a_screen_comes_later_a_camera_goes_and_comes_back_and_ice_restarts_on_one_connection() {
        PublisherNegotiation.Answer first = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);
        PublisherNegotiation.Answer second = negotiation.answer(
                Offers.named("chromium-156-stage-2-screen"),
                Map.of("0", CAMERA, "1", MICROPHONE, "2", SCREEN, "3", SCREEN_AUDIO),
                Offers.EDGE);
        PublisherNegotiation.Answer third = negotiation.answer(
                Offers.named("chromium-156-stage-3-no-camera"),
                Map.of("1", MICROPHONE, "2", SCREEN, "3", SCREEN_AUDIO),
                Offers.EDGE);
        PublisherNegotiation.Answer fourth = negotiation.answer(
                Offers.named("chromium-156-stage-4-restart"),
                Map.of("0", CAMERA, "1", MICROPHONE, "3", SCREEN_AUDIO),
                Offers.EDGE);

        assertThat(sources(second)).containsExactly(CAMERA, MICROPHONE, SCREEN, SCREEN_AUDIO);
        assertThat(sources(third)).containsExactly(MICROPHONE, SCREEN, SCREEN_AUDIO);
        assertThat(sources(fourth)).containsExactly(CAMERA, MICROPHONE, SCREEN_AUDIO);
        assertThat(second.sdp().lines())
                .as("who lists RED first is answered so, and sends it")
                .contains("m=audio 9 UDP/TLS/RTP/SAVPF 63 111");
        assertThat(third.sdp().lines().filter("a=inactive"::equals)).hasSize(1);
        assertThat(fourth.sdp().lines()).contains("a=group:BUNDLE 0 1 3");
        assertThat(List.of(second.restarted(), third.restarted(), fourth.restarted()))
                .containsExactly(false, false, true);
        assertThat(second.transport()).isEqualTo(first.transport());
        assertThat(third.transport()).isEqualTo(first.transport());
        assertThat(fourth.transport().localUfrag())
                .isNotEqualTo(first.transport().localUfrag());
        assertThat(fourth.transport().remoteFingerprint())
                .isEqualTo(first.transport().remoteFingerprint());
    }

    @Test
    void descriptions_of_one_connection_differ_by_their_version() {
        String before = origin(negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE));
        String after = origin(negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE));

        assertThat(before).endsWith(" 1 IN IP4 0.0.0.0");
        assertThat(after).isEqualTo(before.replace(" 1 IN", " 2 IN"));
    }

    @Test
    void what_sends_must_say_what_it_is_and_what_is_said_must_be_there() {
        refuses(FIRST, Map.of("0", CAMERA), RefusalCode.MALFORMED_REQUEST);
        refuses(FIRST, Map.of("0", MICROPHONE, "1", CAMERA), RefusalCode.MALFORMED_REQUEST);
        refuses(FIRST, Map.of("0", CAMERA, "1", MICROPHONE, "9", SCREEN), RefusalCode.MALFORMED_REQUEST);
        refuses(
                Offers.named("chromium-156-stage-2-screen"),
                Map.of("0", CAMERA, "1", MICROPHONE, "2", CAMERA, "3", SCREEN_AUDIO),
                RefusalCode.MALFORMED_REQUEST);
        refuses(
                Offers.named("chromium-156-stage-3-no-camera"),
                Map.of("0", CAMERA, "1", MICROPHONE, "2", SCREEN, "3", SCREEN_AUDIO),
                RefusalCode.MALFORMED_REQUEST);
    }

    @Test
    void an_offer_that_is_refused_changes_nothing() {
        PublisherNegotiation.Answer before = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);

        refuses(FIRST.replaceAll("sha-256 .{5}", "sha-256 00:00"), CAMERA_AND_MICROPHONE, RefusalCode.UNSUPPORTED_SDP);
        refuses(
                FIRST.substring(0, FIRST.indexOf("m=audio")).replace("BUNDLE 0 1", "BUNDLE 0"),
                Map.of("0", CAMERA),
                RefusalCode.UNSUPPORTED_SDP);
        refuses("nonsense", Map.of(), RefusalCode.MALFORMED_SDP);

        PublisherNegotiation.Answer after = negotiation.answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE);
        assertThat(after.transport()).isEqualTo(before.transport());
        assertThat(origin(after)).endsWith(" 2 IN IP4 0.0.0.0");
    }

    @Test
    void vp9_and_av1_are_taken_only_of_who_offers_nothing_else_and_then_with_what_their_layers_need() {
        String onlyAv1 = without(FIRST, "VP8/90000", "H264/90000", "VP9/90000");

        assertThat(negotiation
                        .answer(FIRST, CAMERA_AND_MICROPHONE, Offers.EDGE)
                        .tracks()
                        .getFirst()
                        .rtp()
                        .codec())
                .isEqualTo(Codec.VP8);
        RtpParameters taken = new PublisherNegotiation(new SecureRandom(), 1500)
                .answer(onlyAv1, CAMERA_AND_MICROPHONE, Offers.EDGE)
                .tracks()
                .getFirst()
                .rtp();
        assertThat(taken.codec()).isEqualTo(Codec.AV1);
        assertThat(taken.extensions().dependencyDescriptor()).isPositive();
    }

    @Test
    void more_encodings_than_are_taken_and_such_as_nothing_names_are_left_out() {
        String four = FIRST.replace("a=simulcast:send q;h;f", "a=simulcast:send ~q,h;nobody;h;f;x")
                .replace("a=rid:f send", "a=rid:f send\r\na=rid:x send");
        String one = FIRST.replace("a=simulcast:send q;h;f", "a=simulcast:recv q;h;f");

        assertThat(rids(four)).containsExactly("q", "h", "f");
        assertThat(rids(one)).isEmpty();
        assertThat(rids(FIRST.replace(HeaderExtensions.RID, "urn:x"))).isEmpty();
    }

    @Test
    void a_mangled_offer_is_answered_or_refused_and_never_a_bug() {
        Random random = new Random(42);
        Map<RefusalCode, Integer> refused = new HashMap<>();
        int answered = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String offer = Offers.mangled(FIRST, random);
            try {
                SdpParser.parse(new PublisherNegotiation(new SecureRandom(), 1500)
                        .answer(offer, CAMERA_AND_MICROPHONE, Offers.EDGE)
                        .sdp());
                answered++;
            } catch (Refused no) {
                refused.merge(no.code(), 1, Integer::sum);
            }
        }
        assertThat(answered).isPositive();
        assertThat(refused)
                .containsOnlyKeys(
                        RefusalCode.MALFORMED_SDP, RefusalCode.UNSUPPORTED_SDP, RefusalCode.MALFORMED_REQUEST);
    }

    private static List<String> rids(String offer) {
        return new PublisherNegotiation(new SecureRandom(), 1500)
                .answer(offer, CAMERA_AND_MICROPHONE, Offers.EDGE)
                .tracks()
                .getFirst()
                .rtp()
                .rids();
    }

    /** Returns an offer in which other codecs stand under those names. */
    private static String without(String offer, String... names) {
        String changed = offer;
        for (String name : names) {
            changed = changed.replace(" " + name, " x-" + name);
        }
        return changed;
    }

    private static List<TrackSource> sources(PublisherNegotiation.Answer answer) {
        return answer.tracks().stream().map(TrackParameters::source).toList();
    }

    private static String origin(PublisherNegotiation.Answer answer) {
        return answer.sdp()
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow();
    }

    private void refuses(String offer, Map<String, TrackSource> sources, RefusalCode code) {
        assertThatThrownBy(() -> negotiation.answer(offer, sources, Offers.EDGE))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
