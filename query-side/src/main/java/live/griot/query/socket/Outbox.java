package live.griot.query.socket;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent to one client, sent in order by a virtual thread of its own, so that a slow client delays nobody. When it
 * is full the socket is closed with 1013 (try again later, RFC 6455, section 7.4.1 and its registry). Thread-safe.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final WebSocketSession socket;
    private final BlockingQueue<TextMessage> waiting;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread sender;

    Outbox(WebSocketSession socket, int frames) {
        this.socket = socket;
        this.waiting = new ArrayBlockingQueue<>(frames);
        this.sender = Thread.ofVirtual().name("outbox-" + socket.getId()).start(this::send);
    }

    /** Queues a frame; never blocks. */
    void offer(TextMessage frame) {
        if (!closed.get() && !waiting.offer(frame)) {
            close(CloseStatus.SERVICE_OVERLOAD);
        }
    }

    /** Closes the socket without sending what still waits; never blocks. */
    void close(CloseStatus status) {
        if (closed.compareAndSet(false, true)) {
            sender.interrupt();
            Thread.ofVirtual().start(() -> {
                try {
                    socket.close(status);
                } catch (IOException gone) {
                    LOG.debug("Socket {} was gone before it was closed", socket.getId(), gone);
                }
            });
        }
    }

    private void send() {
        try {
            while (!closed.get()) {
                socket.sendMessage(waiting.take());
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Socket {} is gone", socket.getId(), gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
