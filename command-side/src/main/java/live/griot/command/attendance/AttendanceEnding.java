package live.griot.command.attendance;

import live.griot.api.session.EndAttendance;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Handles {@link EndAttendances} by sending each its command, nested in its own unit of work, so in one transaction. */
final class AttendanceEnding {
    private final CommandGateway gateway;

    AttendanceEnding(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @CommandHandler
    void end(EndAttendances command) {
        command.attendances()
                .forEach(one -> gateway.sendAndWait(new EndAttendance(one, command.session(), command.at())));
    }
}
