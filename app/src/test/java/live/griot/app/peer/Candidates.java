package live.griot.app.peer;

import java.util.regex.Pattern;

/** The addresses at which a session description says the edge is. */
final class Candidates {
    private static final Pattern UDP =
            Pattern.compile("(a=candidate:\\S+ \\d+ udp \\d+ \\S+) \\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TCP =
            Pattern.compile("a=candidate:\\S+ \\d+ tcp [^\r\n]*\r?\n", Pattern.CASE_INSENSITIVE);

    private Candidates() {}

    /** Returns the description with that port in place of the edge's, and no way around it; as it is where the port is 0. */
    static String through(int port, String description) {
        if (port == 0) {
            return description;
        }
        return TCP.matcher(UDP.matcher(description).replaceAll("$1 " + port)).replaceAll("");
    }
}
