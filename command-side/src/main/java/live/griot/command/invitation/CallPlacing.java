package live.griot.command.invitation;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Handles {@link PlaceCall} by sending its two commands nested in its own unit of work, so in one transaction. */
final class CallPlacing {
    private final CommandGateway gateway;

    CallPlacing(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @CommandHandler
    void place(PlaceCall call) {
        gateway.sendAndWait(call.session());
        gateway.sendAndWait(call.invitation());
    }
}
