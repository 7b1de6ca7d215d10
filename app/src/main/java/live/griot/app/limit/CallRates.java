package live.griot.app.limit;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import live.griot.api.network.Network;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Counts the calls of {@link LimitedCall}, before their controllers are reached. Thread-safe. */
final class CallRates implements HandlerInterceptor {
    private final Map<String, Limits> byCall = new HashMap<>();

    CallRates(RateProperties rates, MeterRegistry meters) {
        for (LimitedCall limited : LimitedCall.ALL) {
            Limits limits = new Limits(
                    limited,
                    limited.byPerson() == null ? null : limiter(limited.byPerson(), rates),
                    limiter(limited.byAddress(), rates),
                    Counter.builder("griot.calls.too.often")
                            .tag("call", limited.name())
                            .description("Calls that were refused because they were made too often")
                            .register(meters));
            limited.calls().forEach(call -> byCall.put(call, limits));
        }
    }

    private static <K> RateLimiter<K> limiter(Function<RateProperties, Rate> which, RateProperties rates) {
        return new RateLimiter<>(which.apply(rates), rates.maxRemembered(), TimeMeter.SYSTEM_NANOTIME);
    }

    private record Limits(
            LimitedCall call,
            @Nullable RateLimiter<String> byPerson,
            RateLimiter<Network> byAddress,
            Counter refused) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // Who asks for the head of an answer alone lets all the rest be done as well.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Limits limits = byCall.get(method + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (limits != null && limits.call().counts().test(request)) {
            try {
                count(limits, request);
            } catch (Refused no) {
                limits.refused().increment();
                throw no;
            }
        }
        return true;
    }

    private static void count(Limits limits, HttpServletRequest request) {
        Principal person = request.getUserPrincipal();
        if (person != null && limits.byPerson() != null) {
            limits.byPerson().count(person.getName());
        }
        limits.byAddress().count(Network.of(request.getRemoteAddr()));
    }
}
