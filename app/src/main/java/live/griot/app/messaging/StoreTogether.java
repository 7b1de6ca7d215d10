package live.griot.app.messaging;

import java.util.List;
import live.griot.api.GroupedCommand;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Stores commands in one transaction, all or none. */
record StoreTogether(List<GroupedCommand> commands) {
    StoreTogether {
        commands = List.copyOf(commands);
    }

    /** Handles it by sending each command nested in its own unit of work. */
    static final class Handler {
        private final CommandGateway gateway;

        Handler(CommandGateway gateway) {
            this.gateway = gateway;
        }

        @CommandHandler
        void handle(StoreTogether together) {
            together.commands().forEach(command -> Carried.send(command, gateway));
        }
    }
}
