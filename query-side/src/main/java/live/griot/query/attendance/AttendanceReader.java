package live.griot.query.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.query.table.Micros;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code attendance_view}. Thread-safe. */
@Component
public class AttendanceReader {
    private static final long MICROS_A_MILLI = 1_000;

    private final JdbcClient db;

    AttendanceReader(JdbcClient db) {
        this.db = db;
    }

    /** How many ever watched a session, and for how long all of them together. */
    public record Watched(long viewers, Duration together) {}

    /** Returns the attendances of one session of which the edge said that they watch. */
    public List<AttendanceId> watching(SessionId session) {
        return db.sql("SELECT id FROM attendance_view WHERE session_id = :session AND watching = TRUE")
                .param("session", session.value())
                .query((rs, n) -> new AttendanceId(rs.getString("id")))
                .list();
    }

    /** Returns the attendances of one person in one session that have not ended. */
    public List<AttendanceId> open(SessionId session, UserId person) {
        return db.sql("SELECT id FROM attendance_view WHERE session_id = :session AND user_id = :user AND is_in = TRUE")
                .param("session", session.value())
                .param("user", person.value())
                .query((rs, n) -> new AttendanceId(rs.getString("id")))
                .list();
    }

    /** Returns the attendances of one person in one session that have not ended, and those that began after a time. */
    public List<AttendanceId> since(SessionId session, UserId person, Instant since) {
        return db.sql("""
                SELECT id FROM attendance_view WHERE session_id = :session AND user_id = :user
                AND (is_in = TRUE OR arrived_at >= :since)
                """)
                .param("session", session.value())
                .param("user", person.value())
                .param("since", Micros.of(since))
                .query((rs, n) -> new AttendanceId(rs.getString("id")))
                .list();
    }

    /** Returns whether the edge said of an attendance that it watches. */
    public boolean isWatching(AttendanceId id) {
        return db.sql("SELECT COUNT(*) FROM attendance_view WHERE id = :id AND watching = TRUE")
                        .param("id", id.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Returns up to {@code limit} people who are in a session without a role of their own, by id, after one id; those who have neither an
     * account nor a name only if they are asked for.
     */
    public List<UserId> viewers(SessionId session, String after, boolean nameless, int limit) {
        return db.sql("""
                SELECT DISTINCT a.user_id FROM attendance_view a
                WHERE a.session_id = :session AND a.is_in = TRUE AND a.user_id > :after
                  AND (:nameless = TRUE OR a.user_id NOT LIKE 'G%' OR EXISTS (SELECT 1 FROM participant_view g
                    WHERE g.session_id = a.session_id AND g.user_id = a.user_id AND g.admitted = TRUE))
                  AND NOT EXISTS (SELECT 1 FROM ban_view b WHERE b.session_id = a.session_id AND b.user_id = a.user_id)
                  AND NOT EXISTS (SELECT 1 FROM participant_view p
                    WHERE p.session_id = a.session_id AND p.user_id = a.user_id
                      AND (p.on_stage = TRUE OR p.moderator = TRUE OR p.hand_raised_at IS NOT NULL))
                ORDER BY a.user_id LIMIT :limit
                """)
                .param("session", session.value())
                .param("after", after)
                .param("nameless", nameless)
                .param("limit", limit)
                .query((rs, n) -> new UserId(rs.getString("user_id")))
                .list();
    }

    /** Returns how much a session was watched up to now, counting those who still do. */
    public Watched watched(SessionId session, Instant now) {
        return db.sql("""
                SELECT COUNT(*) AS viewers, COALESCE(SUM(watched_millis), 0) AS millis,
                  COUNT(watching_since) AS watching, COALESCE(SUM(watching_since), 0) AS since
                FROM attendance_view WHERE session_id = :session AND has_watched = TRUE
                """)
                .param("session", session.value())
                .query((rs, n) -> {
                    long open = rs.getLong("watching") * Micros.of(now) - rs.getLong("since");
                    return new Watched(
                            rs.getLong("viewers"),
                            Duration.ofMillis(rs.getLong("millis") + Math.max(0, open / MICROS_A_MILLI)));
                })
                .single();
    }
}
