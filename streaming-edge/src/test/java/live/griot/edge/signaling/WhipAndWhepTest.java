package live.griot.edge.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The HTTP side of WHIP (RFC 9725) and WHEP, with a door that lets in whoever is called by a role. */
class WhipAndWhepTest {
    private static final String OFFER = "v=0\r\n";

    private final Door door = new Door();
    private final SdpExchange exchange = new SdpExchange(
            door,
            new OneEdge(new EdgeAddress(
                    null,
                    WhipController.PATH,
                    WhepController.PATH,
                    List.of(
                            new EdgeAddress.IceServer(List.of("stun:stun.example:3478"), null, null),
                            new EdgeAddress.IceServer(List.of("turn:turn.example:3478"), "aw\"a", "secret")))));
    private final MockMvc http = MockMvcBuilders.webAppContextSetup(web()).build();

    @Test
    void a_publisher_is_answered_with_a_resource_and_a_description() throws Exception {
        MockHttpServletResponse answer = send(post("/api/edge/whip")
                .header("Authorization", "Bearer HOST")
                .contentType("application/sdp")
                .content(OFFER));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(answer.getHeader("Location")).isEqualTo("/api/edge/whip/R1");
        assertThat(answer.getHeader("ETag")).isEqualTo("\"tag\"");
        assertThat(answer.getContentType()).isEqualTo("application/sdp");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("the answer");
        assertThat(answer.getHeaders("Link"))
                .containsExactly(
                        "<stun:stun.example:3478>; rel=\"ice-server\"",
                        "<turn:turn.example:3478>; rel=\"ice-server\"; username=\"aw\\\"a\"; credential=\"secret\";"
                                + " credential-type=\"password\"");
        assertThat(door.done).containsExactly("publish HOST " + OFFER);
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
                    .isEqualTo(role == Role.HOST ? 201 : 403);
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
        assertThat(door.done).isEmpty();
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
                        .content(new byte[SdpParser.MAX_CHARACTERS + 1])))
                .isEqualTo("413 TOO_LARGE");
        assertThat(door.done).isEmpty();
    }

    @Test
    void trickled_candidates_are_welcome_and_a_restart_is_not() throws Exception {
        String type = "application/trickle-ice-sdpfrag";
        String there = "/api/edge/whip/R1";

        assertThat(send(patch(there).contentType(type).content("a=end-of-candidates\r\n"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(send(patch(there)
                                .contentType(type)
                                .header("If-Match", "\"tag\"")
                                .content("a=mid:0\r\n"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(refusal(patch(there)
                        .contentType(type)
                        .header("If-Match", "\"*\"")
                        .content("a=mid:0\r\n")))
                .isEqualTo("422 ICE_RESTART_UNSUPPORTED");
        assertThat(refusal(patch(there).contentType("application/sdp").content(OFFER)))
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
        assertThat(refusal(patch("/api/edge/whip/R2").contentType(type).content("a=mid:0\r\n")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void a_resource_is_deleted_once_and_only_under_its_own_address() throws Exception {
        assertThat(refusal(delete("/api/edge/whip/R2"))).isEqualTo("404 NOT_FOUND");
        assertThat(send(delete("/api/edge/whip/R1")).getStatus()).isEqualTo(200);
        assertThat(send(delete("/api/edge/whep/R1")).getStatus()).isEqualTo(200);
        assertThat(door.done).containsExactly("PUBLISHER leaves", "VIEWER leaves");
        assertThat(send(get("/api/edge/whip")).getStatus()).isEqualTo(405);
    }

    @Test
    void pages_from_elsewhere_may_call_and_read_where_the_resource_is() throws Exception {
        MockHttpServletResponse asked = send(options("/api/edge/whip")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
        MockHttpServletResponse answer = send(post("/api/edge/whep")
                .header("Origin", "https://elsewhere.example")
                .header("Authorization", "Bearer VIEWER")
                .contentType("application/sdp")
                .content(OFFER));

        assertThat(asked.getStatus()).isEqualTo(200);
        assertThat(asked.getHeader("Access-Control-Allow-Methods")).contains("POST", "DELETE", "PATCH");
        assertThat(asked.getHeader("Access-Control-Allow-Headers")).contains("authorization", "content-type");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(String.join(",", answer.getHeaders("Access-Control-Expose-Headers")))
                .contains("Location", "ETag", "Link");
    }

    @Test
    void options_say_what_a_post_takes() throws Exception {
        MockHttpServletResponse answer = send(options("/api/edge/whep"));

        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getHeader("Accept-Post")).isEqualTo("application/sdp");
    }

    private WebApplicationContext web() {
        AnnotationConfigWebApplicationContext web = new AnnotationConfigWebApplicationContext();
        web.setServletContext(new MockServletContext());
        web.register(Web.class);
        web.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("whip", new WhipController(door, exchange));
            beans.registerSingleton("whep", new WhepController(door, exchange));
            beans.registerSingleton("codes", new CodesAlone());
        });
        web.refresh();
        return web;
    }

    /** Spring MVC as it comes. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Web {}

    private String refusal(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse answer = send(request);
        return answer.getStatus() + " " + answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return http.perform(request).andReturn().getResponse();
    }

    /** Refusals as the program's own advice tells them, cut down to the code. */
    @RestControllerAdvice
    static final class CodesAlone {
        @ExceptionHandler
        ResponseEntity<String> on(Refused no) {
            return ResponseEntity.status(no.code().status()).body(no.code().name());
        }
    }

    /** A ticket's text is its role; the one resource is R1. */
    private static final class Door implements PeerDoor {
        final List<String> done = new ArrayList<>();

        @Override
        public Ticket admit(String bearer) {
            for (Role role : Role.values()) {
                if (role.name().equals(bearer)) {
                    return new Ticket(
                            new AttendanceId("A1"),
                            new SessionId("S1"),
                            null,
                            role,
                            role == Role.HOST ? Devices.carriedBy(SessionType.VIDEO) : Devices.OFF,
                            null,
                            Instant.EPOCH,
                            Instant.EPOCH);
                }
            }
            throw new Refused(RefusalCode.INVALID_TICKET, "No ticket");
        }

        @Override
        public PeerResource publish(Ticket ticket, String offer) {
            done.add("publish " + ticket.role() + " " + offer);
            return new PeerResource("R1", "tag", "the answer");
        }

        @Override
        public PeerResource play(Ticket ticket, String offer) {
            done.add("play " + ticket.role() + " " + offer);
            return new PeerResource("R1", "tag", "the answer");
        }

        @Override
        public String iceTag(PeerRole role, String resourceId) {
            requireKnown(resourceId);
            return "tag";
        }

        @Override
        public void leave(PeerRole role, String resourceId) {
            requireKnown(resourceId);
            done.add(role + " leaves");
        }

        private static void requireKnown(String resourceId) {
            if (!resourceId.equals("R1")) {
                throw new Refused(RefusalCode.NOT_FOUND, "Nobody");
            }
        }
    }

    private record OneEdge(EdgeAddress here) implements EdgeAddress.Book {
        @Override
        public EdgeAddress of(SessionId session) {
            return here;
        }

        @Override
        public boolean hasRoomFor(SessionId session) {
            return true;
        }
    }
}
