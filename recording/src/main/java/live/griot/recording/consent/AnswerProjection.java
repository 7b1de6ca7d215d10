package live.griot.recording.consent;

import live.griot.api.recording.RecordingAnswered;
import live.griot.recording.lifecycle.RecordingTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code recording_answer}. */
@Component
@ProcessingGroup(RecordingTables.GROUP)
class AnswerProjection {
    private final JdbcClient db;

    AnswerProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(RecordingAnswered event) {
        int known = db.sql(
                        "UPDATE recording_answer SET agrees = :agrees WHERE session_id = :session AND user_id = :user")
                .param("agrees", event.agrees())
                .param("session", event.sessionId().value())
                .param("user", event.user().value())
                .update();
        if (known == 0) {
            db.sql("INSERT INTO recording_answer (session_id, user_id, agrees) VALUES (:session, :user, :agrees)")
                    .param("session", event.sessionId().value())
                    .param("user", event.user().value())
                    .param("agrees", event.agrees())
                    .update();
        }
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM recording_answer").update();
    }
}
