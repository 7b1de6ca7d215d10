package live.griot.edge.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.api.identity.Ticket;
import live.griot.api.network.Network;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.SignalAdmission;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/** One socket's trouble keeps no other from being looked at. */
class SignalSocketsTest {
    private static final int GOOD = 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SignalProperties LIMITS = new SignalProperties(
            SECOND,
            100,
            100,
            1_000,
            10,
            10,
            10,
            SECOND.multipliedBy(100),
            SECOND,
            SECOND.multipliedBy(3),
            SECOND,
            List.of());

    private final Failures failures = new Failures(System::nanoTime);
    private final SignalSessions sessions = new SignalSessions(new NobodyAdmitted(), LIMITS, failures);
    private final SignalSockets sockets = new SignalSockets(sessions, LIMITS, failures);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void who_cannot_be_asked_for_a_sign_of_life_is_closed_and_keeps_nobody_from_being_asked() {
        for (int i = 0; i < GOOD; i++) {
            enter(asked::incrementAndGet);
        }
        enter(() -> {
            throw new StackOverflowError("A socket with a bug");
        });

        sockets.look(SECOND.plusMillis(1).toNanos());

        assertThat(asked).hasValue(GOOD);
        assertThat(sockets.count())
                .as("who failed is closed and not looked at again")
                .isEqualTo(GOOD);
        assertThat(failures.counts()).containsEntry("CONNECTION", 1L);
    }

    private void enter(Runnable whenAsked) {
        WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMessage")) {
                        whenAsked.run();
                    }
                    return null;
                });
        assertThat(sockets.enter(new SignalSocket(
                        socket,
                        Network.of("192.0.2.1"),
                        sessions,
                        LIMITS,
                        code -> {},
                        JsonMapper.builder().build(),
                        0)))
                .isTrue();
    }

    /** Lets nobody in: nobody says hello. */
    private static final class NobodyAdmitted implements SignalAdmission {
        @Override
        public Ticket admit(String bearer) {
            throw new IllegalStateException("Nobody says hello");
        }

        @Override
        public Attendee enter(Ticket ticket, Attendee.Listener listener) {
            throw new IllegalStateException("Nobody says hello");
        }
    }
}
