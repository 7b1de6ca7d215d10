package live.griot.recording.lifecycle;

import live.griot.api.admission.PersonBanned;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.recording.PersonTakenOut;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEdited;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingMadePrivate;
import live.griot.api.recording.RecordingOpened;
import live.griot.api.recording.RecordingPaused;
import live.griot.api.recording.RecordingPlanWithdrawn;
import live.griot.api.recording.RecordingPlanned;
import live.griot.api.recording.RecordingReopened;
import live.griot.api.recording.RecordingResumed;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.recording.RecordingStopped;
import live.griot.api.recording.RecordingTrimmed;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import live.griot.api.store.Micros;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code recording} and {@code recording_plan}. */
@Component
@ProcessingGroup(RecordingTables.GROUP)
class RecordingProjection {
    private final JdbcClient db;

    RecordingProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(RecordingPlanned event) {
        db.sql("INSERT INTO recording_plan (session_id, recording_id, stems) VALUES (:session, :id, :stems)")
                .param("session", event.sessionId().value())
                .param("id", event.recordingId().value())
                .param("stems", event.stems())
                .update();
    }

    @EventHandler
    void on(RecordingPlanWithdrawn event) {
        forgetPlan(event.sessionId());
    }

    @EventHandler
    void on(SessionCancelled event) {
        forgetPlan(event.sessionId());
    }

    @EventHandler
    void on(RecordingStarted event) {
        forgetPlan(event.sessionId());
        db.sql("""
                INSERT INTO recording
                  (id, session_id, host_id, stems, visibility, state, active, paused, opened, of_private, started_at, duration_millis, bytes, generation)
                VALUES (:id, :session, :host, :stems, :visibility, :state, TRUE, FALSE, FALSE, :ofPrivate, :at, 0, 0, 0)
                """)
                .param("id", event.recordingId().value())
                .param("session", event.sessionId().value())
                .param("host", event.host().value())
                .param("stems", event.stems())
                .param("visibility", event.visibility().name())
                .param("ofPrivate", event.visibility() == Visibility.PRIVATE)
                .param("state", RecordingState.RECORDING.name())
                .param("at", Micros.of(event.at()))
                .update();
    }

    @EventHandler
    void on(RecordingPaused event) {
        become(event.recordingId(), RecordingState.PAUSED, true);
    }

    @EventHandler
    void on(RecordingResumed event) {
        become(event.recordingId(), RecordingState.RECORDING, false);
    }

    @EventHandler
    void on(RecordingStopped event) {
        db.sql("UPDATE recording SET stopped_by = :why WHERE id = :id AND stopped_by IS NULL")
                .param("why", RecordingEnd.HOST_STOPPED.name())
                .param("id", event.recordingId().value())
                .update();
    }

    @EventHandler
    void on(SessionEnding event) {
        db.sql("""
                UPDATE recording SET stopped_by = :why
                WHERE session_id = :session AND active = TRUE AND stopped_by IS NULL
                """)
                .param("why", RecordingEnd.SESSION_ENDED.name())
                .param("session", event.sessionId().value())
                .update();
    }

    /** Whoever has an address of what they may not see any more cannot go on with it. */
    @EventHandler
    void on(PersonBanned event) {
        db.sql("UPDATE recording SET generation = generation + 1 WHERE session_id = :session")
                .param("session", event.sessionId().value())
                .update();
    }

    @EventHandler
    void on(RecordingFinished event) {
        use(event.recordingId(), event.bytes());
        db.sql("""
                UPDATE recording SET state = :state, finished_at = :at, active = :active, reason = :reason,
                  duration_millis = :duration, bytes = :bytes
                WHERE id = :id
                """)
                .param("state", RecordingState.FINISHED.name())
                .param("at", Micros.of(event.at()))
                .param("active", !event.forGood())
                .param("reason", event.reason().name())
                .param("duration", event.duration().toMillis())
                .param("bytes", event.bytes())
                .param("id", event.recordingId().value())
                .update();
    }

    @EventHandler
    void on(RecordingOpened event) {
        db.sql("UPDATE recording SET opened = TRUE WHERE id = :id")
                .param("id", event.recordingId().value())
                .update();
    }

    @EventHandler
    void on(RecordingReopened event) {
        db.sql("UPDATE recording SET state = :state, reason = NULL WHERE id = :id")
                .param("state", RecordingState.RECORDING.name())
                .param("id", event.recordingId().value())
                .update();
    }

