package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.signaling.SignalAdmission;
import live.griot.edge.telemetry.Failures;
import org.springframework.stereotype.Component;

/** The sessions of all who signal, those too whose sockets are lost and who are awaited. Thread-safe. */
@Component
class SignalSessions {
    private static final int KEY_BYTES = 16;
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final SignalAdmission admission;
    private final SignalProperties limits;
    private final Failures failures;
    private final Executor threads = task -> Thread.ofVirtual().name("signal").start(task);
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SignalSession> byKey = new ConcurrentHashMap<>();

    SignalSessions(SignalAdmission admission, SignalProperties limits, Failures failures) {
        this.admission = admission;
        this.limits = limits;
        this.failures = failures;
    }

    /** Begins with the session that a hello asks for, the one it was in or a new one. Refuses with INVALID_TICKET or RATE_LIMITED. */
    void greet(SignalSocket from, ClientMessage.Hello hello) {
        Ticket ticket = admission.admit(hello.ticket());
        SignalSession before = hello.resume() == null ? null : byKey.get(hello.resume());
        if (before != null) {
            from.belongsTo(before);
            before.resume(from, ticket);
            return;
        }
        if (byKey.size() >= limits.maxSessions()) {
            throw new Refused(RATE_LIMITED, "As many signal here as there may be; come back later", A_WHILE);
        }
        SignalSession fresh = new SignalSession(freshKey(), this, random, threads, failures);
        byKey.put(fresh.key(), fresh);
        from.belongsTo(fresh);
        fresh.begin(from, ticket, admission, hello.receive() == null || hello.receive());
    }

    /** Ends those that nobody came back to in time. */
    void giveUpOnThoseAway(long nowNanos) {
        byKey.values()
                .forEach(
                        session -> session.giveUpIfAway(nowNanos, limits.grace().toNanos()));
    }

    void forget(SignalSession session) {
        byKey.remove(session.key(), session);
    }

    /** Returns how many there are. */
    int count() {
        return byKey.size();
    }

    Duration grace() {
        return limits.grace();
    }

    private String freshKey() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
