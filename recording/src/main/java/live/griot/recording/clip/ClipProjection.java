package live.griot.recording.clip;

import java.time.Duration;
import live.griot.api.recording.ClipMade;
import live.griot.api.recording.ClipRemoved;
import live.griot.api.recording.ClipRenamed;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.store.Micros;
import live.griot.recording.lifecycle.RecordingTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code recording_clip}. */
@Component
@ProcessingGroup(RecordingTables.GROUP)
class ClipProjection {
    private final JdbcClient db;

    ClipProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(ClipMade event) {
        db.sql("""
                INSERT INTO recording_clip
                  (id, recording_id, user_id, title_by, sealed_title, from_micros, to_micros, created_at)
                VALUES (:id, :recording, :by, :titleBy, :title, :from, :to, :at)
                """)
                .param("id", event.clip().value())
                .param("recording", event.recordingId().value())
                .param("by", event.by().value())
                .param("titleBy", event.title().by().value())
                .param("title", event.title().text())
                .param("from", micros(event.from()))
                .param("to", micros(event.to()))
                .param("at", Micros.of(event.at()))
                .update();
    }

    @EventHandler
    void on(ClipRenamed event) {
        db.sql("UPDATE recording_clip SET title_by = :titleBy, sealed_title = :title WHERE id = :id")
                .param("titleBy", event.title().by().value())
                .param("title", event.title().text())
                .param("id", event.clip().value())
                .update();
    }

    @EventHandler
    void on(ClipRemoved event) {
        db.sql("DELETE FROM recording_clip WHERE id = :id")
                .param("id", event.clip().value())
                .update();
    }

    /** What is of a recording goes with it. */
    @EventHandler
    void on(RecordingDeleted event) {
        db.sql("DELETE FROM recording_clip WHERE recording_id = :recording")
                .param("recording", event.recordingId().value())
                .update();
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM recording_clip").update();
    }

    private static long micros(Duration offset) {
        return offset.toNanos() / 1_000;
    }
}
