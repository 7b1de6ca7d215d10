package live.griot.query.session;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the sessions that are over and that a person had to do with: hosted, took part in or watched; not private ones that they were put out
 * of. Each of the two tables that know of it is read from the person's latest session on, as far as a page goes. Thread-safe.
 */
@Component
class PastSessions {
    private static final String TAKEN_PART_IN = """
            SELECT p.session_id FROM participant_view p JOIN session_view s ON s.id = p.session_id
            WHERE p.user_id = :user AND s.state IN ('ENDED', 'CANCELLED')
              AND (s.host_id = p.user_id
                OR ((p.was_on_stage = TRUE OR p.moderator = TRUE) AND (p.admitted = TRUE OR s.visibility = 'PUBLIC')))
              AND p.session_id""";

    private static final String WATCHED = """
            SELECT p.session_id FROM attendance_view p JOIN session_view s ON s.id = p.session_id
            WHERE p.user_id = :user AND s.state IN ('ENDED', 'CANCELLED') AND p.has_watched = TRUE
              AND (s.visibility = 'PUBLIC' OR (SELECT COUNT(*) FROM participant_view a
                WHERE a.session_id = p.session_id AND a.user_id = p.user_id AND a.admitted = TRUE) > 0)
              AND p.session_id""";

    private static final String LATEST_FIRST = " < :id ORDER BY p.user_id DESC, p.session_id DESC LIMIT :limit";

    private final JdbcClient db;

    PastSessions(JdbcClient db) {
        this.db = db;
    }

    /** Returns up to {@code limit} of a person's, the latest first, before an id. */
    List<SessionId> of(UserId user, String before, int limit) {
        TreeSet<SessionId> found = new TreeSet<>(Comparator.comparing(SessionId::value, Comparator.reverseOrder()));
        found.addAll(some(TAKEN_PART_IN + LATEST_FIRST, user, before, limit));
        found.addAll(watched(user, before, limit));
        return found.stream().limit(limit).toList();
    }

    /** Returns whether a session is one of a person's. */
    boolean isOne(UserId user, SessionId session) {
        return !some(TAKEN_PART_IN + " = :id LIMIT :limit", user, session.value(), 1)
                        .isEmpty()
                || !some(WATCHED + " = :id LIMIT :limit", user, session.value(), 1)
                        .isEmpty();
    }

    /** Who came back has several attendances in one session: that many may be fewer sessions. */
    private Set<SessionId> watched(UserId user, String before, int limit) {
        Set<SessionId> found = new HashSet<>();
        String from = before;
        for (int wanted = limit; wanted > 0; ) {
            List<SessionId> some = some(WATCHED + LATEST_FIRST, user, from, wanted);
            found.addAll(some);
            boolean more = some.size() == wanted;
            wanted = more ? limit - found.size() : 0;
            from = more ? some.getLast().value() : from;
        }
        return found;
    }

    private List<SessionId> some(String query, UserId user, String id, int limit) {
        return db.sql(query)
                .param("user", user.value())
                .param("id", id)
                .param("limit", limit)
                .query((row, index) -> new SessionId(row.getString("session_id")))
                .list();
    }
}
