package live.griot.query.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.ViewerArrived;
import live.griot.api.session.ViewerJoined;
import live.griot.api.session.ViewerLeft;
import live.griot.api.store.Micros;
import live.griot.query.table.SessionTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code attendance_view}: one row a ticket that somebody joined or watched with. */
@Component
@ProcessingGroup(SessionTables.GROUP)
class AttendanceProjection {
    private final JdbcClient db;
    private final Counts counts;

    AttendanceProjection(JdbcClient db, Counts counts) {
        this.db = db;
        this.counts = counts;
    }

    @EventHandler
    void on(ViewerJoined event) {
        insert(event.attendanceId(), event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(ViewerArrived event) {
        Optional<Watching> before = watching(event.attendanceId());
        if (before.isEmpty()) {
            insert(event.attendanceId(), event.sessionId(), event.user(), event.at());
        }
        db.sql("""
                UPDATE attendance_view SET is_in = TRUE, watching = TRUE, has_watched = TRUE, watching_since = :at
                WHERE id = :id
                """)
                .param("at", Micros.of(event.at()))
                .param("id", event.attendanceId().value())
                .update();
        counts.began(
                event.sessionId(),
                before.filter(Watching::hasWatched).isEmpty(),
                before.map(Watching::since).orElse(null),
                event.at());
    }

    @EventHandler
    void on(ViewerLeft event) {
        Optional<Watching> before = watching(event.attendanceId());
        db.sql("""
                UPDATE attendance_view SET is_in = FALSE, watching = FALSE, watching_since = NULL,
                  watched_millis = watched_millis + :watched
                WHERE id = :id
                """)
                .param("watched", event.watched().toMillis())
                .param("id", event.attendanceId().value())
                .update();
        counts.ended(
                event.sessionId(),
                before.map(Watching::since).orElse(null),
                before.filter(Watching::hasWatched).isPresent() ? event.watched() : Duration.ZERO);
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM attendance_view").update();
    }

    /** What is known of an attendance: whether it ever watched, and since when it does, or null. */
    private record Watching(boolean hasWatched, @Nullable Instant since) {}

    private Optional<Watching> watching(AttendanceId id) {
        return db.sql("SELECT has_watched, watching_since FROM attendance_view WHERE id = :id")
                .param("id", id.value())
                .query((row, index) -> new Watching(
                        row.getBoolean("has_watched"),
                        Micros.toInstantOrNull(row.getObject("watching_since", Long.class))))
                .optional();
    }

    private void insert(AttendanceId id, SessionId session, @Nullable UserId user, Instant at) {
        db.sql("""
                INSERT INTO attendance_view (id, session_id, user_id, arrived_at, watching, watched_millis, is_in,
                  has_watched, watching_since)
                VALUES (:id, :session, :user, :at, FALSE, 0, TRUE, FALSE, NULL)
                """)
                .param("id", id.value())
                .param("session", session.value())
                .param("user", user == null ? null : user.value())
                .param("at", Micros.of(at))
                .update();
    }
}
