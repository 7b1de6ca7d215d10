package live.griot.app.support;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rates that no test reaches (a test does in a second, from one address, what a town does in an hour), and times for which no test's
 * database lets anybody wait, also where a machine does much else.
 */
final class Generous {
    static final Map<String, String> LIMITS = limits();

    private Generous() {}

    private static Map<String, String> limits() {
        Map<String, String> limits = new HashMap<>();
        Stream.of("sessions", "links", "bans", "invitations", "searches", "clips")
                .flatMap(what -> Stream.of(what + "-per-person", what + "-per-address"))
                .forEach(rate -> limits.put("griot.rates." + rate, "100000/PT1M"));
        limits.put("griot.store.pool-timeout", "PT15S");
        limits.put("griot.store.answer-timeout", "PT30S");
        return Map.copyOf(limits);
    }
}
