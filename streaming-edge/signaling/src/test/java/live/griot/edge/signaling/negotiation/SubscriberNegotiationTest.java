package live.griot.edge.signaling.negotiation;

import static live.griot.edge.sfu.TrackSource.CAMERA;
import static live.griot.edge.sfu.TrackSource.MICROPHONE;
import static live.griot.edge.sfu.TrackSource.SCREEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberNegotiationTest {
    private static final PublishedTrack CAMERA_1 = track("p1", "U1", CAMERA, Codec.VP8, "");
    private static final PublishedTrack VOICE_1 =
            new PublishedTrack("p2", "U1", MICROPHONE, Codec.OPUS, "", true, 1, true);
    private static final PublishedTrack CAMERA_2 =
            track("p3", "U2", CAMERA, Codec.H264, "packetization-mode=1;profile-level-id=640032");
    private static final PublishedTrack SCREEN_2 = track("p4", "U2", SCREEN, Codec.VP9, "profile-id=0");
    private static final PublishedTrack CAMERA_3 = track("p5", "U3", CAMERA, Codec.AV1, "profile=0");
    private static final PublishedTrack VOICE_3 = track("p6", "U3", MICROPHONE, Codec.OPUS, "sprop-stereo=1");
    private static final PublishedTrack SCREEN_3 = track("p9", "U3", SCREEN, Codec.H264, "profile-level-id=4d001f");
    private static final PublishedTrack CAMERA_4 = track("p7", "U4", CAMERA, Codec.VP8, "");
    private static final int MUTATIONS = 2_000;
    private static final int CHANGES = 4_000;

    private final SubscriberNegotiation negotiation = new SubscriberNegotiation(new SecureRandom());
    private final AnsweringClient client = new AnsweringClient("abcd");

    @Test
    void people_come_and_go_on_one_connection_with_chromium() {
        offers(CAMERA_1, VOICE_1);
        SubscriberNegotiation.Answered first = negotiation.answered(Offers.named("chromium-156-answer-1"));
        offers(CAMERA_1, VOICE_1, CAMERA_2, SCREEN_2, CAMERA_3, VOICE_3, SCREEN_3);
        SubscriberNegotiation.Answered second = negotiation.answered(Offers.named("chromium-156-answer-2"));
        SubscriberNegotiation.Offer third = offers(CAMERA_2, SCREEN_2, CAMERA_3, VOICE_3, CAMERA_4);
        SubscriberNegotiation.Answered fourth = negotiation.answered(Offers.named("chromium-156-answer-3"));
        negotiation.restart();
        negotiation.offer(Offers.EDGE);
        SubscriberNegotiation.Answered restarted = negotiation.answered(Offers.named("chromium-156-answer-4-restart"));
        SubscriberNegotiation.Offer last = offers();
        SubscriberNegotiation.Answered nobody = negotiation.answered(Offers.named("chromium-156-answer-5-nobody"));

        assertThat(first.accepted()).containsOnlyKeys("p1", "p2");
        assertThat(second.accepted()).containsOnlyKeys("p1", "p2", "p3", "p4", "p5", "p6", "p9");
        assertThat(third.sent())
                .as("the section of who left is used for who came")
                .contains(new SubscriberNegotiation.Sent("0", CAMERA_4));
        assertThat(fourth.accepted()).containsOnlyKeys("p3", "p4", "p5", "p6", "p7");
        assertThat(fourth.accepted().get("p3"))
                .as("what stays is not touched")
                .isEqualTo(second.accepted().get("p3"));
        assertThat(restarted.remoteUfrag()).isNotEqualTo(fourth.remoteUfrag());
        assertThat(restarted.accepted()).isEqualTo(fourth.accepted());
        assertThat(last.sent()).isEmpty();
        assertThat(nobody.accepted()).isEmpty();
        assertThat(negotiation.isDue()).isFalse();
    }

    @Test
    void who_wants_to_be_the_dtls_server_is_and_stays_it() {
        String offer = offers(CAMERA_1).sdp();
        SubscriberNegotiation.Answered first = negotiation.answered(passive(client.answer(offer, mid -> false)));
        String second = offers(CAMERA_1, VOICE_1).sdp();

        assertThat(first.role()).isEqualTo(DtlsRole.CLIENT);
        assertThatThrownBy(() -> negotiation.answered(client.answer(second, mid -> false)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("role");
        assertThat(negotiation
                        .answered(passive(client.answer(second, mid -> false)))
                        .role())
                .isEqualTo(DtlsRole.CLIENT);
    }

    private static String passive(String answer) {
        return answer.replace("a=setup:active", "a=setup:passive");
    }

    @Test
    void what_chromium_accepts_is_what_it_is_sent() {
        offers(CAMERA_1, VOICE_1);
        Map<String, RtpParameters> accepted =
                negotiation.answered(Offers.named("chromium-156-answer-1")).accepted();

        RtpParameters camera = sent(accepted, "p1");
        assertThat(camera.codecs()).containsExactly(new CodecParameters(Codec.VP8, 96, 97, ""));
        assertThat(camera.extensions()).isEqualTo(new ExtensionIds(-1, -1, -1, 3, -1, -1));
        assertThat(camera.ssrc()).isPositive();
        assertThat(camera.rtxSsrc()).isPositive().isNotEqualTo(camera.ssrc());
        assertThat(sent(accepted, "p2").codecs())
                .extracting(CodecParameters::codec)
                .containsExactly(Codec.OPUS, Codec.RED);
        assertThat(sent(accepted, "p2").extensions()).isEqualTo(new ExtensionIds(-1, -1, -1, 3, 1, -1));
    }

    @Test
    void sound_is_offered_with_inband_repair_and_redundantly_where_it_comes_so() {
        assertThat(offers(VOICE_1).sdp().lines())
                .contains(
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111 63",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=fmtp:63 111/111");
    }

    @Test
    void h264_that_a_client_does_not_list_goes_under_the_profile_that_everybody_plays() {
        offers(CAMERA_1, VOICE_1);
        negotiation.answered(Offers.named("chromium-156-answer-1"));
        offers(CAMERA_1, VOICE_1, CAMERA_2, SCREEN_2, CAMERA_3, VOICE_3, SCREEN_3);
        Map<String, RtpParameters> accepted =
                negotiation.answered(Offers.named("chromium-156-answer-2")).accepted();

        assertThat(sent(accepted, "p3").codecs())
                .as("this Chromium plays no High profile")
                .extracting(CodecParameters::formatParameters)
                .containsExactly("level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");
        assertThat(sent(accepted, "p9").formatParameters()).endsWith("profile-level-id=4d001f");
    }

    @Test
    void a_description_says_who_is_in_it_and_how_the_edge_is_reached() {
        String offer = offers(CAMERA_1, VOICE_1, SCREEN_2).sdp();

        assertThat(offer.lines())
                .contains(
                        "a=group:BUNDLE 0 1 2",
                        "a=ice-lite",
                        "a=setup:actpass",
                        "a=msid:U1 p1",
                        "a=msid:U1 p2",
                        "a=msid:U2.screen p4",
                        "a=candidate:1 1 udp 2130706431 192.0.2.7 7000 typ host",
                        "a=rtcp-fb:96 transport-cc",
                        "a=rtcp-fb:111 transport-cc",
                        "a=rtcp-fb:96 nack pli")
                .doesNotContain("a=rtcp-fb:111 nack");
        assertThat(offer.lines().filter(line -> line.startsWith("a=ssrc-group:FID ")))
                .hasSize(2);
    }

    @Test
    void several_changes_while_an_answer_is_awaited_make_one_offer() {
        String first = offers(CAMERA_1).sdp();
        negotiation.want(List.of(CAMERA_1, VOICE_1));
        negotiation.want(List.of(CAMERA_1, VOICE_1, SCREEN_2));
        negotiation.want(List.of(VOICE_1, SCREEN_2));

        assertThat(negotiation.isDue()).isFalse();
        assertThatThrownBy(() -> negotiation.offer(Offers.EDGE)).isInstanceOf(IllegalStateException.class);

        negotiation.answered(client.answer(first, mid -> false));
        SubscriberNegotiation.Offer second = negotiation.offer(Offers.EDGE);
        assertThat(published(second)).containsExactlyInAnyOrder("p2", "p4");
        negotiation.answered(client.answer(second.sdp(), mid -> false));
        assertThat(negotiation.isDue()).isFalse();
    }

    @Test
    void what_a_client_refuses_is_not_offered_again_and_its_place_is_taken_by_another() {
        String first = offers(CAMERA_3, VOICE_1).sdp();
        assertThat(negotiation
                        .answered(client.answer(first, mid -> mid.equals("0")))
                        .accepted())
                .containsOnlyKeys("p2");
        assertThat(negotiation.isDue()).isFalse();

        SubscriberNegotiation.Offer second = offers(CAMERA_3, VOICE_1, CAMERA_1);

        assertThat(second.sent())
                .containsExactlyInAnyOrder(
                        new SubscriberNegotiation.Sent("2", CAMERA_1), new SubscriberNegotiation.Sent("1", VOICE_1));
        assertThat(second.sdp().lines().filter(line -> line.startsWith("m="))).hasSize(2);
        assertThat(negotiation
                        .answered(client.answer(second.sdp(), mid -> false))
                        .accepted())
                .containsOnlyKeys("p1", "p2");
    }

    @Test
    void a_client_that_refuses_everything_has_no_connection_and_may_take_what_comes_later() {
        SubscriberNegotiation.Answered none =
                negotiation.answered(client.answer(offers(CAMERA_3).sdp(), mid -> true));
        assertThat(none.remoteUfrag()).isNull();
        assertThat(none.accepted()).isEmpty();

        SubscriberNegotiation.Answered some =
                negotiation.answered(client.answer(offers(CAMERA_3, CAMERA_1).sdp(), mid -> false));
        assertThat(some.remoteUfrag()).isEqualTo("abcd");
        assertThat(some.accepted()).containsOnlyKeys("p1");
    }

    @Test
    void a_restart_makes_one_offer_under_other_credentials_as_soon_as_none_is_open() {
        negotiation.restart();
        assertThat(negotiation.isDue()).as("there is nothing to restart").isFalse();
        String before = negotiation.credentials().usernameFragment();
        String first = offers(CAMERA_1).sdp();
        String offered = negotiation.credentials().usernameFragment();
        negotiation.restart();
        assertThat(negotiation.isDue()).isFalse();
        negotiation.answered(client.answer(first, mid -> false));
        assertThat(negotiation.isDue()).isTrue();
        String second = negotiation.offer(Offers.EDGE).sdp();

        assertThat(offered).isNotEqualTo(before);
        assertThat(second.lines())
                .contains("a=ice-ufrag:" + negotiation.credentials().usernameFragment());
        assertThat(negotiation.credentials().usernameFragment()).isNotEqualTo(offered);
        negotiation.answered(new AnsweringClient("efgh").answer(second, mid -> false));
        assertThat(negotiation.isDue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=mid:0", "m=video", "sha-256 CD", "a=ice-ufrag:abcd", "a=setup:active", "v=0"})
    void an_answer_that_is_none_changes_nothing(String damaged) {
        String offer = offers(CAMERA_1, VOICE_1).sdp();
        negotiation.answered(client.answer(offer, mid -> false));
        String second = offers(CAMERA_1, VOICE_1, SCREEN_2).sdp();
        String good = client.answer(second, mid -> false);
        String other =
                damaged.startsWith("sha") ? "sha-256 EE" : damaged.startsWith("m=") ? "m=audio" : "a=setup:passive";

        assertThatThrownBy(() -> negotiation.answered(good.replace(damaged, other)))
                .isInstanceOf(Refused.class);
        assertThat(negotiation.awaitsAnswer()).isTrue();
        assertThat(negotiation.answered(good).accepted()).containsOnlyKeys("p1", "p2", "p4");
    }

    @Test
    void an_answer_that_nobody_waits_for_is_refused() {
        String answer = client.answer(offers(CAMERA_1).sdp(), mid -> false);
        negotiation.answered(answer);

        assertThatThrownBy(() -> negotiation.answered(answer))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(RefusalCode.UNSUPPORTED_SDP);
    }

    @Test
    void a_mangled_answer_is_taken_or_refused_and_never_a_bug() {
        Random random = new Random(4);
        Set<RefusalCode> refusals = new HashSet<>();
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SubscriberNegotiation fresh = new SubscriberNegotiation(new SecureRandom());
            fresh.want(List.of(CAMERA_1, VOICE_1));
            fresh.offer(Offers.EDGE);
            try {
                fresh.answered(Offers.mangled(Offers.named("chromium-156-answer-1"), random));
                taken++;
            } catch (Refused no) {
                refusals.add(no.code());
                assertThat(fresh.awaitsAnswer()).isTrue();
            }
        }
        assertThat(taken).isPositive();
        assertThat(refusals).containsExactlyInAnyOrder(RefusalCode.MALFORMED_SDP, RefusalCode.UNSUPPORTED_SDP);
    }

    /**
     * People come, go, and come back as somebody else, while a client answers late, refuses some of it and loses its network: there is
     * never more than one offer open, sections are used again, and in the end the client has just what there is.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void offers_never_cross_and_end_where_the_stage_is(long seed) {
        Random random = new Random(seed);
        Map<String, PublishedTrack> stage = new HashMap<>();
        Set<String> refused = new HashSet<>();
        Map<String, RtpParameters> received = Map.of();
        String open = null;
        int most = 0;
        int born = 0;
        for (int i = 0; i < CHANGES; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    if (stage.size() < 12) {
                        PublishedTrack fresh = anything("p" + born++, random);
                        stage.put(fresh.id(), fresh);
                    }
                }
                case 2 -> stage.keySet().stream().findAny().ifPresent(stage::remove);
                case 3 -> negotiation.restart();
                default -> {
                    if (open != null) {
                        Set<String> turnedDown = random.nextInt(4) == 0 ? someMid(open, random) : Set.of();
                        refused.addAll(publishedIn(open, turnedDown));
                        received = negotiation
                                .answered(client.answer(open, turnedDown::contains))
                                .accepted();
                        open = null;
                    }
                }
            }
            negotiation.want(List.copyOf(stage.values()));
            if (negotiation.isDue()) {
                assertThat(open).as("the offer before is answered").isNull();
                open = negotiation.offer(Offers.EDGE).sdp();
                most = Math.max(most, SdpParser.parse(open).media().size());
            }
            assertThat(negotiation.awaitsAnswer()).isEqualTo(open != null);
        }
        for (int rounds = 0; rounds < 2 && (open != null || negotiation.isDue()); rounds++) {
            open = open == null ? negotiation.offer(Offers.EDGE).sdp() : open;
            received = negotiation.answered(client.answer(open, mid -> false)).accepted();
            open = null;
        }
        Set<String> there = new HashSet<>(stage.keySet());
        there.removeAll(refused);
        assertThat(received.keySet()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(negotiation.isDue()).isFalse();
        assertThat(born).isGreaterThan(400);
        assertThat(most).as("sections for twelve at once, of either kind").isBetween(12, 24);
    }

    @Test
    void more_than_fit_wait_until_there_is_room() {
        List<PublishedTrack> many = IntStream.range(0, SubscriberHandle.MAX_SUBSCRIPTIONS + 3)
                .mapToObj(i -> track("m" + i, "U" + i, CAMERA, Codec.VP8, ""))
                .toList();
        SubscriberNegotiation.Offer full = offers(many.toArray(PublishedTrack[]::new));
        negotiation.answered(client.answer(full.sdp(), mid -> false));

        assertThat(full.sent()).hasSize(SubscriberHandle.MAX_SUBSCRIPTIONS);
        assertThat(negotiation.isDue()).isFalse();
        negotiation.want(many.subList(3, many.size()));
        assertThat(published(negotiation.offer(Offers.EDGE))).contains("m50").doesNotContain("m0");
    }

    private static RtpParameters sent(Map<String, RtpParameters> accepted, String publication) {
        return Objects.requireNonNull(accepted.get(publication), publication);
    }

    private static PublishedTrack anything(String id, Random random) {
        TrackSource source = List.of(TrackSource.values()).get(random.nextInt(4));
        Codec codec = source.kind() == MediaKind.AUDIO
                ? Codec.OPUS
                : List.of(Codec.VP8, Codec.H264, Codec.VP9, Codec.AV1).get(random.nextInt(4));
        return track(id, "U" + random.nextInt(10), source, codec, "");
    }

    private static PublishedTrack track(String id, String who, TrackSource source, Codec codec, String parameters) {
        return new PublishedTrack(id, who, source, codec, parameters, false, 1, true);
    }

    private static Set<String> someMid(String offer, Random random) {
        List<MediaSection> sections = SdpParser.parse(offer).media();
        return Set.of(sections.get(random.nextInt(sections.size())).mid());
    }

    private static Set<String> publishedIn(String offer, Set<String> mids) {
        return SdpParser.parse(offer).media().stream()
                .filter(section -> mids.contains(section.mid()))
                .flatMap(section -> section.attributes().first("msid").stream())
                .map(msid -> msid.split(" ")[1])
                .collect(Collectors.toSet());
    }

    private static List<String> published(SubscriberNegotiation.Offer offer) {
        return offer.sent().stream().map(sent -> sent.track().id()).toList();
    }

    private SubscriberNegotiation.Offer offers(PublishedTrack... stage) {
        negotiation.want(Stream.of(stage).toList());
        return negotiation.offer(Offers.EDGE);
    }
}
