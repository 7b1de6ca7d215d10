package live.griot.edge.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.signaling.negotiation.Offers;
import live.griot.edge.signaling.sdp.SdpLine;
import live.griot.edge.signaling.sdp.SdpParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Trickled candidates and restarts of ICE over HTTP: RFC 9725, section 4.3, with fragments of RFC 8840, section 9. */
class IcePatchTest {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String CANDIDATES = """
            a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1
            a=candidate:473322822 1 tcp 1518280447 0e2c6d3a-12ab-4c3d.local 9 typ host tcptype active
            a=end-of-candidates
            """;
    private static final String RESTART = """
            a=ice-options:trickle ice2
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:0
            a=ice-ufrag:ysXw
            a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k
            """ + CANDIDATES;
    private static final int MUTATIONS = 3_000;

    private final WhipHouse house = new WhipHouse();
    private final String tag = house.admission.ice.tag();

    @Test
    void trickled_candidates_are_taken_and_the_session_stays() throws Exception {
        for (String fragment : List.of(
                CANDIDATES,
                trickled(),
                "a=end-of-candidates",
                trickled().replace("\n", "\r\n"),
                "a=candidate:\r\n",
                "a=candidate:1\r\n",
                "a=candidate:udp-1 1 udp 2122260223 192.0.2.1 61764 typ host\r\n",
                "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + trickled(),
                "\uFEFF" + trickled().replace("\n", " \n\n"),
                "x=whatever\r\n")) {
            MockHttpServletResponse answer = send(quoted(tag), fragment);

            assertThat(answer.getStatus()).as(fragment).isEqualTo(204);
            assertThat(answer.getHeader("ETag")).isNull();
            assertThat(answer.getContentLength()).isZero();
        }
        assertThat(house.admission.ice.tag()).isEqualTo(tag);
        assertThat(house.admission.done).isEmpty();
    }

