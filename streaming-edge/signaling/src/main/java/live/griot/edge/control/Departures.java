package live.griot.edge.control;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.ViewerLeft;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ParticipantLeft;
import live.griot.edge.signaling.Goodbye;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes the connections of those who left, were removed or were banned, and lets none of their tickets in again. */
@Component
@ProcessingGroup("edge")
class Departures {
    private final ResourceConnections resources;
    private final Attendees attendees;
    private final RevokedTickets revoked;

    Departures(ResourceConnections resources, Attendees attendees, RevokedTickets revoked) {
        this.resources = resources;
        this.attendees = attendees;
        this.revoked = revoked;
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
        revoked.ban(event.sessionId(), event.user(), event.at());
        letGo(event.sessionId(), event.user(), Goodbye.BANNED);
    }

    @EventHandler
    void on(BanLifted event) {
        revoked.liftBan(event.sessionId(), event.user());
    }

    /** A session that becomes private is none of the business of those who cannot be told apart from anybody. */
    @EventHandler
    void on(SessionEdited event) {
        revoked.closeToStrangers(event.sessionId(), event.visibility() == Visibility.PRIVATE);
        letGo(event.sessionId(), null, Goodbye.PUT_OUT);
    }

    /** A viewer who said goodbye; where the connection's end is what was reported, there is none left to close. */
    @EventHandler
    void on(ViewerLeft event) {
        resources.letGo(event.attendanceId(), event.at());
        attendees.letGo(event.attendanceId(), event.at());
    }

    private void out(SessionId session, UserId person, Instant at) {
        revoked.revoke(session, person, at);
        letGo(session, person, Goodbye.PUT_OUT);
    }

    /** Lets go those whose tickets are good no longer: one person, or all who have no account. */
    private void letGo(SessionId session, @Nullable UserId person, Goodbye why) {
        Predicate<Ticket> whom = ticket ->
                ticket.session().equals(session) && Objects.equals(person, ticket.user()) && revoked.contains(ticket);
        resources.letGo(whom);
        attendees.letGo(whom, why);
    }
}
