package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

class OutboxTest {
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

    @ParameterizedTest
    @ValueSource(classes = {NullPointerException.class, InternalError.class})
    void a_client_whose_sender_fails_is_not_left_waiting(Class<? extends Throwable> bug) throws Exception {
        Throwable failure = bug.getConstructor().newInstance();
        Outbox outbox = new Outbox(socketThatThrows(failure), 10, new Occurrences());

        outbox.offer(new TextMessage("{}"));

        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(CloseStatus.SERVER_ERROR);
        outbox.offer(new TextMessage("{}"));
    }

    /** A socket of the container's with a bug: it cannot be made to have one from outside. */
    private WebSocketSession socketThatThrows(Throwable failure) {
        return (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getId" -> {
                            return "one";
                        }
                        case "close" -> {
                            closed.complete((CloseStatus) arguments[0]);
                            return null;
                        }
                        default -> throw failure;
                    }
                });
    }
}
