package live.griot.recording.lifecycle;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.SessionRecordings;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What recordings there are, by the read model. Thread-safe. */
@Component
public class Recordings implements SessionRecordings {
    /** Ids are ULIDs, which begin with 0 to 7: no id is after this. */
    static final String AFTER_EVERY_ID = "Z";

    private static final String SELECT = "SELECT " + RecordingRow.COLUMNS + " FROM recording ";

    private final JdbcClient db;

    public Recordings(JdbcClient db) {
        this.db = db;
    }

    /** A recording that begins with its session. */
    record Plan(RecordingId id, boolean stems) {}

    /** Returns a recording, a deleted one too, or empty when there is none of that id. */
    public Optional<RecordingRow> find(RecordingId id) {
        return db.sql(SELECT + "WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> RecordingRow.of(row))
                .optional();
    }

    @Override
    public Map<SessionId, RecordingId> playable(Collection<SessionId> sessions) {
        Map<SessionId, RecordingId> last = new HashMap<>();
        if (!sessions.isEmpty()) {
            db.sql("""
                    SELECT playable_of, MAX(id) AS last_id FROM recording
                    WHERE playable_of IN (:sessions) GROUP BY playable_of
                    """)
                    .param("sessions", sessions.stream().map(SessionId::value).toList())
                    .query(row -> {
                        last.put(
                                new SessionId(row.getString("playable_of")), new RecordingId(row.getString("last_id")));
                    });
        }
        return last;
    }

    @Override
    public Set<SessionId> recorded(Collection<SessionId> sessions) {
        return sessions.isEmpty()
                ? Set.of()
                : db
                        .sql("SELECT recorded_session FROM recording WHERE recorded_session IN (:sessions)")
                        .param(
                                "sessions",
                                sessions.stream().map(SessionId::value).toList())
                        .query((row, number) -> new SessionId(row.getString("recorded_session")))
                        .list()
                        .stream()
                        .collect(Collectors.toSet());
    }

    /** Returns up to so many that were finished for good before a time, and are not deleted; those first that were so first. */
    public List<RecordingId> finishedBefore(Instant time, int limit) {
        return db.sql("SELECT id FROM recording WHERE kept_since < :time ORDER BY kept_since LIMIT :limit")
                .param("time", Micros.of(time))
                .param("limit", limit)
                .query((row, number) -> new RecordingId(row.getString("id")))
                .list();
    }

    /** Returns how many bytes somebody's recordings have that are finished, for null those of all. */
    public long bytes(@Nullable UserId host) {
        return db.sql("SELECT bytes FROM recording_usage WHERE host_id = :host")
                .param("host", host == null ? RecordingTables.ALL : host.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Returns up to so many of all there are, deleted ones too, the first by their ids first, after an id. */
    public List<RecordingRow> after(String id, int limit) {
        return db.sql(SELECT + "WHERE id > :id ORDER BY id LIMIT :limit")
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> RecordingRow.of(row))
                .list();
    }

    /** Returns those that are not finished for good, the oldest first. */
    public List<RecordingRow> open() {
        return db.sql(SELECT + "WHERE open_one = 'Y' ORDER BY id")
                .query((row, number) -> RecordingRow.of(row))
                .list();
    }

    /** Returns which of those are deleted. */
    public Set<RecordingId> deleted(Collection<RecordingId> ids) {
        return ids.isEmpty()
                ? Set.of()
                : db
                        .sql("SELECT id FROM recording WHERE id IN (:ids) AND state = 'DELETED'")
                        .param("ids", ids.stream().map(RecordingId::value).toList())
                        .query((row, number) -> new RecordingId(row.getString("id")))
                        .list()
                        .stream()
                        .collect(Collectors.toSet());
    }

    /** Returns up to so many that are not deleted, of sessions in which somebody was asked whether they may be recorded, the first by their ids first, after an id. */
    List<RecordingId> withAnswerOf(UserId person, String after, int limit) {
        return db.sql("""
                SELECT recording.id FROM recording_answer
                  JOIN recording ON recording.session_id = recording_answer.session_id
                WHERE recording_answer.user_id = :person AND recording.host_id <> :person AND recording.id > :after
                  AND recording.state <> 'DELETED'
                ORDER BY recording.id LIMIT :limit
                """)
                .param("person", person.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new RecordingId(row.getString("id")))
                .list();
    }

    /** Returns who is to be taken out of which of some recordings, of those that are finished for good. */
    public List<TakingOut> takingOut(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.sql("""
                        SELECT recording_id, user_id FROM recording_taking_out
                          JOIN recording ON recording.id = recording_taking_out.recording_id
                        WHERE recording_id IN (:ids) AND recording.active = FALSE AND recording.state <> 'DELETED'
                        """)
                        .param("ids", ids)
                        .query((row, number) -> new TakingOut(
                                new RecordingId(row.getString("recording_id")), new UserId(row.getString("user_id"))))
                        .list();
    }

    /** Returns the last of a session, if there is one that is not deleted. */
    Optional<RecordingRow> lastOf(SessionId session) {
        return db.sql(
                        SELECT
                                + "WHERE session_id = :session AND state <> 'DELETED' ORDER BY session_id DESC, id DESC LIMIT 1")
                .param("session", session.value())
                .query((row, number) -> RecordingRow.of(row))
                .optional();
    }

    /** Returns the one of a session that runs. */
    public Optional<RecordingRow> runningOf(SessionId session) {
        return lastOf(session)
                .filter(row -> row.stoppedBy() == null && row.opened())
                .filter(row -> row.state() == RecordingState.RECORDING || row.state() == RecordingState.PAUSED);
    }

    /** Returns what is planned of a session. */
    Optional<Plan> planOf(SessionId session) {
        return db.sql("SELECT recording_id, stems FROM recording_plan WHERE session_id = :session")
                .param("session", session.value())
                .query((row, number) ->
                        new Plan(new RecordingId(row.getString("recording_id")), row.getBoolean("stems")))
                .optional();
    }

    /** Returns up to so many public ones that can be played, the latest first, before an id; of one host, or of all for null. */
    List<RecordingRow> listed(@Nullable UserId host, String before, int limit) {
        String ofHost = host == null ? "" : "AND host_id = :host ";
        String order = host == null ? "listed DESC, id DESC" : "listed DESC, host_id DESC, id DESC";
        JdbcClient.StatementSpec query = db.sql(SELECT + "WHERE listed = 'Y' " + ofHost + "AND id < :before ORDER BY "
                        + order + " LIMIT :limit")
                .param("before", before)
                .param("limit", limit);
        return (host == null ? query : query.param("host", host.value()))
                .query((row, number) -> RecordingRow.of(row))
                .list();
    }

    /** Returns up to so many of a host's that are not deleted, private ones too, the latest first, before an id. */
    List<RecordingRow> of(UserId host, String before, int limit) {
        return db.sql(SELECT + """
                WHERE host_id = :host AND id < :before AND state <> 'DELETED'
                ORDER BY host_id DESC, id DESC LIMIT :limit
                """)
                .param("host", host.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> RecordingRow.of(row))
                .list();
    }
}
