package live.griot.app.support;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rates that no test reaches: a test does in a second, from one address, what a town does in an hour. */
final class Generous {
    static final Map<String, String> RATES = Stream.of("sessions", "links", "bans", "invitations", "searches")
            .flatMap(what -> Stream.of(what + "-per-person", what + "-per-address"))
            .collect(Collectors.toMap(rate -> "griot.rates." + rate, rate -> "100000/PT1M"));

    private Generous() {}
}
