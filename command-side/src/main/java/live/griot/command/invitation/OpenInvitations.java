package live.griot.command.invitation;

import java.time.Instant;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionEnding;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a session's unanswered invitations expire when the session is over, and somebody's when they are put out. It keeps its own list of them, since no other one is
 * sure to be as far as its own place in the event store. Not to be replayed: it sends commands.
 */
@Component
@ProcessingGroup("invitations")
class OpenInvitations {
    private final JdbcClient db;
    private final CommandGateway gateway;

    OpenInvitations(JdbcClient db, CommandGateway gateway) {
        this.db = db;
        this.gateway = gateway;
    }

    @EventHandler
    void on(InvitationSent event) {
        db.sql(
                        "INSERT INTO open_invitation (id, session_id, inviter_id, invited_id) VALUES (:id, :session, :from, :to)")
                .param("id", event.invitationId().value())
                .param("session", event.sessionId().value())
                .param("from", event.from().value())
                .param("to", event.to().value())
                .update();
    }

    @EventHandler
    void on(InvitationAccepted event) {
        answered(event.invitationId());
    }

    @EventHandler
    void on(InvitationRejected event) {
        answered(event.invitationId());
    }

    @EventHandler
    void on(InvitationRevoked event) {
        answered(event.invitationId());
    }

    @EventHandler
    void on(InvitationExpired event) {
        answered(event.invitationId());
    }

    @EventHandler
    void on(SessionEnding event) {
        over(event.sessionId(), event.at());
    }

    @EventHandler
    void on(SessionCancelled event) {
        over(event.sessionId(), event.at());
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        putOut(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(ParticipantExcluded event) {
        putOut(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(PersonBanned event) {
        putOut(event.sessionId(), event.user(), event.at());
    }

    private void answered(InvitationId id) {
        db.sql("DELETE FROM open_invitation WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    private void over(SessionId session, Instant at) {
        expire(
                db.sql("SELECT id FROM open_invitation WHERE session_id = :session ORDER BY id")
                        .param("session", session.value()),
                at);
    }

    /** Those whom a person who was put out had invited come no more by their word, nor do they by another's from before. */
    private void putOut(SessionId session, UserId person, Instant at) {
        expire(db.sql("""
                        SELECT id FROM open_invitation
                        WHERE session_id = :session AND (invited_id = :person OR inviter_id = :person) ORDER BY id
                        """).param("session", session.value()).param("person", person.value()), at);
    }

    private void expire(JdbcClient.StatementSpec open, Instant at) {
        open.query((row, number) -> new InvitationId(row.getString("id")))
                .list()
                .forEach(id -> gateway.sendAndWait(new ExpireInvitation(id, at)));
    }
}
