package live.griot.edge.signaling;

import io.github.bucket4j.TimeMeter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.edge.signaling.negotiation.AnswerForPublisher;
import live.griot.edge.signaling.negotiation.Negotiated;
import live.griot.edge.signaling.negotiation.Offers;
import org.jspecify.annotations.Nullable;
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

/** The HTTP side of WHIP and WHEP, behind which whoever is called by a role is let in. */
final class WhipHouse {
    final Admission admission = new Admission();
    /** How much time passes from one request to the next. */
    Duration between = Duration.ofSeconds(1);

    private long nanos;
    private final MockMvc http = MockMvcBuilders.webAppContextSetup(web())
            .addFilters(TrailingSlash.filter(), new CrossOriginFilter())
            .build();

    /** Returns the answer's status and what it says: of a refusal, the code. */
    String refusal(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse answer = send(request);
        return answer.getStatus() + " " + answer.getContentAsString(StandardCharsets.UTF_8);
    }

    MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        nanos += between.toNanos();
        return http.perform(request).andReturn().getResponse();
    }

    private WebApplicationContext web() {
        SdpExchange exchange = new SdpExchange(
                admission,
                new OneEdge(new EdgeAddress(
                        "/api/edge/signal",
                        WhipController.PATH,
                        WhepController.PATH,
                        null,
                        List.of(
                                new EdgeAddress.IceServer(List.of("stun:stun.example:3478"), null, null),
                                new EdgeAddress.IceServer(List.of("turn:turn.example:3478"), "aw\"a", "secret")))),
                new ConnectionRateLimiter(new Passing()));
        AnnotationConfigWebApplicationContext web = new AnnotationConfigWebApplicationContext();
        web.setServletContext(new MockServletContext());
        web.register(Web.class);
        web.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("whip", new WhipController(admission, exchange));
            beans.registerSingleton("whep", new WhepController(admission, exchange));
            beans.registerSingleton("codes", new CodesAlone());
        });
        web.refresh();
        return web;
    }

    /** Time as the test lets it pass. */
    private final class Passing implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** Spring MVC as it comes. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Web {}

    /** Refusals as the program's own advice tells them, cut down to the code. */
    @RestControllerAdvice
    static final class CodesAlone {
        @ExceptionHandler
        ResponseEntity<String> on(Refused no) {
            return ResponseEntity.status(no.code().status()).body(no.code().name());
        }
    }

    /** A ticket's text is its role; the one resource is R1, whose peer made Chromium's offer. */
    static final class Admission implements ResourceAdmission {
        final List<String> done = new ArrayList<>();
        final Negotiated agreed =
                new AnswerForPublisher(new SecureRandom(), 1500).to(Offers.named("chromium-156-sendonly"), Offers.EDGE);
        final IceSession ice = new IceSession(agreed);
        /** Set where the connection cannot be restarted. */
        @Nullable
        Refused noRestart;

        @Override
        public Ticket admit(String bearer) {
            for (Role role : Role.values()) {
                if (role.name().equals(bearer)) {
                    return new Ticket(
                            new AttendanceId(role.name()),
                            new SessionId("S1"),
                            null,
                            null,
                            role,
                            role == Role.HOST || role == Role.GUEST
                                    ? Devices.carriedBy(SessionType.VIDEO)
                                    : Devices.OFF,
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
            return new PeerResource("R1", ice.tag(), "the answer");
        }

        @Override
        public PeerResource play(Ticket ticket, String offer) {
            done.add("play " + ticket.role() + " " + offer);
            return new PeerResource("R1", ice.tag(), "the answer");
        }

        @Override
        public void find(PeerRole role, String resourceId) {
            if (!resourceId.equals("R1")) {
                throw new Refused(RefusalCode.NOT_FOUND, "Nobody");
            }
        }

        @Override
        public Optional<RestartedIce> patch(PeerRole role, String resourceId, IceFragment fragment, IfMatch condition) {
            find(role, resourceId);
            return ice.patch(fragment, condition, Offers.EDGE, (fresh, remoteUfrag) -> {
                if (noRestart != null) {
                    throw noRestart;
                }
                done.add("restart " + fresh.usernameFragment() + " " + remoteUfrag);
            });
        }

        @Override
        public void leave(PeerRole role, String resourceId) {
            find(role, resourceId);
            done.add(role + " leaves");
        }
    }

    private record OneEdge(EdgeAddress here) implements EdgeAddress.Book {
        @Override
        public EdgeAddress of(SessionId session, AttendanceId bearer) {
            return here;
        }

        @Override
        public boolean hasRoomFor(SessionId session, @Nullable UserId person) {
            return true;
        }
    }
}
