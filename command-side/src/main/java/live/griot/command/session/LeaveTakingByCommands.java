package live.griot.command.session;

import live.griot.api.id.UserId;
import live.griot.api.identity.LeaveTaking;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CancelSession;
import live.griot.api.session.EndSession;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.api.stage.LeaveSession;
import live.griot.command.http.Border;
import org.springframework.stereotype.Component;

/** Sends what the person themselves would have to send, session by session. */
@Component
class LeaveTakingByCommands implements LeaveTaking {
    private final Border border;
    private final Sessions sessions;
    private final ViewerDepartures departures;

    LeaveTakingByCommands(Border border, Sessions sessions, ViewerDepartures departures) {
        this.border = border;
        this.sessions = sessions;
        this.departures = departures;
    }

    @Override
    public void leaveEverything(UserId person) {
        for (SessionFacts session : sessions.withAPartOf(person)) {
            try {
                leave(session, person);
            } catch (Refused no) {
                // It ended, or they were taken off, since it was read.
            }
        }
    }

    private void leave(SessionFacts session, UserId person) {
        if (!session.host().equals(person)) {
            border.send(new LeaveSession(session.id(), person, border.now()));
            departures.of(person, session.id());
        } else if (session.state() == SessionState.PENDING) {
            border.send(new CancelSession(session.id(), person, border.now()));
        } else {
            border.send(new EndSession(session.id(), person, border.now()));
        }
    }
}
