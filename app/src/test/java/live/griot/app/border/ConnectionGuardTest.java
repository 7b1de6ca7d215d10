package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow connections are ended, and one whose end fails keeps no other from it. */
class ConnectionGuardTest {
    private final BorderCounts counts = new BorderCounts();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConnectionGuard guard = new ConnectionGuard(
            new BorderProperties(Duration.ofMillis(200), Duration.ofSeconds(10), 1_000, 262_144, 10),
            new TrustedProxies(List.of()),
            counts);
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        counts.bindTo(registry);
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        guard.stop();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        server.close();
    }

    @Test
    void a_connection_whose_end_fails_is_cut_and_others_are_ended_before_and_after() throws IOException {
        SocketChannel failing = connected();
        assertThat(guard.admits(failing)).isTrue();
        guard.around(new NobodyHandles()).process(processedWithABug(failing), SocketEvent.OPEN_READ);
        assertThat(guard.admits(connected())).isTrue();
        guard.start();

        await().until(() -> slowHeads() == 1);
        await().until(() -> failing.socket().isInputShutdown());
        assertThat(guard.admits(connected())).isTrue();
        await().until(() -> slowHeads() == 2);
    }

    private double slowHeads() {
        return registry.get("griot.http.turned.away")
                .tag("reason", BorderOccurrence.SLOW_HEAD.tag())
                .functionCounter()
                .count();
    }

    /** Returns the server's side of a connection whose client says nothing. */
    private SocketChannel connected() throws IOException {
        channels.add(SocketChannel.open(server.getLocalAddress()));
        SocketChannel accepted = server.accept();
        channels.add(accepted);
        return accepted;
    }

    private static NioSocketWrapper processedWithABug(SocketChannel channel) throws IOException {
        NioChannel tomcats = new NioChannel(new SocketBufferHandler(100, 100, false));
        NioSocketWrapper wrapper = new NioSocketWrapper(tomcats, new NioEndpoint()) {
            private boolean begun;

            @Override
            public @Nullable Object getCurrentProcessor() {
                if (begun) {
                    throw new InternalError("A processor with a bug");
                }
                begun = true;
                return null;
            }
        };
        tomcats.reset(channel, wrapper);
        return wrapper;
    }

    /** Goes on waiting for the rest of the head. */
    private static final class NobodyHandles implements Handler<NioChannel> {
        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            return SocketState.LONG;
        }

        @Override
        public @Nullable Object getGlobal() {
            return null;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {}

        @Override
        public void pause() {}

        @Override
        public void recycle() {}
    }
}
