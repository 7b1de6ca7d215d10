package live.griot.query.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
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
    private final BooleanSupplier mayListen;
    private @Nullable Queue<TextMessage> held;

    /** Subscribes from the position up to which the client has, or is about to be told, everything. */
    Subscriber(Outbox outbox, long seen, boolean catchingUp, BooleanSupplier mayListen) {
        this.mayListen = mayListen;
        this.outbox = outbox;
        this.seen = seen;
        this.held = catchingUp ? new ArrayDeque<>() : null;
    }

    /** Returns the position up to which live updates are none of its business. */
    long seen() {
        return seen;
    }

    /** Returns whether its client may still know of the topic; asks the read model. */
    boolean mayListen() {
        return mayListen.getAsBoolean();
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
