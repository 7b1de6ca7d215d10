package live.griot.query.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;

/**
 * One client's place on one topic. While it catches up with the past, what happens meanwhile is held back (within a bound) and
 * follows in order. Thread-safe.
 */
final class Subscriber {
    private static final int MAX_HELD = 1_000;

    private final Outbox outbox;
    private final long seen;
    private final Listener listener;
    private @Nullable Queue<TextMessage> held;

    /** Subscribes from the position up to which the client has, or is about to be told, everything. */
    Subscriber(Outbox outbox, long seen, boolean catchingUp, Listener listener) {
        this.listener = listener;
        this.outbox = outbox;
        this.seen = seen;
        this.held = catchingUp ? new ArrayDeque<>() : null;
    }

    /** Returns whether an update is for its client, and new to it. */
    boolean isToBeTold(PositionedUpdate update) {
        return update.isFor(listener.person(), seen);
    }

    /** Returns the position up to which live updates are none of its business. */
    long seen() {
        return seen;
    }

    /** Returns whose place it is. */
    Listener listener() {
        return listener;
    }

    /** Sends a live frame, after the past if that is still being told. */
    synchronized void deliver(TextMessage frame) {
        if (held == null) {
            outbox.offer(frame);
        } else if (held.size() < MAX_HELD) {
            held.add(frame);
        } else {
            outbox.close(CloseStatus.SERVICE_OVERLOAD);
        }
    }

    /** Says that the past has been told. */
    synchronized void caughtUp() {
        if (held != null) {
            held.forEach(outbox::offer);
            held = null;
        }
    }
}
