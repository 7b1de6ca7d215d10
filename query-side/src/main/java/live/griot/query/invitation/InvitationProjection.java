package live.griot.query.invitation;

import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationEvent;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.invitation.InvitationState;
import live.griot.api.store.Micros;
import live.griot.query.table.SessionTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code invitation_view}. */
@Component
@ProcessingGroup(SessionTables.GROUP)
class InvitationProjection {
    private final JdbcClient db;

    InvitationProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(InvitationSent event) {
        db.sql("""
                INSERT INTO invitation_view (id, session_id, inviter_id, invited_id, sealed_message, ringing, state,
                  sent_at, expires_at)
                VALUES (:id, :session, :from, :to, :message, :ringing, 'PENDING', :at, :expires)
                """)
                .param("id", event.invitationId().value())
                .param("session", event.sessionId().value())
                .param("from", event.from().value())
                .param("to", event.to().value())
                .param("message", event.sealedMessage())
                .param("ringing", event.ringing())
                .param("at", Micros.of(event.at()))
                .param("expires", Micros.of(event.expiresAt()))
                .update();
    }

    @EventHandler
    void on(InvitationAccepted event) {
        answered(event, InvitationState.ACCEPTED);
    }

    @EventHandler
    void on(InvitationRejected event) {
        answered(event, InvitationState.REJECTED);
    }

    @EventHandler
    void on(InvitationRevoked event) {
        answered(event, InvitationState.REVOKED);
    }

    @EventHandler
    void on(InvitationExpired event) {
        answered(event, InvitationState.EXPIRED);
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM invitation_view").update();
    }

    private void answered(InvitationEvent event, InvitationState state) {
        db.sql("UPDATE invitation_view SET state = :state, answered_at = :at WHERE id = :id")
                .param("state", state.name())
                .param("at", Micros.of(event.at()))
                .param("id", event.invitationId().value())
                .update();
    }
}
