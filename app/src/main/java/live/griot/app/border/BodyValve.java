package live.griot.app.border;

import static live.griot.api.refusal.RefusalCode.REQUEST_TIMEOUT;
import static live.griot.api.refusal.RefusalCode.TOO_LARGE;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import live.griot.api.refusal.Refused;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * No body is larger than it may be or comes slower than it may, of whatever type, by whatever way it is read, in chunks or with a length
 * told beforehand. Sits below everything that reads. What nobody reads is let pass for a while after the answer, so that the answer
 * arrives, and then the connection is closed.
 */
final class BodyValve extends ValveBase {
    private static final int LET_PASS_BYTES = 4 * 1024 * 1024;

    /** Calls that take more than others, and how many bytes. */
    private static final Map<String, Integer> LARGER = Map.of("PUT /api/me/avatar", 2 * 1024 * 1024);

    private final BorderProperties limits;
    private final BorderCounts counts;

    BodyValve(BorderProperties limits, BorderCounts counts) {
        super(true);
        this.limits = limits;
        this.counts = counts;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (response.getStatus() >= 400) {
            // Not read to its end, so there is no telling what its body is.
            getNext().invoke(request, response);
            return;
        }
        InputBuffer unlimited = request.getCoyoteRequest().getInputBuffer();
        int most = LARGER.getOrDefault(request.getMethod() + " " + request.getRequestURI(), limits.maxBodyBytes());
        Metered body = new Metered(unlimited, most);
        request.getCoyoteRequest().setInputBuffer(body);
        try {
            if (request.getContentLengthLong() > most) {
                // Whoever reads it is refused: so the answer passes by who adds to it, and who may not call at all is
                // told that.
                body.refuseAll();
            }
            getNext().invoke(request, response);
            if (!request.isAsync() && !isWhole(request)) {
                response.finishResponse();
                body.letPass(request);
            }
        } finally {
            request.getCoyoteRequest().setInputBuffer(unlimited);
        }
    }

    private static boolean isWhole(Request request) {
        AtomicBoolean whole = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        return whole.get();
    }

    private static String tooLarge(int most) {
        return "The body of this request has at most %d bytes".formatted(most);
    }

    /** One request's body. Counts the time that the client is waited for, not the time that its request is worked on. */
    private final class Metered implements InputBuffer {
        private final InputBuffer body;
        private final int most;
        private long received;
        private long waitedNanos;
        private @Nullable Refused refused;
        private boolean letsPass;

        Metered(InputBuffer body, int most) {
            this.body = body;
            this.most = most;
        }

        @Override
        public int available() {
            return body.available();
        }

        @Override
        public int doRead(ApplicationBufferHandler into) throws IOException {
            if (refused != null && !letsPass) {
                throw refused;
            }
            long before = System.nanoTime();
            int read;
            try {
                read = body.doRead(into);
            } catch (SocketTimeoutException silent) {
                throw refuse(BorderOccurrence.SLOW_BODY, tooSlow());
            }
            waitedNanos += System.nanoTime() - before;
            received += Math.max(0, read);
            if (!letsPass && received > most) {
                throw refuse(BorderOccurrence.LARGE_BODY, new Refused(TOO_LARGE, tooLarge(most)));
            }
            if (waitedNanos - limits.bodyGrace().toNanos()
                    > TimeUnit.SECONDS.toNanos(received) / limits.bodyBytesPerSecond()) {
                throw refuse(BorderOccurrence.SLOW_BODY, tooSlow());
            }
            return read;
        }

        /** Refuses the body before anything of it is read. */
        void refuseAll() {
            var _ = refuse(BorderOccurrence.LARGE_BODY, new Refused(TOO_LARGE, tooLarge(most)));
        }

        private Refused refuse(BorderOccurrence why, Refused no) {
            if (refused == null) {
                counts.count(why);
            }
            refused = no;
            return no;
        }

        private Refused tooSlow() {
            return new Refused(REQUEST_TIMEOUT, "The body came too slowly");
        }

        /** Reads on for nobody, within bounds; then the connection cannot be used again. */
        void letPass(Request request) {
            boolean tooSlow = refused != null && refused.code() == REQUEST_TIMEOUT;
            letsPass = true;
            long giveUpAt = System.nanoTime() + limits.bodyGrace().toNanos();
            Nowhere nowhere = new Nowhere();
            try {
                int read = 0;
                while (!tooSlow && read >= 0 && received < LET_PASS_BYTES && System.nanoTime() - giveUpAt < 0) {
                    read = request.getCoyoteRequest().doRead(nowhere);
                }
            } catch (IOException | Refused gone) {
                // It is closed below.
            }
            if (!isWhole(request)) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    /** Takes what is read and forgets it. */
    private static final class Nowhere implements ApplicationBufferHandler {
        private java.nio.@Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(java.nio.ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public java.nio.@Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
