package live.griot.recording.worker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code recording_job}. A job is one node's for as long as its lease is; whoever takes one has a claim, without which nothing
 * about it can be changed. Thread-safe.
 */
@Component
class Jobs {
    private static final String COLUMNS =
            "recording_id, kind, host_id, state, due_at, tries, percent, bytes, why, changed_at";
    private static final String ONE = " WHERE recording_id = :id AND kind = :kind";
    private static final int LONGEST_REASON = 200;

    private final JdbcClient db;

    Jobs(JdbcClient db) {
        this.db = db;
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                new RecordingId(row.getString("recording_id")),
                JobKind.valueOf(row.getString("kind")),
                new UserId(row.getString("host_id")),
                Job.State.valueOf(row.getString("state")),
                Micros.toInstantOrNull(row.getObject("due_at", Long.class)),
                row.getInt("tries"),
                row.getInt("percent"),
                row.getLong("bytes"),
                row.getString("why"),
                Micros.toInstant(row.getLong("changed_at")));
    }

    /** Returns the one of a recording and a kind. */
    Optional<Job> find(RecordingId id, JobKind kind) {
        return db.sql("SELECT " + COLUMNS + " FROM recording_job" + ONE)
                .param("id", id.value())
                .param("kind", kind.name())
                .query(Jobs::job)
                .optional();
    }

    /** Returns those of some recordings. */
    List<Job> of(Collection<RecordingId> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.sql("SELECT " + COLUMNS + " FROM recording_job WHERE recording_id IN (:ids)")
                        .param("ids", ids.stream().map(RecordingId::value).toList())
                        .query(Jobs::job)
                        .list();
    }

    /** Wishes something to be made; nothing happens where it was wished before. */
    void ask(RecordingId id, JobKind kind, UserId host, Instant now) {
        try {
            db.sql("""
                    INSERT INTO recording_job (recording_id, kind, host_id, state, due_at, tries, percent, bytes, changed_at)
                    VALUES (:id, :kind, :host, :state, :now, 0, 0, 0, :now)
                    """)
                    .param("id", id.value())
                    .param("kind", kind.name())
                    .param("host", host.value())
                    .param("state", Job.State.WAITING.name())
                    .param("now", Micros.of(now))
                    .update();
        } catch (DuplicateKeyException asked) {
            // By somebody else, at the same moment.
        }
    }

    /** Wishes something to be made again that became what it is at that time, and was not wished again since. */
    void askAgain(Job job, Instant now) {
        db.sql("""
                UPDATE recording_job SET state = :state, due_at = :now, tries = 0, percent = 0, bytes = 0, changed_at = :now
                """ + ONE + " AND state = :was AND changed_at = :changed")
                .param("state", Job.State.WAITING.name())
                .param("now", Micros.of(now))
                .param("id", job.recording().value())
                .param("kind", job.kind().name())
                .param("was", job.state().name())
                .param("changed", Micros.of(job.changedAt()))
                .update();
    }

    /** Notes that what is ready was used. */
    void use(Job job, Instant now) {
        db.sql("UPDATE recording_job SET changed_at = :now" + ONE + " AND state = :ready")
                .param("now", Micros.of(now))
                .param("id", job.recording().value())
                .param("kind", job.kind().name())
                .param("ready", Job.State.READY.name())
                .update();
    }

    /** Returns up to so many that may be taken, those first that may be so for the longest. Those without a time are left out by the index. */
    List<Job> due(Instant now, int limit) {
        return db.sql("SELECT " + COLUMNS
                        + " FROM recording_job WHERE due_at BETWEEN 1 AND :now ORDER BY due_at LIMIT :limit")
                .param("now", Micros.of(now))
                .param("limit", limit)
                .query(Jobs::job)
                .list();
    }

    /** Takes a job that is due; false where somebody else was quicker. */
    boolean claim(Job job, String claim, Instant leaseEnd) {
        return db.sql("""
                UPDATE recording_job SET state = :running, claim = :claim, due_at = :end, tries = tries + 1, percent = 0
                """ + ONE + " AND due_at = :due AND tries = :tries")
                        .param("running", Job.State.RUNNING.name())
                        .param("claim", claim)
                        .param("end", Micros.of(leaseEnd))
                        .param("id", job.recording().value())
                        .param("kind", job.kind().name())
                        .param("due", Micros.ofNullable(job.dueAt()))
                        .param("tries", job.tries())
                        .update()
                == 1;
    }

    /** Notes how far a job is, and keeps it for longer; false where it is the caller's no more. */
    boolean renew(Job job, String claim, int percent, Instant leaseEnd) {
        return claimed("percent = :percent, due_at = :end", job, claim)
                        .param("percent", percent)
                        .param("end", Micros.of(leaseEnd))
                        .update()
                == 1;
    }

    /** Notes that a job is done. */
    void ready(Job job, String claim, long bytes, Instant now) {
        claimed(
                        "state = 'READY', due_at = NULL, claim = NULL, percent = 100, bytes = :bytes, why = NULL, changed_at = :now",
                        job,
                        claim)
                .param("bytes", bytes)
                .param("now", Micros.of(now))
                .update();
    }

    /** Notes that a job failed for good. */
    void failed(Job job, String claim, String why, Instant now) {
        claimed("state = 'FAILED', due_at = NULL, claim = NULL, why = :why, changed_at = :now", job, claim)
                .param("why", cut(why))
                .param("now", Micros.of(now))
                .update();
    }

    /** Notes that a job failed, and is to be tried again. */
    void again(Job job, String claim, String why, Instant dueAt) {
        claimed("state = 'WAITING', due_at = :due, claim = NULL, why = :why", job, claim)
                .param("why", cut(why))
                .param("due", Micros.of(dueAt))
                .update();
    }

    /** Gives a job back as if it had not been taken, to be taken then. */
    void release(Job job, String claim, Instant dueAt) {
        claimed("state = 'WAITING', due_at = :due, claim = NULL, tries = tries - 1", job, claim)
                .param("due", Micros.of(dueAt))
                .update();
    }

    private JdbcClient.StatementSpec claimed(String change, Job job, String claim) {
        return db.sql("UPDATE recording_job SET " + change + ONE + " AND claim = :claim")
                .param("id", job.recording().value())
                .param("kind", job.kind().name())
                .param("claim", claim);
    }

    private static String cut(String why) {
        return why.substring(0, Math.min(why.length(), LONGEST_REASON));
    }

    /** Forgets what was made of a recording. */
    void forget(RecordingId id) {
        db.sql("DELETE FROM recording_job WHERE recording_id = :id")
                .param("id", id.value())
                .update();
    }

    /** Forgets a job that is what it was. */
    boolean forget(Job job) {
        return db.sql("DELETE FROM recording_job" + ONE + " AND state = :state AND changed_at = :changed")
                        .param("id", job.recording().value())
                        .param("kind", job.kind().name())
                        .param("state", job.state().name())
                        .param("changed", Micros.of(job.changedAt()))
                        .update()
                == 1;
    }

    /** Returns up to so many of a kind that are ready, and that nobody has asked for since. */
    List<Job> unused(JobKind kind, Instant since, int limit) {
        return db.sql("SELECT " + COLUMNS + """
                 FROM recording_job WHERE kind = :kind AND state = :ready AND changed_at < :since
                ORDER BY kind, state, changed_at LIMIT :limit
                """)
                .param("kind", kind.name())
                .param("ready", Job.State.READY.name())
                .param("since", Micros.of(since))
                .param("limit", limit)
                .query(Jobs::job)
                .list();
    }

    /** Returns recordings that there is a job of, behind an id, in order, one for each job, and up to so many. */
    List<RecordingId> recordings(String after, int limit) {
        return db.sql(
                        "SELECT recording_id FROM recording_job WHERE recording_id > :after ORDER BY recording_id, kind LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new RecordingId(row.getString("recording_id")))
                .list();
    }

    /** Returns how many bytes the files have that were made of somebody's recordings, for null of all. */
    long bytes(@Nullable UserId host) {
        JdbcClient.StatementSpec sum = host == null
                ? db.sql("SELECT COALESCE(SUM(bytes), 0) FROM recording_job")
                : db.sql("SELECT COALESCE(SUM(bytes), 0) FROM recording_job WHERE host_id = :host")
                        .param("host", host.value());
        return sum.query(Long.class).single();
    }
}
