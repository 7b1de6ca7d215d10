package live.griot.query.socket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.apache.tomcat.websocket.WsRemoteEndpointBase;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * Sends text that is encoded already. The API of WebSockets takes text as characters and encodes it for each socket anew, which was two
 * fifths of what a sender did; Tomcat's own method under it takes bytes. It is not public: where it is missing, text goes the long way.
 */
final class SharedBytes {
    private static final Logger LOG = LoggerFactory.getLogger(SharedBytes.class);

    /** RFC 6455, section 5.2. */
    private static final byte TEXT = 1;

    private static final @Nullable MethodHandle SEND = find();

    private SharedBytes() {}

    /** Returns whether Tomcat is as it is expected to be. */
    static boolean areSent() {
        return SEND != null;
    }

    /** Sends a message, and returns when the operating system has it. Called by one thread at a time for a socket. */
    static void send(WebSocketSession socket, WebSocketMessage<?> message) throws IOException {
        if (SEND != null
                && message instanceof TextMessage text
                && socket instanceof NativeWebSocketSession wrapper
                && wrapper.getNativeSession() instanceof Session session
                && session.getBasicRemote() instanceof WsRemoteEndpointBase remote) {
            send(SEND, remote, text);
        } else {
            socket.sendMessage(message);
        }
    }

    private static void send(MethodHandle tomcats, WsRemoteEndpointBase remote, TextMessage text) throws IOException {
        try {
            tomcats.invokeExact(remote, TEXT, ByteBuffer.wrap(text.asBytes()), true);
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable other) {
            throw new IllegalStateException(other);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            MethodHandles.Lookup ours = MethodHandles.lookup();
            MethodHandle base = MethodHandles.privateLookupIn(WsRemoteEndpointBase.class, ours)
                    .findGetter(WsRemoteEndpointBase.class, "base", WsRemoteEndpointImplBase.class);
            MethodHandle send = MethodHandles.privateLookupIn(WsRemoteEndpointImplBase.class, ours)
                    .findVirtual(
                            WsRemoteEndpointImplBase.class,
                            "sendMessageBlock",
                            MethodType.methodType(void.class, byte.class, ByteBuffer.class, boolean.class));
            return MethodHandles.filterArguments(send, 0, base);
        } catch (ReflectiveOperationException | SecurityException otherTomcat) {
            LOG.warn("This Tomcat takes no encoded text: each socket's frames are encoded anew", otherTomcat);
            return null;
        }
    }
}
