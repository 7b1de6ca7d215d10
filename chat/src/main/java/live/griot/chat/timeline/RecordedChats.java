package live.griot.chat.timeline;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sessions are recorded, or have been: {@code chat_recording} and {@code chat_recorded}. Written by the projection alone. */
final class RecordedChats {
    private final JdbcClient db;

    RecordedChats(JdbcClient db) {
        this.db = db;
    }

    /** Returns which of those sessions are being recorded. */
    Set<SessionId> running(Collection<SessionId> sessions) {
        return sessions.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        db.sql("SELECT session_id FROM chat_recorded WHERE session_id IN (:sessions) AND running > 0")
                                .param(
                                        "sessions",
                                        sessions.stream().map(SessionId::value).toList())
                                .query((row, number) -> new SessionId(row.getString("session_id")))
                                .list());
    }

    /** Takes so many places for what happened in a session; returns the first. */
    long takePlaces(SessionId session, int count) {
        change(session, "entries = entries + " + count);
        return places(session) - count + 1;
    }

    /** Returns the last place that was taken in a session. */
    private long places(SessionId session) {
        return db.sql("SELECT entries FROM chat_recorded WHERE session_id = :session")
                .param("session", session.value())
                .query(Long.class)
                .single();
    }

    /** A recording begins. */
    void begin(RecordingId recording, SessionId session) {
        db.sql("INSERT INTO chat_recording (recording_id, session_id, running) VALUES (:id, :session, TRUE)")
                .param("id", recording.value())
                .param("session", session.value())
                .update();
        if (change(session, "recordings = recordings + 1, running = running + 1") == 0) {
            db.sql("""
                    INSERT INTO chat_recorded (session_id, recordings, running, entries) VALUES (:session, 1, 1, 0)
                    """).param("session", session.value()).update();
        }
    }

    /** Nothing is added to a recording any more. */
    void end(RecordingId recording) {
        running(recording).filter(one -> one.running).ifPresent(one -> {
            db.sql("UPDATE chat_recording SET running = FALSE WHERE recording_id = :id")
                    .param("id", recording.value())
                    .update();
            change(one.session, "running = running - 1");
        });
    }

    /** What there was of a session of which no recording is left. */
    record Left(SessionId session, long places) {}

    /** A recording is there no more; returns what there is of its session where it was the last. */
    Optional<Left> forget(RecordingId recording) {
        end(recording);
        Optional<SessionId> session = running(recording).map(One::session);
        session.ifPresent(of -> change(of, "recordings = recordings - 1"));
        db.sql("DELETE FROM chat_recording WHERE recording_id = :id")
                .param("id", recording.value())
                .update();
        return session.filter(this::hasNone).map(of -> {
            Left left = new Left(of, places(of));
            db.sql("DELETE FROM chat_recorded WHERE session_id = :session")
                    .param("session", of.value())
                    .update();
            return left;
        });
    }

    private boolean hasNone(SessionId session) {
        return db.sql("SELECT recordings FROM chat_recorded WHERE session_id = :session")
                        .param("session", session.value())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** A recording that is there. */
    private record One(SessionId session, boolean running) {}

    private Optional<One> running(RecordingId recording) {
        return db.sql("SELECT session_id, running FROM chat_recording WHERE recording_id = :id")
                .param("id", recording.value())
                .query((row, number) -> new One(new SessionId(row.getString("session_id")), row.getBoolean("running")))
                .optional();
    }

    private int change(SessionId session, String columns) {
        return db.sql("UPDATE chat_recorded SET " + columns + " WHERE session_id = :session")
                .param("session", session.value())
                .update();
    }

    /** Empties the tables before a replay. */
    void reset() {
        db.sql("DELETE FROM chat_recording").update();
        db.sql("DELETE FROM chat_recorded").update();
    }
}
