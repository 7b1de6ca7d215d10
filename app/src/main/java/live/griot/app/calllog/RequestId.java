package live.griot.app.calllog;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one call is called, in the log and towards who made it. A client or a proxy may bring a name of its own; what could break a line of
 * the log, or is longer than one needs, is not taken, and the call gets a fresh one.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens and underscores
 */
record RequestId(String value) {
    /** The header in which it comes and is told. */
    static final String HEADER = "X-Request-Id";

    /** The header of a trace (W3C Trace Context, section 3.2), whose id is as good. */
    static final String TRACE_HEADER = "traceparent";

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final Pattern TRACE =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Returns what a call is called that came with these headers, each null where it did not: the first that is valid, or a fresh one. */
    static RequestId of(@Nullable String given, @Nullable String trace) {
        if (given != null && SHAPE.matcher(given).matches()) {
            return new RequestId(given);
        }
        if (trace != null) {
            var parts = TRACE.matcher(trace);
            if (parts.matches()) {
                return new RequestId(parts.group(1));
            }
        }
        return new RequestId(UlidCreator.getUlid().toString());
    }
}
