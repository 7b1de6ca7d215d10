package live.griot.query.session;

import java.time.Instant;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.HostMediaReturned;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.Visibility;
import live.griot.api.store.Micros;
import live.griot.query.stage.Admissions;
import live.griot.query.table.SessionTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the table {@code session_view}: sessions as they are read. Rebuilt at will from the events; called by one thread at a time, in
 * the transaction that stores the processor's position.
 */
@Component
@ProcessingGroup(SessionTables.GROUP)
class SessionProjection {
    private final JdbcClient db;
    private final Admissions admissions;

    SessionProjection(JdbcClient db, Admissions admissions) {
        this.db = db;
        this.admissions = admissions;
    }

    @EventHandler
    void on(SessionCreated event) {
        db.sql("""
                INSERT INTO session_view (id, host_id, title_by, title_text, title_sealed,
                  description_by, description_text, description_sealed, type, visibility, state, max_participants,
                  viewer_count, peak_viewer_count, participant_count, host_present, scheduled_for, created_at)
                VALUES (:id, :host, :titleBy, :title, :titleSealed, :descriptionBy, :description, :descriptionSealed, :type, :visibility, 'PENDING', :seats, 0, 0, 1, FALSE, :scheduled, :at)
                """)
                .param("id", event.sessionId().value())
                .param("host", event.host().value())
                .params(words(event.title(), event.description()))
                .param("type", event.type().name())
                .param("visibility", event.visibility().name())
                .param("seats", event.maxParticipants())
                .param("scheduled", Micros.ofNullable(event.scheduledFor()))
                .param("at", Micros.of(event.at()))
                .update();
    }

    @EventHandler
    void on(SessionEdited event) {
        if (event.visibility() == Visibility.PRIVATE && isPublic(event.sessionId())) {
            admissions.admitThoseWhoAreIn(event.sessionId());
        }
        db.sql("""
                UPDATE session_view SET title_by = :titleBy, title_text = :title, title_sealed = :titleSealed,
                  description_by = :descriptionBy, description_text = :description, description_sealed = :descriptionSealed,
                  visibility = :visibility, max_participants = :seats
                WHERE id = :id
                """)
                .params(words(event.title(), event.description()))
                .param("visibility", event.visibility().name())
                .param("seats", event.maxParticipants())
                .param("id", event.sessionId().value())
                .update();
    }

    @EventHandler
    void on(SessionStarted event) {
        become(SessionState.STARTING, event.sessionId());
    }

    @EventHandler
    void on(SessionWentLive event) {
        db.sql("UPDATE session_view SET state = 'LIVE', host_present = TRUE, started_at = :at WHERE id = :id")
                .param("at", Micros.of(event.at()))
                .param("id", event.sessionId().value())
                .update();
    }

    @EventHandler
    void on(HostMediaLost event) {
        hostPresent(event.sessionId(), false);
    }

    @EventHandler
    void on(HostMediaReturned event) {
        hostPresent(event.sessionId(), true);
    }

    @EventHandler
    void on(SessionEnding event) {
        become(SessionState.ENDING, event.sessionId());
        hostPresent(event.sessionId(), false);
    }

    @EventHandler
    void on(SessionEnded event) {
        over(SessionState.ENDED, event.sessionId(), event.at());
    }

    @EventHandler
    void on(SessionCancelled event) {
        over(SessionState.CANCELLED, event.sessionId(), event.at());
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM session_view").update();
    }

    /** As they are stored: whoever reads a row opens them. */
    private static Map<String, Object> words(SessionText title, SessionText description) {
        return Map.of(
                "titleBy",
                title.by().value(),
                "title",
                title.text(),
                "titleSealed",
                title.sealed(),
                "descriptionBy",
                description.by().value(),
                "description",
                description.text(),
                "descriptionSealed",
                description.sealed());
    }

    private boolean isPublic(SessionId id) {
        return db.sql("SELECT COUNT(*) FROM session_view WHERE id = :id AND visibility = 'PUBLIC'")
                        .param("id", id.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void become(SessionState state, SessionId id) {
        db.sql("UPDATE session_view SET state = :state WHERE id = :id")
                .param("state", state.name())
                .param("id", id.value())
                .update();
    }

    private void hostPresent(SessionId id, boolean present) {
        db.sql("UPDATE session_view SET host_present = :present WHERE id = :id")
                .param("present", present)
                .param("id", id.value())
                .update();
    }

    private void over(SessionState state, SessionId id, Instant at) {
        db.sql("UPDATE session_view SET state = :state, host_present = FALSE, ended_at = :at WHERE id = :id")
                .param("state", state.name())
                .param("at", Micros.of(at))
                .param("id", id.value())
                .update();
        db.sql("UPDATE participant_view SET session_over = TRUE WHERE session_id = :id")
                .param("id", id.value())
                .update();
    }
}
