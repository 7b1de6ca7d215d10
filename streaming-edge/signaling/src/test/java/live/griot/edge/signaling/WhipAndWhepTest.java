package live.griot.edge.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import live.griot.api.session.Role;
import live.griot.edge.signaling.sdp.SdpLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** The HTTP side of WHIP (RFC 9725) and WHEP, behind which whoever is called by a role is let in. */
class WhipAndWhepTest {
    private static final String OFFER = "v=0\r\n";

    private final WhipHouse house = new WhipHouse();
    private final WhipHouse.Admission admission = house.admission;

    @Test
    void a_publisher_is_answered_with_a_resource_and_a_description() throws Exception {
        MockHttpServletResponse answer = send(post("/api/edge/whip")
                .header("Authorization", "Bearer HOST")
                .contentType("application/sdp")
                .content(OFFER));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(answer.getHeader("Location")).isEqualTo("/api/edge/whip/R1");
        assertThat(answer.getHeader("ETag")).isEqualTo("\"%s\"".formatted(admission.ice.tag()));
        assertThat(answer.getHeader("Accept-Patch")).isEqualTo("application/trickle-ice-sdpfrag");
        assertThat(answer.getContentType()).isEqualTo("application/sdp");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("the answer");
        assertThat(answer.getHeaders("Link"))
                .containsExactly(
                        "<stun:stun.example:3478>; rel=\"ice-server\"",
                        "<turn:turn.example:3478>; rel=\"ice-server\"; username=\"aw\\\"a\"; credential=\"secret\";"
                                + " credential-type=\"password\"");
        assertThat(admission.done).containsExactly("publish HOST " + OFFER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/edge/whip", "/api/edge/whep"})
    void a_slash_at_the_end_of_an_address_is_read_over(String path) throws Exception {
        MockHttpServletResponse answer = send(post(path + "/")
                .header("Authorization", "Bearer HOST")
                .contentType("application/sdp")
                .content(OFFER));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(answer.getHeader("Location")).isEqualTo(path + "/R1");
        assertThat(answer.getHeader("Accept-Post")).isEqualTo("application/sdp");
        assertThat(send(options(path + "/")).getHeader("Allow")).contains("POST");
        assertThat(send(get(path + "/R1/")).getStatus()).isEqualTo(204);
        assertThat(send(delete(path + "/R1/")).getStatus()).isEqualTo(200);
    }

    @Test
    void any_role_plays_and_only_the_host_publishes() throws Exception {
        for (Role role : Role.values()) {
            String bearer = "bearer " + role;
            assertThat(send(post("/api/edge/whep")
                                    .header("Authorization", bearer)
                                    .contentType("application/sdp")
                                    .content(OFFER))
                            .getHeader("Location"))
                    .isEqualTo("/api/edge/whep/R1");
            assertThat(send(post("/api/edge/whip")
                                    .header("Authorization", bearer)
                                    .contentType("application/sdp")
                                    .content(OFFER))
                            .getStatus())
                    .isEqualTo(role == Role.HOST || role == Role.GUEST ? 201 : 403);
        }
    }

    @Test
    void who_has_no_ticket_is_not_let_in() throws Exception {
        for (String path : List.of("/api/edge/whip", "/api/edge/whep")) {
            assertThat(refusal(post(path).contentType("application/sdp").content(OFFER)))
                    .isEqualTo("401 INVALID_TICKET");
            assertThat(refusal(post(path)
                            .header("Authorization", "Basic HOST")
                            .contentType("application/sdp")
                            .content(OFFER)))
                    .isEqualTo("401 INVALID_TICKET");
            assertThat(refusal(post(path)
                            .header("Authorization", "Bearer nobody")
                            .contentType("application/sdp")
                            .content(OFFER)))
                    .isEqualTo("401 INVALID_TICKET");
        }
        assertThat(admission.done).isEmpty();
    }

    @Test
    void a_body_of_another_type_or_too_large_is_refused() throws Exception {
        assertThat(send(post("/api/edge/whip")
                                .header("Authorization", "Bearer HOST")
                                .contentType("application/json")
                                .content("{}"))
                        .getStatus())
                .isEqualTo(415);
        assertThat(refusal(post("/api/edge/whip").header("Authorization", "Bearer HOST")))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
        assertThat(refusal(post("/api/edge/whip")
                        .header("Authorization", "Bearer HOST")
                        .contentType("application/sdp")
                        .content(new byte[SdpLine.MAX_CHARACTERS + 1])))
                .isEqualTo("413 TOO_LARGE");
        assertThat(admission.done).isEmpty();
    }

    @Test
    void a_resource_is_deleted_once_and_only_under_its_own_address() throws Exception {
        assertThat(refusal(delete("/api/edge/whip/R2"))).isEqualTo("404 NOT_FOUND");
        assertThat(send(delete("/api/edge/whip/R1").header("If-Match", "\"of another session\""))
                        .getStatus())
                .isEqualTo(200);
        assertThat(send(delete("/api/edge/whep/R1")).getStatus()).isEqualTo(200);
        assertThat(admission.done).containsExactly("PUBLISHER leaves", "VIEWER leaves");
    }

    @Test
    void what_accepts_no_description_gets_none() throws Exception {
        for (String path : List.of("/api/edge/whip", "/api/edge/whep")) {
            assertThat(send(post(path)
                                    .header("Authorization", "Bearer HOST")
                                    .header("Accept", "text/html")
                                    .contentType("application/sdp")
                                    .content(OFFER))
                            .getStatus())
                    .isEqualTo(406);
            assertThat(admission.done).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/edge/whip", "/api/edge/whep"})
    void there_is_nothing_to_get_and_nothing_else_to_do(String path) throws Exception {
        MockHttpServletResponse endpoint = send(get(path));
        assertThat(endpoint.getStatus()).isBetween(200, 204);
        assertThat(endpoint.getContentLength()).isZero();
        assertThat(send(head(path)).getStatus()).isEqualTo(endpoint.getStatus());
        assertThat(send(get(path + "/R1")).getStatus()).isEqualTo(204);
        assertThat(send(head(path + "/R1")).getStatus()).isEqualTo(204);
        assertThat(refusal(get(path + "/R2"))).isEqualTo("404 NOT_FOUND");

        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
            MockHttpServletResponse refused = send(request(method, path));
            assertThat(refused.getStatus()).as("%s", method).isEqualTo(405);
            assertThat(refused.getHeader("Allow")).contains("POST", "GET");
        }
        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.POST)) {
            MockHttpServletResponse refused = send(request(method, path + "/R1"));
            assertThat(refused.getStatus()).as("%s", method).isEqualTo(405);
            assertThat(refused.getHeader("Allow")).contains("PATCH", "DELETE");
        }
        assertThat(admission.done).isEmpty();
    }

    @Test
    void a_generic_player_sees_by_the_type_that_it_may_post_an_offer() throws Exception {
        assertThat(send(head("/api/edge/whep")).getContentType()).isEqualTo("application/sdp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/edge/whip", "/api/edge/whip/R1", "/api/edge/whep", "/api/edge/whep/R1"})
    void pages_from_elsewhere_may_ask_beforehand(String path) throws Exception {
        MockHttpServletResponse asked = send(options(path)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,if-match"));

        assertThat(asked.getStatus()).isEqualTo(200);
        assertThat(asked.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(asked.getHeader("Access-Control-Allow-Credentials")).isNull();
        assertThat(asked.getHeader("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "If-Match", "Link");
        boolean endpoint = !path.endsWith("R1");
        assertThat(asked.getHeader("Access-Control-Allow-Methods"))
                .contains(endpoint ? List.of("POST") : List.of("PATCH", "DELETE"));
        assertThat(asked.getHeader("Accept-Post")).isEqualTo(endpoint ? "application/sdp" : null);
        assertThat(asked.getHeader("Accept-Patch")).isEqualTo(endpoint ? null : "application/trickle-ice-sdpfrag");
        assertThat(asked.getHeader("Link")).isNull();
    }

    @Test
    void pages_from_elsewhere_can_read_where_the_resource_is_and_why_they_were_refused() throws Exception {
        MockHttpServletResponse answer = send(post("/api/edge/whep")
                .header("Origin", "https://elsewhere.example")
                .header("Authorization", "Bearer VIEWER")
                .contentType("application/sdp")
                .content(OFFER));
        MockHttpServletResponse refused = send(post("/api/edge/whep")
                .header("Origin", "https://elsewhere.example")
                .contentType("application/sdp")
                .content(OFFER));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(refused.getStatus()).isEqualTo(401);
        for (MockHttpServletResponse one : List.of(answer, refused)) {
            assertThat(one.getHeaders("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(one.getHeader("Access-Control-Expose-Headers")).contains("Location", "ETag", "Link");
        }
    }

    @Test
    void options_say_what_a_post_takes_and_tell_the_ice_servers_to_ticket_holders_alone() throws Exception {
        MockHttpServletResponse anybody = send(options("/api/edge/whip"));
        MockHttpServletResponse bearer = send(options("/api/edge/whip").header("Authorization", "Bearer HOST"));

        assertThat(anybody.getStatus()).isEqualTo(200);
        assertThat(anybody.getHeader("Accept-Post")).isEqualTo("application/sdp");
        assertThat(anybody.getHeader("Allow")).contains("POST");
        assertThat(anybody.getHeaders("Link")).isEmpty();
        assertThat(bearer.getHeaders("Link")).hasSize(2);
        assertThat(refusal(options("/api/edge/whip").header("Authorization", "Bearer nobody")))
                .isEqualTo("401 INVALID_TICKET");
    }

    @Test
    void who_asks_too_often_waits_and_others_do_not() throws Exception {
        house.between = Duration.ZERO;
        for (int i = 0; i < ConnectionRateLimiter.OFFERS; i++) {
            assertThat(send(play("VIEWER")).getStatus()).isEqualTo(201);
        }
        assertThat(refusal(play("VIEWER"))).isEqualTo("429 RATE_LIMITED");
        assertThat(send(play("GUEST")).getStatus()).isEqualTo(201);
        assertThat(admission.done).hasSize(ConnectionRateLimiter.OFFERS + 1);

        house.between = ConnectionRateLimiter.OFFER_EVERY;
        assertThat(send(play("VIEWER")).getStatus()).isEqualTo(201);
        assertThat(send(play("VIEWER")).getStatus()).isEqualTo(201);
    }

    private static AbstractMockHttpServletRequestBuilder<?> play(String bearer) {
        return post("/api/edge/whep")
                .header("Authorization", "Bearer " + bearer)
                .contentType("application/sdp")
                .content(OFFER);
    }

    private String refusal(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return house.refusal(request);
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return house.send(request);
    }
}
