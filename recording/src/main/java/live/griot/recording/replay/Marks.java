package live.griot.recording.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import live.griot.recording.replay.Mark.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened on stage while recordings ran: {@code recording_mark}. Thread-safe to read; written by the projection alone. */
@Component
class Marks {
    /** How many a recording has at most: what comes after them is in no chapter. */
    static final int MOST = 1_000;

    private final JdbcClient db;

    Marks(JdbcClient db) {
        this.db = db;
    }

    /** Returns those of a recording, the earliest first. */
    List<Mark> of(RecordingId recording) {
        return db.sql("""
                SELECT happened_at, kind, user_id FROM recording_mark WHERE recording_id = :id
                ORDER BY recording_id, place LIMIT :most
                """)
                .param("id", recording.value())
                .param("most", MOST)
                .query((row, number) -> new Mark(
                        Micros.toInstant(row.getLong("happened_at")),
                        Kind.valueOf(row.getString("kind")),
                        new UserId(row.getString("user_id"))))
                .list();
    }

    /** Returns the recording of a session that runs, if there is one. */
    Optional<RecordingId> running(SessionId session) {
        return db.sql("""
                SELECT id FROM recording WHERE session_id = :session AND active = TRUE
                ORDER BY session_id DESC, id DESC LIMIT 1
                """)
                .param("session", session.value())
                .query((row, number) -> new RecordingId(row.getString("id")))
                .optional();
    }

    /** Returns which of two came last of somebody, if any did. */
    Optional<Kind> last(RecordingId recording, UserId person, Kind one, Kind other) {
        return db.sql("""
                SELECT kind FROM recording_mark WHERE recording_id = :id AND user_id = :user AND kind IN (:kinds)
                ORDER BY recording_id DESC, place DESC LIMIT 1
                """)
                .param("id", recording.value())
                .param("user", person.value())
                .param("kinds", List.of(one.name(), other.name()))
                .query((row, number) -> Kind.valueOf(row.getString("kind")))
                .optional();
    }

    /** Adds one, unless there are as many as there may be. */
    void add(RecordingId recording, Kind kind, UserId person, Instant at) {
        int last = db.sql("""
                SELECT place FROM recording_mark WHERE recording_id = :id
                ORDER BY recording_id DESC, place DESC LIMIT 1
                """)
                .param("id", recording.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (last < MOST) {
            db.sql("""
                    INSERT INTO recording_mark (recording_id, place, happened_at, kind, user_id)
                    VALUES (:id, :place, :at, :kind, :user)
                    """)
                    .param("id", recording.value())
                    .param("place", last + 1)
                    .param("at", Micros.of(at))
                    .param("kind", kind.name())
                    .param("user", person.value())
                    .update();
        }
    }

    /** Forgets those of a recording. */
    void forget(RecordingId recording) {
        db.sql("DELETE FROM recording_mark WHERE recording_id = :id")
                .param("id", recording.value())
                .update();
    }

    /** Empties the table before a replay. */
    void reset() {
        db.sql("DELETE FROM recording_mark").update();
    }
}
