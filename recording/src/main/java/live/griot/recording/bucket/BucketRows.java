package live.griot.recording.bucket;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.recording.store.RecordingName;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code recording_in_bucket}: of which recordings there is something in the bucket, written before the first byte goes, and kept
 * until it is certain that nothing is there any more. No event tells of it, so it is never rebuilt. Thread-safe.
 */
final class BucketRows {
    private final JdbcClient db;

    BucketRows(JdbcClient db) {
        this.db = db;
    }

    /** Notes that a recording is about to be copied; false where it is deleted, or not known. */
    boolean begin(RecordingName recording) {
        int added = db.sql("""
                INSERT INTO recording_in_bucket (recording_id, is_complete)
                SELECT id, FALSE FROM recording
                WHERE id = :id AND state <> 'DELETED'
                  AND NOT EXISTS (SELECT 1 FROM recording_in_bucket WHERE recording_id = :id)
                """).param("id", recording.value()).update();
        return added == 1 || isKnown(recording);
    }

    private boolean isKnown(RecordingName recording) {
        return db.sql("""
                        SELECT COUNT(*) FROM recording_in_bucket b JOIN recording r ON r.id = b.recording_id
                        WHERE b.recording_id = :id AND r.state <> 'DELETED'
                        """).param("id", recording.value()).query(Long.class).single() > 0;
    }

    /** Notes that all of a recording is in the bucket. */
    void complete(RecordingName recording) {
        db.sql("UPDATE recording_in_bucket SET is_complete = TRUE WHERE recording_id = :id")
                .param("id", recording.value())
                .update();
    }

    /** Returns the recordings that are in the bucket, all of each. */
    Set<RecordingName> complete() {
        return db
                .sql("SELECT recording_id FROM recording_in_bucket WHERE is_complete = TRUE")
                .query((row, number) -> new RecordingName(row.getString("recording_id")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Returns deleted recordings of which nothing was removed from the bucket yet, or last before a time. */
    List<RecordingName> toEmpty(Instant before) {
        return db.sql("""
                SELECT b.recording_id FROM recording_in_bucket b JOIN recording r ON r.id = b.recording_id
                WHERE r.state = 'DELETED' AND (b.emptied_at IS NULL OR b.emptied_at < :before)
                """)
                .param("before", before.toEpochMilli())
                .query((row, number) -> new RecordingName(row.getString("recording_id")))
                .list();
    }

    /** Notes that nothing of a recording was left at that time; the second time it is forgotten. */
    void emptied(RecordingName recording, Instant at) {
        int first = db.sql(
                        "UPDATE recording_in_bucket SET emptied_at = :at WHERE recording_id = :id AND emptied_at IS NULL")
                .param("at", at.toEpochMilli())
                .param("id", recording.value())
                .update();
        if (first == 0) {
            db.sql("DELETE FROM recording_in_bucket WHERE recording_id = :id")
                    .param("id", recording.value())
                    .update();
        }
    }
}
