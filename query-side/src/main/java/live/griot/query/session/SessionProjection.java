package live.griot.query.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.HostMediaReturned;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionWentLive;
import live.griot.api.session.ViewerArrived;
import live.griot.api.session.ViewerLeft;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the tables {@code session_view} and {@code attendance_view}: sessions as they are read, and who watches them. Rebuilt at
 * will from the events; called by one thread at a time, in the transaction that stores the processor's position.
 */
@Component
@ProcessingGroup(SessionProjection.GROUP)
public class SessionProjection {
    /** The processing group, tracking. */
    public static final String GROUP = "sessions";

    private final JdbcClient db;
    private final ViewerCounts viewerCounts;

    SessionProjection(JdbcClient db, ViewerCounts viewerCounts) {
        this.db = db;
        this.viewerCounts = viewerCounts;
    }

    @EventHandler
    void on(SessionCreated event) {
        db.sql("""
                INSERT INTO session_view (id, host_id, title, description, type, visibility, state, max_participants,
                  viewer_count, peak_viewer_count, host_present, scheduled_for, created_at)
                VALUES (:id, :host, :title, :description, :type, :visibility, 'PENDING', :seats, 0, 0, FALSE, :scheduled, :at)
                """)
                .param("id", event.sessionId().value())
                .param("host", event.host().value())
                .param("title", event.title())
                .param("description", event.description())
                .param("type", event.type().name())
                .param("visibility", event.visibility().name())
                .param("seats", event.maxParticipants())
                .param("scheduled", Micros.ofNullable(event.scheduledFor()))
                .param("at", Micros.of(event.at()))
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

    @EventHandler
    void on(ViewerArrived event) {
        int known = db.sql("UPDATE attendance_view SET watching = TRUE WHERE id = :id")
                .param("id", event.attendanceId().value())
                .update();
        if (known == 0) {
            db.sql("""
                    INSERT INTO attendance_view (id, session_id, user_id, arrived_at, watching, watched_millis)
                    VALUES (:id, :session, :user, :at, TRUE, 0)
                    """)
                    .param("id", event.attendanceId().value())
                    .param("session", event.sessionId().value())
                    .param("user", event.user() == null ? null : event.user().value())
                    .param("at", Micros.of(event.at()))
                    .update();
        }
        count(event.sessionId());
    }

    @EventHandler
    void on(ViewerLeft event) {
        db.sql("UPDATE attendance_view SET watching = FALSE, watched_millis = watched_millis + :watched WHERE id = :id")
                .param("watched", event.watched().toMillis())
                .param("id", event.attendanceId().value())
                .update();
        count(event.sessionId());
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM attendance_view").update();
        db.sql("DELETE FROM session_view").update();
    }

    private void count(SessionId session) {
        db.sql("""
                UPDATE session_view SET viewer_count =
                  (SELECT COUNT(*) FROM attendance_view WHERE session_id = :id AND watching = TRUE) WHERE id = :id
                """).param("id", session.value()).update();
        db.sql(
                        "UPDATE session_view SET peak_viewer_count = viewer_count WHERE id = :id AND viewer_count > peak_viewer_count")
                .param("id", session.value())
                .update();
        viewerCounts.changed(session);
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
    }
}
