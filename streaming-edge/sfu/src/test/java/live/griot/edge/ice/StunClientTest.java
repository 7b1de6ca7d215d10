package live.griot.edge.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The client against real sockets that answer well, late, wrong or never. */
class StunClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final InetSocketAddress SEEN = new InetSocketAddress("203.0.113.5", 4_242);

    private final StunClient client = new StunClient();

    @Test
    void a_server_says_as_what_it_sees_this_machine() throws Exception {
        for (String seen : List.of("203.0.113.5", "2001:db8::5")) {
            InetAddress address = InetAddress.getByName(seen);
            try (Server server = new Server(request -> List.of(answer(request, new InetSocketAddress(address, 1))))) {
                assertThat(client.ask(server.address(), PATIENCE)).contains(address);
            }
        }
    }

    @Test
    void a_request_that_is_lost_is_sent_again() throws Exception {
        AtomicInteger lost = new AtomicInteger(1);
        try (Server server =
                new Server(request -> lost.getAndDecrement() > 0 ? List.of() : List.of(answer(request, SEEN)))) {
            assertThat(client.ask(server.address(), PATIENCE)).contains(SEEN.getAddress());
            assertThat(lost).hasValue(-1);
        }
    }

    @Test
    void what_is_no_answer_to_the_request_is_passed_over() throws Exception {
        try (Server server = new Server(request -> List.of(
                new byte[0],
                "nonsense".getBytes(StandardCharsets.UTF_8),
                new StunWriter(StunMessage.BINDING_SUCCESS, new byte[12])
                        .mappedAddress(new InetSocketAddress("198.51.100.1", 1))
                        .finishUnsigned(),
                new StunWriter(StunMessage.BINDING_SUCCESS, transaction(request)).finishUnsigned(),
                new StunWriter(StunMessage.BINDING_ERROR, transaction(request))
                        .error(400, "Bad")
                        .finishUnsigned(),
                answer(request, new InetSocketAddress("0.0.0.0", 1)),
                answer(request, new InetSocketAddress("224.0.0.1", 1)),
                answer(request, SEEN)))) {
            assertThat(client.ask(server.address(), PATIENCE)).contains(SEEN.getAddress());
        }
    }

    @Test
    void a_server_that_never_answers_is_given_up_on() throws Exception {
        try (Server silent = new Server(request -> List.of())) {
            assertThat(client.ask(silent.address(), Duration.ofMillis(700))).isEmpty();
            assertThat(silent.requests).hasValueGreaterThan(1);
        }
    }

    @Test
    void nobody_at_all_is_as_good_as_no_answer() throws Exception {
        InetSocketAddress gone;
        try (Server server = new Server(request -> List.of())) {
            gone = server.address();
        }

        assertThat(client.ask(gone, Duration.ofMillis(700))).isEmpty();
    }

    private static byte[] transaction(byte[] request) {
        return Arrays.copyOfRange(request, 8, 20);
    }

    private static byte[] answer(byte[] request, InetSocketAddress seen) {
        return new StunWriter(StunMessage.BINDING_SUCCESS, transaction(request))
                .mappedAddress(seen)
                .finishUnsigned();
    }

    /** A socket on which somebody answers each request with so many datagrams. */
    private static final class Server implements AutoCloseable {
        final AtomicInteger requests = new AtomicInteger();
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        Server(Function<byte[], List<byte[]>> answers) throws IOException {
            Thread.ofVirtual().start(() -> serve(answers));
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        private void serve(Function<byte[], List<byte[]>> answers) {
            try {
                while (!socket.isClosed()) {
                    DatagramPacket request = new DatagramPacket(new byte[1_500], 1_500);
                    socket.receive(request);
                    requests.incrementAndGet();
                    for (byte[] answer : answers.apply(Arrays.copyOf(request.getData(), request.getLength()))) {
                        socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
