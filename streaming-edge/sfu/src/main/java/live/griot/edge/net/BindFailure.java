package live.griot.edge.net;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/** Says in a sentence why a port cannot be bound. */
final class BindFailure {
    static final String TAKEN = "is taken by another program";
    static final String NO_ADDRESS = "cannot be bound: this machine does not have that address";
    static final String FORBIDDEN = "cannot be bound: this program may not (ports below 1024 need a privilege)";

    private BindFailure() {}

    /** Returns what to throw for what the JDK or Netty threw. */
    static PortUnavailable of(PortUnavailable.Protocol protocol, int port, String address, Throwable cause) {
        PortUnavailable failure = new PortUnavailable(protocol, port, address, why(cause), 0);
        failure.initCause(cause);
        return failure;
    }

    /** Returns what to throw for what Linux answered. */
    static PortUnavailable of(PortUnavailable.Protocol protocol, int port, String address, int errno) {
        String why =
                switch (errno) {
                    case Errno.EADDRINUSE -> TAKEN;
                    case Errno.EADDRNOTAVAIL -> NO_ADDRESS;
                    case Errno.EACCES -> FORBIDDEN;
                    default -> "cannot be bound: %s (%d)".formatted(Errno.name(errno), errno);
                };
        return new PortUnavailable(protocol, port, address, why, errno);
    }

    private static String why(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof IOException && message.contains("permission denied")) {
            return FORBIDDEN;
        }
        if (cause instanceof IOException && message.contains("assign requested address")) {
            return NO_ADDRESS;
        }
        boolean taken = cause instanceof BindException || message.contains("address already in use");
        return taken ? TAKEN : "cannot be bound: " + cause.getMessage();
    }
}