    @EventHandler
    void on(RecordingEdited event) {
        db.sql("""
                UPDATE recording SET title_by = :titleBy, sealed_title = :title, description_by = :descriptionBy,
                  sealed_description = :description
                WHERE id = :id
                """)
                .param("titleBy", by(event.title()))
                .param("title", words(event.title()))
                .param("descriptionBy", by(event.description()))
                .param("description", words(event.description()))
                .param("id", event.recordingId().value())
                .update();
        if (event.visibility() != null) {
            become(event.recordingId(), event.visibility());
        }
    }

    /** What was public until now is in addresses that are good no more. */
    @EventHandler
    void on(RecordingMadePrivate event) {
        become(event.recordingId(), Visibility.PRIVATE);
        db.sql("UPDATE recording SET of_private = TRUE WHERE id = :id")
                .param("id", event.recordingId().value())
                .update();
    }

    private void become(RecordingId id, Visibility visibility) {
        db.sql(
                        "UPDATE recording SET generation = generation + 1, visibility = :visibility WHERE id = :id AND visibility <> :visibility")
                .param("visibility", visibility.name())
                .param("id", id.value())
                .update();
    }

    /** What is deleted is remembered by its id, for its files. */
    @EventHandler
    void on(RecordingDeleted event) {
        forgetTakingOut(event.recordingId());
        use(event.recordingId(), 0);
        db.sql("""
                UPDATE recording SET state = :state, active = FALSE, bytes = 0, title_by = NULL, sealed_title = NULL, description_by = NULL,
                  sealed_description = NULL
                WHERE id = :id
                """)
                .param("state", RecordingState.DELETED.name())
                .param("id", event.recordingId().value())
                .update();
    }

    @EventHandler
    void on(PersonTakenOut event) {
        db.sql("INSERT INTO recording_taking_out (recording_id, user_id) VALUES (:id, :user)")
                .param("id", event.recordingId().value())
                .param("user", event.person().value())
                .update();
    }

    /** Addresses of what is gone are good no more, where they were given to a few. */
    @EventHandler
    void on(RecordingTrimmed event) {
        use(event.recordingId(), event.bytes());
        db.sql(
                        "UPDATE recording SET duration_millis = :duration, bytes = :bytes, generation = generation + 1 WHERE id = :id")
                .param("duration", event.duration().toMillis())
                .param("bytes", event.bytes())
                .param("id", event.recordingId().value())
                .update();
        db.sql("DELETE FROM recording_taking_out WHERE recording_id = :id AND user_id = :user")
                .param("id", event.recordingId().value())
                .param("user", event.person().value())
                .update();
    }

    private void forgetTakingOut(RecordingId id) {
        db.sql("DELETE FROM recording_taking_out WHERE recording_id = :id")
                .param("id", id.value())
                .update();
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM recording_taking_out").update();
        db.sql("DELETE FROM recording").update();
        db.sql("DELETE FROM recording_usage").update();
        db.sql("DELETE FROM recording_plan").update();
    }

    /** Counts how many bytes a recording has now, with those of its host and of all. */
    private void use(RecordingId id, long bytes) {
        db.sql("SELECT host_id, bytes FROM recording WHERE id = :id")
                .param("id", id.value())
                .query(row -> {
                    long more = bytes - row.getLong("bytes");
                    use(row.getString("host_id"), more);
                    use(RecordingTables.ALL, more);
                });
    }

    private void use(String host, long more) {
        int known = db.sql("UPDATE recording_usage SET bytes = bytes + :more WHERE host_id = :host")
                .param("more", more)
                .param("host", host)
                .update();
        if (known == 0) {
            db.sql("INSERT INTO recording_usage (host_id, bytes) VALUES (:host, :more)")
                    .param("host", host)
                    .param("more", more)
                    .update();
        }
    }

    private void forgetPlan(SessionId session) {
        db.sql("DELETE FROM recording_plan WHERE session_id = :session")
                .param("session", session.value())
                .update();
    }

    private void become(RecordingId id, RecordingState state, boolean paused) {
        db.sql("UPDATE recording SET state = :state, paused = :paused WHERE id = :id")
                .param("state", state.name())
                .param("paused", paused)
                .param("id", id.value())
                .update();
    }

    private static @Nullable String by(@Nullable SessionText text) {
        return text == null ? null : text.by().value();
    }

    private static @Nullable String words(@Nullable SessionText text) {
        return text == null ? null : text.text();
    }
}
