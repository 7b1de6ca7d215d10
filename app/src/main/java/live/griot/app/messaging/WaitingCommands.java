package live.griot.app.messaging;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import live.griot.api.Commands;
import live.griot.api.refusal.Refused;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends commands, and answers when the read models have passed what they stored. A conflict of two writers on one aggregate is
 * retried, since the second may well be right after the first.
 */
@Component
class WaitingCommands implements Commands {
    private static final int ATTEMPTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCommands.class);

    private final CommandGateway gateway;
    private final ReadModels readModels;

    WaitingCommands(CommandGateway gateway, ReadModels readModels) {
        this.gateway = gateway;
        this.readModels = readModels;
    }

    @Override
    public @Nullable Object send(Object command) {
        Object answer = handle(command);
        readModels.awaitCaughtUp();
        return answer;
    }

    private @Nullable Object handle(Object command) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return gateway.sendAndWait(command);
            } catch (ConcurrencyException conflict) {
                LOG.debug("Two writers met at attempt {} of {}", attempt, ATTEMPTS, conflict);
            } catch (AggregateNotFoundException none) {
                throw new Refused(NOT_FOUND, "There is no such thing");
            }
        }
        throw new Refused(CONFLICT, "Somebody else changed this at the same moment; try again");
    }
}
