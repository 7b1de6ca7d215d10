package live.griot.app.messaging;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import live.griot.api.GroupedCommand;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A command that another thread will store, with what it belongs to: the call that is observed, and the ids that log lines carry. */
record Carried(
        GroupedCommand command,
        @Nullable Observation call,
        @Nullable Map<String, String> ids) implements GroupedCommand {
    /** Returns the command with what the calling thread does now. */
    static Carried of(GroupedCommand command, ObservationRegistry observations) {
        return new Carried(command, observations.getCurrentObservation(), MDC.getCopyOfContextMap());
    }

    /** Sends a command; one that is carried as if the thread that it comes from did. */
    static void send(GroupedCommand command, CommandGateway gateway) {
        if (command instanceof Carried carried) {
            carried.sendTo(gateway);
        } else {
            gateway.sendAndWait(command);
        }
    }

    private void sendTo(CommandGateway gateway) {
        if (ids != null) {
            MDC.setContextMap(ids);
        }
        try {
            if (call == null) {
                gateway.sendAndWait(command);
            } else {
                call.scoped(() -> gateway.sendAndWait(command));
            }
        } finally {
            MDC.clear();
        }
    }
}
