package live.griot.edge.control;

import java.time.Instant;
import live.griot.api.door.BanLifted;
import live.griot.api.door.ParticipantRemoved;
import live.griot.api.door.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.ViewerLeft;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ParticipantLeft;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Closes the connections of those who left, were removed or were banned, and lets none of their tickets in again. */
@Component
@ProcessingGroup("edge")
class Departures {
    private final Peers peers;
    private final PutOut putOut;

    Departures(Peers peers, PutOut putOut) {
        this.peers = peers;
        this.putOut = putOut;
    }

    @EventHandler
    void on(ParticipantLeft event) {
        out(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        out(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(PersonBanned event) {
        putOut.ban(event.sessionId(), event.user(), event.at());
        peers.letGo(event.sessionId(), event.user());
    }

    @EventHandler
    void on(BanLifted event) {
        putOut.liftBan(event.sessionId(), event.user());
    }

    /** A session that becomes private is none of the business of those who cannot be told apart from anybody. */
    @EventHandler
    void on(SessionEdited event) {
        putOut.strangersOf(event.sessionId(), event.visibility() == Visibility.PRIVATE);
        peers.letStrangersGo(event.sessionId());
    }

    /** A viewer who said goodbye; where the connection's end is what was reported, there is none left to close. */
    @EventHandler
    void on(ViewerLeft event) {
        peers.letGo(event.attendanceId(), event.at());
    }

    private void out(SessionId session, UserId person, Instant at) {
        putOut.add(session, person, at);
        peers.letGo(session, person);
    }
}
