package live.griot.app.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import live.griot.api.Commands;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreFailure;
import live.griot.app.metrics.Buckets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * How long commands take who sends them, {@code griot.command}, by which command it was and what came of it: until what they store is on disk
 * and the read models have it. Commands are the program's own types, so there are only so many. Thread-safe.
 */
@Component
@Primary
class MeasuredCommands implements Commands {
    private final WaitingCommands commands;
    private final MeterRegistry registry;

    MeasuredCommands(WaitingCommands commands, MeterRegistry registry) {
        this.commands = commands;
        this.registry = registry;
    }

    /** What came of a command. */
    private enum Outcome {
        DONE,
        /** A rule said no. */
        REFUSED,
        /** The store is away or full. */
        UNAVAILABLE,
        /** A bug. */
        FAILED
    }

    @Override
    public @Nullable Object send(Object command) {
        Timer.Sample took = Timer.start(registry);
        Outcome outcome = Outcome.FAILED;
        try {
            Object answer = commands.send(command);
            outcome = Outcome.DONE;
            return answer;
        } catch (RuntimeException failure) {
            outcome = outcomeOf(failure);
            throw failure;
        } finally {
            took.stop(Buckets.timer("griot.command", "From when a command is sent until it is stored and can be read")
                    .tag("command", command.getClass().getSimpleName())
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
    }

    private static Outcome outcomeOf(RuntimeException failure) {
        if (failure instanceof Refused no) {
            return no.code() == RefusalCode.STORAGE_FULL ? Outcome.UNAVAILABLE : Outcome.REFUSED;
        }
        return StoreFailure.isOne(failure) ? Outcome.UNAVAILABLE : Outcome.FAILED;
    }
}
