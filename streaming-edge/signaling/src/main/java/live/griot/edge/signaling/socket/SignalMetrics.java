package live.griot.edge.signaling.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The signalling socket as metrics: {@code griot.signal.sockets}, {@code griot.signal.sessions}. */
@Component
class SignalMetrics implements MeterBinder {
    private final SignalSockets sockets;
    private final SignalSessions sessions;

    SignalMetrics(SignalSockets sockets, SignalSessions sessions) {
        this.sockets = sockets;
        this.sessions = sessions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.signal.sockets", sockets, SignalSockets::count)
                .description("Signalling sockets that are open")
                .register(registry);
        Gauge.builder("griot.signal.sessions", sessions, SignalSessions::count)
                .description("Clients that signal, those too whose sockets are lost and who are awaited")
                .register(registry);
    }
}
