package live.griot.query.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code attendance_view}. Thread-safe. */
@Component
public class AttendanceReader {
    /** Guests' ids begin with a G, accounts' with a digit. */
    private static final String FIRST_GUEST = "G";

    private static final String AFTER_EVERY_PERSON = "Z";

    /** Neither banned nor with a part of their own. Counted, for MariaDB reads all there are to see whether one exists. */
    private static final String OF_NO_OTHER_LIST = """
              AND (SELECT COUNT(*) FROM ban_view b WHERE b.session_id = a.session_id AND b.user_id = a.user_id) = 0
              AND (SELECT COUNT(*) FROM participant_view p
                WHERE p.session_id = a.session_id AND p.user_id = a.user_id AND p.part_in IS NOT NULL) = 0
            """;

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
        Set<UserId> found = new LinkedHashSet<>();
        String before = nameless ? AFTER_EVERY_PERSON : FIRST_GUEST;
        String from = after;
        // Somebody may be there more than once, so that as many rows may be fewer people.
        for (int wanted = limit; wanted > 0; ) {
            List<UserId> some = present(session, from, before, wanted);
            found.addAll(some);
            boolean more = some.size() == wanted;
            wanted = more ? limit - found.size() : 0;
            from = more ? some.getLast().value() : from;
        }
        if (!nameless && found.size() < limit) {
            found.addAll(namedGuests(session, after, limit - found.size()));
        }
        return List.copyOf(found);
    }

    private List<UserId> present(SessionId session, String after, String before, int limit) {
        return db.sql("""
                SELECT a.user_id FROM attendance_view a
                WHERE a.session_id = :session AND a.is_in = TRUE AND a.user_id > :after AND a.user_id < :before
                """ + OF_NO_OTHER_LIST + """
                 ORDER BY a.session_id, a.is_in, a.user_id LIMIT :limit
                """)
                .param("session", session.value())
                .param("after", after)
                .param("before", before)
                .param("limit", limit)
                .query((rs, n) -> new UserId(rs.getString("user_id")))
                .list();
    }

    /** They are found by what let them in: of nameless guests there may be thousands between them. */
    private List<UserId> namedGuests(SessionId session, String after, int limit) {
        return db.sql("""
                SELECT a.user_id FROM participant_view a
                WHERE a.session_id = :session AND a.user_id > :after AND a.user_id < :before AND a.admitted = TRUE
                  AND (SELECT COUNT(*) FROM attendance_view w
                    WHERE w.present_person = a.user_id AND w.session_id = a.session_id) > 0
                """ + OF_NO_OTHER_LIST + """
                 ORDER BY a.session_id, a.user_id LIMIT :limit
                """)
                .param("session", session.value())
                .param("after", after.compareTo(FIRST_GUEST) > 0 ? after : FIRST_GUEST)
                .param("before", AFTER_EVERY_PERSON)
                .param("limit", limit)
                .query((rs, n) -> new UserId(rs.getString("user_id")))
                .list();
    }

    /** Returns how much each of those sessions was watched up to now, counting those who still do. */
    public Map<SessionId, Watched> watched(Collection<SessionId> sessions, Instant now) {
        Map<SessionId, Watched> watched = new HashMap<>();
        if (!sessions.isEmpty()) {
            db.sql("""
                    SELECT id, total_viewers, watched_millis, watching, watching_since_millis FROM session_view
                    WHERE id IN (:sessions)
                    """)
                    .param("sessions", sessions.stream().map(SessionId::value).toList())
                    .query(row -> {
                        long open = row.getLong("watching") * now.toEpochMilli() - row.getLong("watching_since_millis");
                        watched.put(
                                new SessionId(row.getString("id")),
                                new Watched(
                                        row.getLong("total_viewers"),
                                        Duration.ofMillis(row.getLong("watched_millis") + Math.max(0, open))));
                    });
        }
        return watched;
    }
}
