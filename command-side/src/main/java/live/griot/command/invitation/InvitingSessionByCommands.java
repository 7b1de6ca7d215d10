package live.griot.command.invitation;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.stage.SeatGuest;
import live.griot.command.session.BeginCall;
import live.griot.command.session.CallOff;
import live.griot.command.session.CheckInvitation;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Sends the session its commands from within the invitation's own: nested in its unit of work, so in its transaction. */
@Component
class InvitingSessionByCommands implements InvitingSession {
    private final CommandGateway gateway;

    InvitingSessionByCommands(@Lazy CommandGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void mayInvite(SessionId session, UserId by) {
        gateway.sendAndWait(new CheckInvitation(session, by, null));
    }

    @Override
    public void checkInvitation(SessionId session, UserId by, UserId person) {
        gateway.sendAndWait(new CheckInvitation(session, by, person));
    }

    @Override
    public void seat(SessionId session, UserId person, Instant at) {
        gateway.sendAndWait(new SeatGuest(session, person, at));
    }

    @Override
    public void begin(SessionId session, Instant at) {
        gateway.sendAndWait(new BeginCall(session, at));
    }

    @Override
    public void callOff(SessionId session, Instant at) {
        gateway.sendAndWait(new CallOff(session, at));
    }
}
