package live.griot.query.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.session.Previews;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code session_preview}: of each session that is live the latest small picture. Not rebuilt: it passes. Thread-safe. */
@Component
class PreviewStore implements Previews {
    /** How many a sweep reads or forgets at once. */
    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final People people;

    PreviewStore(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    /** A picture, and what tells it from those before and after. */
    @SuppressWarnings("ArrayRecordComponent") // On its way to a client.
    record Preview(byte[] jpeg, long version) {}

    /** Returns the picture of a session that is live and whose host is somebody still; empty where there is none. */
    Optional<Preview> find(SessionId session) {
        return db.sql("""
                SELECT jpeg, taken_at, host_id FROM session_preview JOIN session_view ON id = session_id
                WHERE session_id = :session AND state = 'LIVE'
                """)
                .param("session", session.value())
                .query((row, number) -> people.exist(new UserId(row.getString("host_id")))
                        ? Optional.of(new Preview(row.getBytes("jpeg"), row.getLong("taken_at")))
                        : Optional.<Preview>empty())
                .optional()
                .flatMap(found -> found);
    }

    @Override
    public void keep(SessionId session, byte[] jpeg, Instant takenAt) {
        byte[] picture = Arrays.copyOf(jpeg, jpeg.length);
        if (!replaced(session, picture, takenAt)) {
            try {
                db.sql("INSERT INTO session_preview (session_id, taken_at, jpeg) VALUES (:session, :at, :jpeg)")
                        .param("session", session.value())
                        .param("at", Micros.of(takenAt))
                        .param("jpeg", picture)
                        .update();
            } catch (DuplicateKeyException another) {
                // Another node has come between: the host is at two edges for a moment.
                replaced(session, picture, takenAt);
            }
        }
    }

    private boolean replaced(SessionId session, byte[] jpeg, Instant takenAt) {
        return db.sql("UPDATE session_preview SET taken_at = :at, jpeg = :jpeg WHERE session_id = :session")
                        .param("session", session.value())
                        .param("at", Micros.of(takenAt))
                        .param("jpeg", jpeg)
                        .update()
                > 0;
    }

    @Override
    public void forget(SessionId session) {
        db.sql("DELETE FROM session_preview WHERE session_id = :session")
                .param("session", session.value())
                .update();
    }

    @Override
    public void sweep(Instant before) {
        while (forgetOld(before) == AT_ONCE) {
            // There may be more.
        }
        long newest = db.sql("SELECT COALESCE(MAX(taken_at), 0) FROM session_preview")
                .query(Long.class)
                .single();
        Shown last = new Shown(0, "", null, null);
        List<Shown> page;
        do {
            page = after(last, newest);
            page.stream().filter(shown -> !shown.mayBeSeen(people)).forEach(shown -> forget(shown.id()));
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == AT_ONCE);
    }

    private int forgetOld(Instant before) {
        return db.sql("DELETE FROM session_preview WHERE taken_at < :before LIMIT :most")
                .param("before", Micros.of(before))
                .param("most", AT_ONCE)
                .update();
    }

    private List<Shown> after(Shown last, long newest) {
        return db.sql("""
                SELECT taken_at, session_id, host_id, state FROM session_preview LEFT JOIN session_view ON id = session_id
                WHERE taken_at BETWEEN :at AND :newest AND (taken_at > :at OR session_id > :session)
                ORDER BY taken_at, session_id LIMIT :most
                """)
                .param("at", last.takenAt())
                .param("session", last.session())
                .param("newest", newest)
                .param("most", AT_ONCE)
                .query((row, number) -> new Shown(
                        row.getLong("taken_at"),
                        row.getString("session_id"),
                        row.getString("host_id"),
                        row.getString("state")))
                .list();
    }

    /** Whose picture is kept; host and state are null where the session is not in the read model yet. */
    private record Shown(
            long takenAt,
            String session,
            @Nullable String host,
            @Nullable String state) {
        SessionId id() {
            return new SessionId(session);
        }

        boolean mayBeSeen(People people) {
            return !"ENDED".equals(state) && (host == null || people.exist(new UserId(host)));
        }
    }
}