    @Test
    void a_request_must_name_the_present_session() throws Exception {
        assertThat(refusal(null, trickled())).isEqualTo("428 PRECONDITION_REQUIRED");
        assertThat(refusal("\"another\"", trickled())).isEqualTo("412 PRECONDITION_FAILED");
        assertThat(refusal("W/" + quoted(tag), trickled())).isEqualTo("412 PRECONDITION_FAILED");
        assertThat(refusal(tag, trickled())).isEqualTo("412 PRECONDITION_FAILED");
        assertThat(refusal(null, RESTART)).isEqualTo("428 PRECONDITION_REQUIRED");
        assertThat(refusal("\"another\"", RESTART)).isEqualTo("412 PRECONDITION_FAILED");
        assertThat(send("\"another\", " + quoted(tag), trickled()).getStatus()).isEqualTo(204);

        assertThat(house.admission.ice.tag()).isEqualTo(tag);
        assertThat(house.admission.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"*\""})
    void other_credentials_restart_ice_and_the_session_is_another_one(String any) throws Exception {
        MockHttpServletResponse answer = send(any, RESTART);
        String fresh = house.admission.ice.tag();

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(FRAGMENT);
        assertThat(answer.getHeader("ETag")).isEqualTo(quoted(fresh));
        assertThat(fresh).isNotEqualTo(tag);
        assertThat(house.admission.done).containsExactly("restart %s ysXw".formatted(fresh));
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("a=ice-pwd:")))
                .containsExactly(
                        "a=ice-lite",
                        "a=ice-options:trickle ice2",
                        "a=group:BUNDLE 0 1",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=mid:0",
                        "a=ice-ufrag:" + fresh,
                        "a=candidate:1 1 udp 2130706431 192.0.2.7 7000 typ host",
                        "a=candidate:2 1 udp 2130706175 192.0.2.8 7000 typ host",
                        "a=end-of-candidates");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .containsPattern("a=ice-pwd:[A-Za-z0-9+/]{32}\r\n")
                .doesNotContain(house.admission.agreed.transport().localPassword());
    }

    @Test
    void after_a_restart_the_session_before_is_stale() throws Exception {
        assertThat(send("*", RESTART).getStatus()).isEqualTo(200);
        String fresh = house.admission.ice.tag();

        assertThat(refusal(quoted(tag), RESTART)).isEqualTo("412 PRECONDITION_FAILED");
        assertThat(send(quoted(fresh), RESTART).getStatus())
                .as("the same credentials again are candidates")
                .isEqualTo(204);
        assertThat(send("*", RESTART.replace("ysXw", "ysXx")).getStatus()).isEqualTo(200);
        assertThat(house.admission.done).hasSize(2);
    }

    @Test
    void a_restart_that_cannot_be_keeps_the_session() throws Exception {
        house.admission.noRestart = new Refused(RefusalCode.EDGE_NOT_READY, "Not now");

        assertThat(refusal("*", RESTART)).isEqualTo("503 EDGE_NOT_READY");
        assertThat(house.admission.ice.tag()).isEqualTo(tag);
        assertThat(send(quoted(tag), trickled()).getStatus()).isEqualTo(204);
    }

    @Test
    void restarts_at_once_come_one_after_another_and_only_the_last_ones_tag_is_good() throws Exception {
        List<String> tags = Collections.synchronizedList(new ArrayList<>());
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            IceFragment fragment = IceFragment.parse(RESTART.replace("ysXw", "ufr" + i));
            clients.add(Thread.ofVirtual()
                    .start(() -> tags.add(house.admission
                            .ice
                            .patch(fragment, new IfMatch("*"), Offers.EDGE, (fresh, remote) -> {})
                            .orElseThrow()
                            .tag())));
        }
        for (Thread client : clients) {
            client.join();
        }

        assertThat(tags).hasSize(8).doesNotHaveDuplicates().contains(house.admission.ice.tag());
        for (String one : tags) {
            assertThat(send(quoted(one), CANDIDATES).getStatus())
                    .isEqualTo(one.equals(house.admission.ice.tag()) ? 204 : 412);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "hello",
                "a=ice-ufrag:ysXw\r\n",
                "a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n",
                "a=ice-ufrag:y\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n",
                "a=ice-ufrag:ysXw\r\na=ice-pwd:short\r\n",
                "a=ice-ufrag:ysXw\r\na=ice-ufrag:other\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n",
                "a=ice-ufrag:ys\u0000w\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n"
            })
    void what_cannot_be_read_is_malformed_and_changes_nothing(String fragment) throws Exception {
        for (String condition : new @Nullable String[] {"*", quoted(tag), null}) {
            assertThat(refusal(condition, fragment)).isEqualTo("400 MALFORMED_SDP");
        }
        assertThat(house.admission.ice.tag()).isEqualTo(tag);
        assertThat(house.admission.done).isEmpty();
    }

    @Test
    void a_fragment_has_limits() throws Exception {
        String candidate = CANDIDATES.lines().findFirst().orElseThrow() + "\n";

        assertThat(refusal("*", "a=x\n".repeat(SdpLine.MAX_LINES))).isEqualTo("400 MALFORMED_SDP");
        assertThat(refusal("*", "x".repeat(SdpLine.MAX_CHARACTERS + 1))).isEqualTo("413 TOO_LARGE");
        assertThat(send(quoted(tag), candidate.repeat(500)).getStatus()).isEqualTo(204);
    }

    @Test
    void another_type_is_told_which_one_is_meant() throws Exception {
        for (String type : List.of("application/sdp", "text/plain")) {
            MockHttpServletResponse answer = house.send(patch("/api/edge/whep/R1")
                    .contentType(type)
                    .header("If-Match", "*")
                    .content(RESTART));

            assertThat(answer.getStatus()).isEqualTo(415);
            assertThat(answer.getHeader("Accept-Patch")).isEqualTo(FRAGMENT);
        }
        assertThat(house.refusal(patch("/api/edge/whip/R1").header("If-Match", "*")))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void who_is_not_there_is_not_found_before_anything_else() throws Exception {
        assertThat(house.refusal(
                        patch("/api/edge/whip/R2").contentType(FRAGMENT).content("hello")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void a_connection_that_is_changed_too_often_must_wait() throws Exception {
        house.between = Duration.ZERO;
        for (int i = 0; i < ConnectionRateLimiter.CHANGES; i++) {
            assertThat(send(quoted(tag), CANDIDATES).getStatus()).isEqualTo(204);
        }
        assertThat(refusal(quoted(tag), CANDIDATES)).isEqualTo("429 RATE_LIMITED");
    }

    @Test
    void hostile_fragments_are_refused_and_never_thrown_at() {
        Random random = new Random(9725);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(RESTART);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                text.replace(at, Math.min(text.length(), at + random.nextInt(3)), "" + (char) random.nextInt(256));
            }
            try {
                IceFragment.parse(text.toString());
            } catch (Refused no) {
                assertThat(no.code()).isEqualTo(RefusalCode.MALFORMED_SDP);
                refused++;
            }
        }
        assertThat(refused).isBetween(1, MUTATIONS - 1);
    }

    /** The candidates of the session as it was offered. */
    private static String trickled() {
        return "m=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\na=ice-ufrag:%s\na=ice-pwd:%s\n"
                        .formatted(offered("ice-ufrag"), offered("ice-pwd"))
                + CANDIDATES;
    }

    private static String offered(String attribute) {
        return SdpParser.parse(Offers.named("chromium-156-sendonly"))
                .media()
                .getFirst()
                .attributes()
                .first(attribute)
                .orElseThrow();
    }

    private static String quoted(String one) {
        return "\"%s\"".formatted(one);
    }

    private MockHttpServletResponse send(@Nullable String ifMatch, String fragment) throws Exception {
        return house.send(request(ifMatch, fragment));
    }

    private String refusal(@Nullable String ifMatch, String fragment) throws Exception {
        return house.refusal(request(ifMatch, fragment));
    }

    private static MockHttpServletRequestBuilder request(@Nullable String ifMatch, String fragment) {
        MockHttpServletRequestBuilder request =
                patch("/api/edge/whip/R1").contentType(FRAGMENT).content(fragment);
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }
}
