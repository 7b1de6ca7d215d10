package live.griot.query.socket;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent to one client, sent in order by a virtual thread of its own, so that a slow client delays nobody. When it
 * is full, what waits is dropped and the socket is closed with 1013 (try again later, RFC 6455, section 7.4.1 and its registry).
 * Only that thread writes to the socket, so a close follows a whole frame; one frame takes as long as the container's blocking send
 * timeout says, and not longer. Thread-safe.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Wakes the sender when nothing else does; never sent. */
    private static final WebSocketMessage<?> WAKE_UP = new PingMessage();

    private final WebSocketSession socket;
    private final Occurrences occurrences;
    private final BlockingQueue<WebSocketMessage<?>> waiting;
    private final AtomicReference<@Nullable CloseStatus> end = new AtomicReference<>();

    Outbox(WebSocketSession socket, int frames, Occurrences occurrences) {
        this.socket = socket;
        this.occurrences = occurrences;
        this.waiting = new ArrayBlockingQueue<>(frames);
        Thread.ofVirtual().name("outbox-" + socket.getId()).start(this::send);
    }

    /** Returns how many frames wait. */
    int waiting() {
        return waiting.size();
    }

    /** Queues a frame; never blocks. */
    void offer(WebSocketMessage<?> frame) {
        if (end.get() == null && !waiting.offer(frame)) {
            close(CloseStatus.SERVICE_OVERLOAD.withReason("Too slow; resume"), Occurrence.CLOSED_SLOW);
        }
    }

    /** Closes the socket without sending what still waits; never blocks. */
    void close(CloseStatus status) {
        if (end.compareAndSet(null, status)) {
            waiting.clear();
            var _ = waiting.offer(WAKE_UP);
        }
    }

    /** Closes the socket and counts why; never blocks. */
    void close(CloseStatus status, Occurrence why) {
        if (end.get() == null) {
            occurrences.count(why);
        }
        close(status);
    }

    private void send() {
        try {
            while (true) {
                WebSocketMessage<?> next = waiting.take();
                CloseStatus status = end.get();
                if (status != null) {
                    socket.close(status);
                    return;
                }
                SharedBytes.send(socket, next);
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Socket {} is gone", socket.getId(), gone);
            end.compareAndSet(null, CloseStatus.SESSION_NOT_RELIABLE);
            waiting.clear();
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) { // A sender that ends unheard would leave its client waiting.
            LOG.error("Nothing more can be sent to socket {}, which is closed", socket.getId(), bug);
            end.compareAndSet(null, CloseStatus.SERVER_ERROR);
            waiting.clear();
            closeForGood();
        }
    }

    private void closeForGood() {
        try {
            socket.close(CloseStatus.SERVER_ERROR);
        } catch (IOException | RuntimeException gone) {
            LOG.debug("Socket {} is gone", socket.getId(), gone);
        }
    }
}
