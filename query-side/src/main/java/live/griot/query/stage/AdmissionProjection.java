package live.griot.query.stage;

import live.griot.api.admission.BanLifted;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkRevoked;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import live.griot.query.table.SessionTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code link_view} and {@code ban_view}: by what people may come in, and who may not. */
@Component
@ProcessingGroup(SessionTables.GROUP)
class AdmissionProjection {
    private final JdbcClient db;

    AdmissionProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(LinkMade event) {
        db.sql("""
                INSERT INTO link_view (id, session_id, expires_at, max_uses, uses)
                VALUES (:id, :session, :expires, :max, 0)
                """)
                .param("id", event.link().value())
                .param("session", event.sessionId().value())
                .param("expires", Micros.ofNullable(event.expiresAt()))
                .param("max", event.maxUses())
                .update();
    }

    @EventHandler
    void on(LinkUsed event) {
        db.sql("UPDATE link_view SET uses = uses + 1 WHERE id = :id")
                .param("id", event.link().value())
                .update();
    }

    @EventHandler
    void on(LinkRevoked event) {
        db.sql("DELETE FROM link_view WHERE id = :id")
                .param("id", event.link().value())
                .update();
    }

    @EventHandler
    void on(PersonBanned event) {
        lift(event.sessionId(), event.user());
        db.sql("""
                INSERT INTO ban_view (session_id, user_id, banned_by, sealed_reason, banned_at, banned_until)
                VALUES (:session, :user, :by, :reason, :at, :until)
                """)
                .param("session", event.sessionId().value())
                .param("user", event.user().value())
                .param("by", event.by().value())
                .param("reason", event.sealedReason())
                .param("at", Micros.of(event.at()))
                .param("until", Micros.ofNullable(event.until()))
                .update();
    }

    @EventHandler
    void on(BanLifted event) {
        lift(event.sessionId(), event.user());
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM link_view").update();
        db.sql("DELETE FROM ban_view").update();
    }

    private void lift(SessionId session, UserId person) {
        db.sql("DELETE FROM ban_view WHERE session_id = :session AND user_id = :user")
                .param("session", session.value())
                .param("user", person.value())
                .update();
    }
}
